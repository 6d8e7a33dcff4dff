#include "pipeline/elements/accidental.hpp"

#include <algorithm>
#include <cstdlib>

namespace burin::layout {
AccidentalGlyphs accidental_glyphs(const AccidentalRequest& request, double x, const GlyphMetrics& font,
                                   const AccidentalPacking& style) noexcept {
  const bool round = request.style == AccidentalStyle::parentheses;
  const bool plain = request.style == AccidentalStyle::plain;
  const GlyphId opening = round ? glyph::accidental_parenthesis_left : glyph::accidental_bracket_left;
  const GlyphId closing = round ? glyph::accidental_parenthesis_right : glyph::accidental_bracket_right;
  AccidentalGlyphs all;
  double pen = x;
  const auto put = [&](GlyphId id) {
    const Box box = font.box(id).scaled(request.scale);
    if (font.box(id).empty()) return;
    if (all.count > 0) pen += style.parenthesis * request.scale;
    PlacedGlyph& placed = all.glyphs[static_cast<std::size_t>(all.count++)];
    placed = {id, pen - box.left, request.p / 2.0, request.scale};
    all.box.add(box_of(placed, font));
    pen += box.width();
  };
  if (!plain) put(opening);
  put(request.sign);
  if (!plain) put(closing);
  return all;
}

}  // namespace burin::layout
