#include "core/piece/vpd.hpp"

#include <charconv>

namespace burin {

void Vpd::append_to(std::string& out) const {
  if (root_ == Root::piece) {
    out += '.';
    return;
  }
  out += root_ == Root::music ? 'm' : 'l';
  for (std::size_t level = 0; level < depth_; ++level) {
    if (level >= levels) out += "/i";
    out += '/';
    std::array<char, 12> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), step_[level]).ptr;
    out.append(digits.data(), end);
  }
}

std::string Vpd::str() const {
  std::string text;
  append_to(text);
  return text;
}

Expected<Vpd> Vpd::parse(std::string_view text) {
  return fail(Errc::unsupported, "BU0201", "not read yet: " + std::string(text));
}

}  // namespace burin
