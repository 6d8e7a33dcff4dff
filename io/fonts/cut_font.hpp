// A font file cut down to some of its characters.
#pragma once

#include <string>

#include "io/fonts/harfbuzz.hpp"

namespace burin::io {

/// One past the last character of Latin-1: most pages want none beyond.
inline constexpr char32_t latin_end = 0x100;

/// The characters of Latin-1 that can be printed, sorted.
[[nodiscard]] std::u32string latin_characters();

/// ASCII in three classes: digits and signs, what begins with the capitals, what begins with the small letters.
inline constexpr char32_t first_sign = U' ';
inline constexpr char32_t first_capital = U'A';
inline constexpr char32_t first_small = U'a';
inline constexpr char32_t ascii_end = U'~' + 1;

/// The sets that the texts of long documents are cut down to: digits and signs, with the capitals when bit 0 of the
/// index is set, with the small letters when bit 1 is. Sorted. Those of the built-in fonts are cut when the program is
/// built.
inline constexpr std::size_t usual_sets = 4;
[[nodiscard]] std::u32string usual_characters(std::size_t index);

/// An OpenType font with these characters of `face`, ligatures and kerning among them, without hints; empty when the
/// face cannot be read. Equal bytes for equal characters. Thread-safe for a face that is immutable.
[[nodiscard]] std::string cut_font(hb_face_t* face, const std::u32string& characters);

}  // namespace burin::io
