// Values that come from outside with their places: what a script, or a request of a server, hands to an operation.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.hpp"

namespace burin {

struct DataEntry;

/// What JSON can say, and where it stood in the text (line and column from 1, 0 = nowhere). A value type.
struct Data {
  using List = std::vector<Data>;
  using Map = std::vector<DataEntry>;  // in the order of the text; keys are unique

  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Map> value;
  std::uint32_t line{0};
  std::uint32_t column{0};

  [[nodiscard]] bool is_null() const noexcept { return std::holds_alternative<std::monostate>(value); }
  [[nodiscard]] const std::string* text() const noexcept { return std::get_if<std::string>(&value); }
  [[nodiscard]] const std::int64_t* whole() const noexcept { return std::get_if<std::int64_t>(&value); }
  [[nodiscard]] const List* list() const noexcept { return std::get_if<List>(&value); }
  [[nodiscard]] const Map* map() const noexcept { return std::get_if<Map>(&value); }
  /// The value of a key, or null when this is no map or has none of that name. O(entries).
  [[nodiscard]] const Data* find(std::string_view key) const noexcept;
  /// "a list", "the text", "nothing": for messages.
  [[nodiscard]] std::string_view kind() const noexcept;
  /// Equal values; places do not count.
  friend bool operator==(const Data& a, const Data& b);
};

struct DataEntry {
  std::string key;
  Data value;
  friend bool operator==(const DataEntry&, const DataEntry&) = default;
};

/// An error at the place of a value.
[[nodiscard]] tl::unexpected<Error> fail_at(const Data& place, std::string_view id, std::string message,
                                            std::string help = {});

}  // namespace burin
