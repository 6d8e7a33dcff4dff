// Sets of characters for which fonts are cut down once and not for each page.
#pragma once

#include <cstddef>
#include <string>

namespace burin::io {

/// ASCII in three classes: digits and signs, what begins with the capitals, what begins with the small letters.
inline constexpr char32_t first_sign = U' ';
inline constexpr char32_t first_capital = U'A';
inline constexpr char32_t first_small = U'a';
inline constexpr char32_t ascii_end = U'~' + 1;

/// The sets that the texts of long documents are cut down to: digits and signs, with the capitals when bit 0 of the
/// index is set, with the small letters when bit 1 is. Sorted. Those of the built-in fonts are cut when the program is
/// built.
inline constexpr std::size_t usual_sets = 4;
[[nodiscard]] inline std::u32string usual_characters(std::size_t index) {
  std::u32string all;
  const auto add = [&](char32_t from, char32_t end) {
    for (char32_t c = from; c < end; ++c) all += c;
  };
  add(first_sign, first_capital);
  if ((index & 1U) != 0) add(first_capital, first_small);
  if ((index & 2U) != 0) add(first_small, ascii_end);
  return all;
}

}  // namespace burin::io
