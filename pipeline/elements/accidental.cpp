#include "pipeline/elements/accidental.hpp"

#include <algorithm>
#include <cstdlib>

namespace burin::layout {
AccidentalGlyphs accidental_glyphs(const AccidentalRequest& request, double x, const GlyphMetrics& font,
                                   const AccidentalPacking& style) noexcept {
  const bool both = request.style == AccidentalStyle::both;
  const bool round = both || request.style == AccidentalStyle::parentheses;
  const bool square = both || request.style == AccidentalStyle::brackets;
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
  if (square) put(glyph::accidental_bracket_left);
  if (round) put(glyph::accidental_parenthesis_left);
  put(request.sign);
  if (round) put(glyph::accidental_parenthesis_right);
  if (square) put(glyph::accidental_bracket_right);
  return all;
}

}  // namespace burin::layout
