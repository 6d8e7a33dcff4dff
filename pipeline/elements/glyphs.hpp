// Names of the SMuFL code points that the signs of a staff are drawn with, and the placed glyph that they become.
#pragma once

#include <vector>

#include "core/font/glyph_metrics.hpp"

namespace burin::layout {

/// A glyph at a place, in staff spaces (x right, y up, y = 0 on the middle line).
struct PlacedGlyph {
  GlyphId id{0};
  double x{0.0};
  double y{0.0};
  double scale{1.0};
  friend bool operator==(const PlacedGlyph&, const PlacedGlyph&) = default;
};

/// A sign made of several glyphs. Its left edge is at x = 0; `width` goes to its right edge, gaps outside not included.
struct GlyphGroup {
  std::vector<PlacedGlyph> glyphs;
  double width{0.0};
  [[nodiscard]] bool empty() const noexcept { return glyphs.empty(); }
};

/// A sign grown from its left edge; heights stay where they are unless `about_middle`: then they grow, too. O(glyphs).
[[nodiscard]] inline GlyphGroup grown(GlyphGroup group, double factor, bool about_middle = false) {
  for (PlacedGlyph& placed : group.glyphs) {
    placed.x *= factor;
    placed.scale *= factor;
    if (about_middle) placed.y *= factor;
  }
  group.width *= factor;
  return group;
}

/// Box of a placed glyph. O(1).
[[nodiscard]] inline Box box_of(const PlacedGlyph& placed, const GlyphMetrics& font) noexcept {
  const Box& box = font.box(placed.id);
  return box.empty() ? box : box.scaled(placed.scale).shifted(placed.x, placed.y);
}

/// Box around a sign; empty when it has no ink. O(glyphs).
[[nodiscard]] inline Box box_of(const GlyphGroup& group, const GlyphMetrics& font) noexcept {
  Box all;
  for (const PlacedGlyph& placed : group.glyphs) all.add(box_of(placed, font));
  return all;
}

/// SMuFL code points, named after their SMuFL names.
namespace glyph {
inline constexpr GlyphId none = 0;

inline constexpr GlyphId g_clef = 0xE050, g_clef_15mb = 0xE051, g_clef_8vb = 0xE052, g_clef_8va = 0xE053,
                         g_clef_15ma = 0xE054, c_clef = 0xE05C, c_clef_8vb = 0xE05D, f_clef = 0xE062,
                         f_clef_15mb = 0xE063, f_clef_8vb = 0xE064, f_clef_8va = 0xE065, f_clef_15ma = 0xE066,
                         unpitched_percussion_clef = 0xE069, tab_clef_6 = 0xE06D, tab_clef_4 = 0xE06E,
                         g_clef_change = 0xE07A, c_clef_change = 0xE07B, f_clef_change = 0xE07C, clef_8 = 0xE07D,
                         clef_15 = 0xE07E;

inline constexpr GlyphId time_digit_0 = 0xE080, time_common = 0xE08A, time_cut = 0xE08B, time_plus = 0xE08C,
                         time_plus_small = 0xE08D, time_fraction_slash = 0xE08E, time_minus = 0xE090,
                         time_multiply = 0xE091, time_parenthesis_left = 0xE094, time_parenthesis_right = 0xE095,
                         time_equals = 0xE08F, time_x = 0xE09C, time_open = 0xE09D, time_bracket_left = 0xEC80,
                         time_bracket_right = 0xEC81;

inline constexpr GlyphId notehead_double_whole = 0xE0A0, notehead_whole = 0xE0A2, notehead_half = 0xE0A3,
                         notehead_black = 0xE0A4;
inline constexpr GlyphId notehead_parenthesis_left = 0xE0F5, notehead_parenthesis_right = 0xE0F6;

inline constexpr GlyphId augmentation_dot = 0xE1E7;
inline constexpr GlyphId flag_8th_up = 0xE240, flag_8th_down = 0xE241;

inline constexpr GlyphId flat = 0xE260, natural = 0xE261, sharp = 0xE262, double_sharp = 0xE263, double_flat = 0xE264,
                         triple_sharp = 0xE265, triple_flat = 0xE266, accidental_parenthesis_left = 0xE26A,
                         accidental_parenthesis_right = 0xE26B, accidental_bracket_left = 0xE26C,
                         accidental_bracket_right = 0xE26D, quarter_flat = 0xE280, three_quarter_flat = 0xE281,
                         quarter_sharp = 0xE282, three_quarter_sharp = 0xE283;

inline constexpr GlyphId rest_maxima = 0xE4E0, rest_longa = 0xE4E1, rest_double_whole = 0xE4E2, rest_whole = 0xE4E3,
                         rest_half = 0xE4E4, rest_quarter = 0xE4E5, rest_8th = 0xE4E6, rest_1024th = 0xE4ED,
                         rest_h_bar = 0xE4EE, rest_double_whole_ledger = 0xE4F3, rest_whole_ledger = 0xE4F4,
                         rest_half_ledger = 0xE4F5;

inline constexpr GlyphId repeat_1_bar = 0xE500, repeat_2_bars = 0xE501, repeat_4_bars = 0xE502;

inline constexpr GlyphId met_note_double_whole = 0xECA0, met_note_whole = 0xECA2, met_note_half_up = 0xECA3,
                         met_note_quarter_up = 0xECA5, met_augmentation_dot = 0xECB7;
}  // namespace glyph

}  // namespace burin::layout
