#include "core/piece/attributes.hpp"

#include <charconv>
#include <string_view>

namespace burin {

namespace {

/// Sum of "3+2+2"; 0 when it is not a sum of numbers from 1 to 1000.
std::int64_t sum_of(std::string_view text) {
  std::int64_t total = 0;
  while (!text.empty()) {
    std::int64_t part = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), part);
    if (code != std::errc{} || part < 1 || part > 1000) return 0;
    total += part;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    while (!text.empty() && (text.front() == '+' || text.front() == ' ')) text.remove_prefix(1);
  }
  return total;
}

}  // namespace

Rational TimeSignature::measure_length() const {
  if (senza_misura) return {};
  Rational total;
  for (const Fraction& fraction : fractions) {
    const std::int64_t beats = sum_of(fraction.beats);
    const std::int64_t type = sum_of(fraction.beat_type);
    if (beats == 0 || type == 0) return Rational(4);
    total += Rational(beats * 4, type);
  }
  return total.num() == 0 ? Rational(4) : total;
}

}  // namespace burin
