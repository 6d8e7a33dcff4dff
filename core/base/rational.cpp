#include "core/base/rational.hpp"

#include <charconv>

namespace burin {

namespace {

bool read_whole(std::string_view text, std::int64_t& value) {
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  return code == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Expected<Rational> Rational::parse(std::string_view text) {
  std::int64_t num = 0;
  std::int64_t den = 1;
  const std::size_t slash = text.find('/');
  const bool good = read_whole(text.substr(0, slash), num) &&
                    (slash == std::string_view::npos || read_whole(text.substr(slash + 1), den)) && den != 0;
  if (!good) return fail(Errc::bad_input, "BU0101", "not a fraction: " + std::string(text));
  return Rational(num, den);
}

std::string Rational::str() const {
  return den_ == 1 ? std::to_string(num_) : std::to_string(num_) + "/" + std::to_string(den_);
}

}  // namespace burin
