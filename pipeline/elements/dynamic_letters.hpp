// Letters of dynamics in texts: programs write them in the music font's own code (U+E520 to U+E526).
#pragma once

#include <string>
#include <string_view>

#include "core/font/glyph_metrics.hpp"
#include "core/paint/paint_list.hpp"

namespace burin::layout {

constexpr std::string_view dynamic_letters = "pmfrszn";
constexpr GlyphId first_dynamic_letter = 0xE520;  // the others follow in this order

/// The text with plain letters in place of the music font's. O(length).
[[nodiscard]] inline std::string spelt(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool own = text.substr(i, 2) == "\xEE\x94" && i + 2 < text.size();
    const auto which = own ? static_cast<unsigned char>(text[i + 2]) - 0xA0U : dynamic_letters.size();
    if (which < dynamic_letters.size()) i += 2;
    plain += which < dynamic_letters.size() ? dynamic_letters[which] : text[i];
  }
  return plain;
}

/// Whether a text consists of these letters, in plain code.
[[nodiscard]] inline bool only_letters(std::string_view text) {
  return !text.empty() && text.find_first_not_of(dynamic_letters) == std::string_view::npos;
}

/// Whether a text consists of the music font's letters: then it is a dynamic, whatever the file calls it.
[[nodiscard]] inline bool only_music_letters(std::string_view text) {
  return text.starts_with("\xEE\x94") && only_letters(spelt(text));
}

[[nodiscard]] inline GlyphId letter_glyph(char c) {
  return first_dynamic_letter + static_cast<GlyphId>(dynamic_letters.find(c));
}

[[nodiscard]] inline double width_of_letters(std::string_view letters, const GlyphMetrics& glyphs) {
  double width = 0.0;
  for (const char c : letters) width += glyphs.advance(letter_glyph(c));
  return width;
}

/// Glyphs from x on, in the group that is open.
inline void paint_letters(std::string_view letters, double x, const GlyphMetrics& glyphs, PaintBuilder& out) {
  for (const char c : letters) {
    out.glyph(letter_glyph(c), x, 0.0);
    x += glyphs.advance(letter_glyph(c));
  }
}

}  // namespace burin::layout
