#include "core/script/data.hpp"

#include <array>

namespace burin {

const Data* Data::find(std::string_view key) const noexcept {
  const Map* entries = map();
  if (entries == nullptr) return nullptr;
  for (const DataEntry& entry : *entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

std::string_view Data::kind() const noexcept {
  static constexpr std::array<std::string_view, 7> names{"nothing", "true or false", "a whole number", "a number",
                                                         "a text",  "a list",        "an object"};
  return names[value.index()];
}

bool operator==(const Data& a, const Data& b) { return a.value == b.value; }

tl::unexpected<Error> fail_at(const Data& place, std::string_view id, std::string message, std::string help) {
  Where where;
  where.line = place.line;
  where.column = place.column;
  return fail(Errc::bad_input, id, std::move(message), std::move(where), std::move(help));
}

}  // namespace burin
