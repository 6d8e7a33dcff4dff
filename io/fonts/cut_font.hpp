// A font file cut down to some of its characters.
#pragma once

#include <string>

#include "io/fonts/harfbuzz.hpp"

namespace burin::io {

/// One past the last character of Latin-1: most pages want none beyond.
inline constexpr char32_t latin_end = 0x100;

/// The characters of Latin-1 that can be printed, sorted.
[[nodiscard]] std::u32string latin_characters();

/// An OpenType font with these characters of `face`, ligatures and kerning among them, without hints; empty when the
/// face cannot be read. Equal bytes for equal characters. Thread-safe for a face that is immutable.
[[nodiscard]] std::string cut_font(hb_face_t* face, const std::u32string& characters);

}  // namespace burin::io
