// What families share when they paint: glyph signs, words with their style, lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

/// Paints a glyph centred on x = 0, baseline at y = 0, in its own group.
void paint_centred_glyph(const SignContext& context, GroupClass group, GlyphId id, PaintBuilder& out,
                         double scale = 1.0);
/// The glyph for the chosen side: SMuFL pairs stand side by side, the form above first.
[[nodiscard]] GlyphId for_side(GlyphId above, const SignContext& context) noexcept;

/// Size and face of words (handbook §16.3).
struct WordStyle {
  double size{2.2};  // em, staff spaces
  FontFace face{FontFace::roman};
};
/// What the mark's parameters say over a default: bold, italic.
[[nodiscard]] WordStyle word_style(const Mark& mark, WordStyle otherwise) noexcept;
/// Paints words from x = 0 (several lines downwards, the last on y = 0), with an enclosure where the mark asks for one.
void paint_words(const SignContext& context, GroupClass group, const Mark& mark, std::string_view words,
                 WordStyle style, TextAlign align, PaintBuilder& out);

/// What the mark asks to have drawn around its ink: rectangle, circle, oval, diamond, bracket; nothing by default.
void paint_enclosure(const SignContext& context, const Mark& mark, const Box& box, PaintBuilder& out);

/// The lines of a text, without empty ones.
[[nodiscard]] std::vector<std::string> lines_of(std::string_view text);

/// A rectangle of lines around a box.
void paint_frame(const Box& box, double thickness, PaintBuilder& out);

/// Text at one point whose ♭ ♮ ♯ are signs of the music font; returns the x behind it. Opens no group. O(bytes).
double paint_with_accidentals(const SignContext& context, std::string_view words, Point at, WordStyle style,
                              PaintBuilder& out);

}  // namespace burin::layout
