// Rests over whole measures: multi-measure rests, measure repeats, centring.
#pragma once

#include <array>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/attributes.hpp"
#include "pipeline/elements/glyphs.hpp"
#include "pipeline/elements/rest.hpp"

namespace burin::layout {

/// Handbook §10.3 to §10.5; staff spaces.
struct MultiRestStyle {
  double bar{0.7};     // thickness of the H-bar
  double stroke{0.2};  // thickness of its end strokes
  double stroke_height{2.0};
  double inset{1.25};         // from the barlines
  double symbol_gap{1.0};     // between old rest signs
  double number_gap{0.75};    // from the top line to the number
  double repeat_gap{0.5};     // from the top line to the number of a measure repeat
  double least_width{6.0};    // of a multi-measure rest with its insets
  double growth{2.0};         // per doubling of the number of measures
  double measure_width{4.0};  // least width of a measure with a whole-measure rest
};

struct MultiRest {
  std::array<Box, 3> bars;  // left stroke, bar, right stroke
  GlyphGroup number;        // glyphs at their final x
};

/// Beyond so many measures a bar is clearer than old signs.
inline constexpr int most_measures_by_symbols = 12;
/// The old signs that stand for a bar: rests of eight (maxima), four, two and one measures side by side, the longest
/// first, centred. One glyph per measure: that of the sign that stands for it (a breve twice at one place).
/// O(measures).
[[nodiscard]] GlyphGroup place_rest_symbols(int measures, double left, double right, const GlyphMetrics& font,
                                            const MultiRestStyle& style = {});

/// H-bar and number between two barlines' inner edges (x from `left` to `right`). O(digits).
[[nodiscard]] MultiRest place_multi_rest(int measures, double left, double right, const GlyphMetrics& font,
                                         const MultiRestStyle& style = {});
/// Width that a multi-measure rest wants (handbook §10.4): least_width + growth · log2(measures).
[[nodiscard]] double multi_rest_width(int measures, const MultiRestStyle& style = {}) noexcept;

/// Sign of a measure repeat over 1, 2 or 4 measures, centred between `left` and `right` (for 2 and 4: centred on the
/// barline, so left = right = its x). A number above it for 2 and 4, and for `count` when it is not 0. O(digits).
[[nodiscard]] GlyphGroup place_measure_repeat(int measures, double left, double right, const GlyphMetrics& font,
                                              int count = 0, const MultiRestStyle& style = {});

/// x at which a glyph's origin stands when its ink is centred in the free area of a measure (handbook §10.3).
[[nodiscard]] double centred_x(const Box& ink, double left, double right) noexcept;

/// Written value of a whole-measure rest: whole, or breve from four halves on (handbook §10.3). `length` in quarters.
[[nodiscard]] NoteValue measure_rest_value(Rational length) noexcept;

}  // namespace burin::layout
