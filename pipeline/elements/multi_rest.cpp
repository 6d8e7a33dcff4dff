#include "pipeline/elements/multi_rest.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace burin::layout {
namespace {

constexpr double top_line = 2.0;
constexpr double half_digit = 1.0;  // time digits are two spaces tall around their origin
constexpr std::int64_t four_halves = 8;

/// Digits of a number, centred on `x`, above the staff by `gap`.
GlyphGroup number_above(int number, double x, double gap, const GlyphMetrics& font) {
  GlyphGroup group;
  const double y = top_line + gap + half_digit;
  double pen = 0.0;
  for (const char c : std::to_string(std::max(number, 0))) {
    const GlyphId id = glyph::time_digit_0 + static_cast<GlyphId>(c - '0');
    const Box& box = font.box(id);
    if (box.empty()) continue;
    group.glyphs.push_back({id, pen - box.left, y, 1.0});
    pen += box.width();
  }
  for (PlacedGlyph& placed : group.glyphs) placed.x += x - pen / 2.0;
  group.width = pen;
  return group;
}

GlyphId repeat_glyph(int measures) {
  if (measures >= 4) return glyph::repeat_4_bars;
  return measures >= 2 ? glyph::repeat_2_bars : glyph::repeat_1_bar;
}

}  // namespace

MultiRest place_multi_rest(int measures, double left, double right, const GlyphMetrics& font,
                           const MultiRestStyle& style) {
  const double middle = (left + right) / 2.0;
  const double half = std::max((right - left) / 2.0 - style.inset, style.stroke);
  const double tall = style.stroke_height / 2.0;
  const Box stroke{0.0, -tall, style.stroke, tall};
  MultiRest rest;
  rest.bars = {stroke.shifted(middle - half, 0.0), Box{middle - half, -style.bar / 2.0, middle + half, style.bar / 2.0},
               stroke.shifted(middle + half - style.stroke, 0.0)};
  rest.number = number_above(measures, middle, style.number_gap, font);
  return rest;
}

GlyphGroup place_rest_symbols(int measures, double left, double right, const GlyphMetrics& font,
                              const MultiRestStyle& style) {
  struct Symbol {
    int measures;
    GlyphId glyph;
    double y;  // a whole rest hangs from the line above the middle
  };
  constexpr std::array<Symbol, 4> symbols{{{8, glyph::rest_maxima, 0.0},
                                           {4, glyph::rest_longa, 0.0},
                                           {2, glyph::rest_double_whole, 0.0},
                                           {1, glyph::rest_whole, 1.0}}};
  GlyphGroup group;
  double pen = 0.0;
  int rest = std::max(measures, 0);
  for (const Symbol& symbol : symbols) {
    const Box& box = font.box(symbol.glyph);
    for (; rest >= symbol.measures; rest -= symbol.measures) {
      if (box.empty()) continue;
      for (int i = 0; i < symbol.measures; ++i) group.glyphs.push_back({symbol.glyph, pen - box.left, symbol.y, 1.0});
      pen += box.width() + style.symbol_gap;
    }
  }
  group.width = std::max(0.0, pen - style.symbol_gap);
  const double begin = (left + right - group.width) / 2.0;
  for (PlacedGlyph& placed : group.glyphs) placed.x += begin;
  return group;
}

double multi_rest_width(int measures, const MultiRestStyle& style) noexcept {
  return style.least_width + style.growth * std::log2(static_cast<double>(std::max(measures, 1)));
}

GlyphGroup place_measure_repeat(int measures, double left, double right, const GlyphMetrics& font, int count,
                                const MultiRestStyle& style) {
  const GlyphId id = repeat_glyph(measures);
  const Box& box = font.box(id);
  if (box.empty()) return {};
  GlyphGroup group{{{id, centred_x(box, left, right), 0.0, 1.0}}, box.width()};
  const int number = count > 0 ? count : measures > 1 ? measures : 0;
  if (number == 0) return group;
  const GlyphGroup digits = number_above(number, (left + right) / 2.0, style.repeat_gap, font);
  group.glyphs.insert(group.glyphs.end(), digits.glyphs.begin(), digits.glyphs.end());
  return group;
}

double centred_x(const Box& ink, double left, double right) noexcept {
  const double middle = (left + right) / 2.0;
  return ink.empty() ? middle : middle - (ink.left + ink.right) / 2.0;
}

NoteValue measure_rest_value(Rational length) noexcept { return length >= Rational{four_halves} ? -1 : 0; }

}  // namespace burin::layout
