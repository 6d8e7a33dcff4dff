// Exact numbers in scripts: 3, "3", "3/4".
#pragma once

#include "core/base/rational.hpp"
#include "core/script/data.hpp"

namespace burin {

/// Reads a whole number or a text with a fraction. Errors: BU0212.
[[nodiscard]] inline Expected<Rational> exact_number(const Data& data) {
  if (const std::int64_t* whole = data.whole()) return Rational(*whole);
  if (const std::string* text = data.text()) {
    if (const Expected<Rational> fraction = Rational::parse(*text)) return *fraction;
  }
  return fail_at(data, "BU0212", "an exact number such as 3 or \"3/4\" belongs here, not " + std::string(data.kind()));
}

}  // namespace burin
