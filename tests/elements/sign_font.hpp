// A small music font for tests of signs: boxes and anchors with the proportions of a usual SMuFL font, and texts of
// results.
#pragma once

#include <cstdio>
#include <span>
#include <string>

#include "core/font/glyph_metrics.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout::test {

inline void add_glyph(GlyphMetrics& font, GlyphId id, Box box) { font.set_glyph(id, {box, box.right, true}); }

inline void add_heads(GlyphMetrics& font) {
  add_glyph(font, glyph::notehead_double_whole, {0.0, -0.62, 2.396, 0.62});
  add_glyph(font, glyph::notehead_whole, {0.0, -0.5, 1.688, 0.5});
  for (const GlyphId head : {glyph::notehead_half, glyph::notehead_black}) {
    add_glyph(font, head, {0.0, -0.5, 1.18, 0.5});
    font.set_anchor(head, Anchor::stem_up_se, {1.18, 0.168});
    font.set_anchor(head, Anchor::stem_down_nw, {0.0, -0.168});
  }
  add_glyph(font, glyph::augmentation_dot, {0.0, -0.2, 0.4, 0.2});
  add_glyph(font, glyph::flag_8th_up, {0.0, -3.24, 1.056, 0.035});
  font.set_anchor(glyph::flag_8th_up, Anchor::stem_up_nw, {0.0, -0.04});
  add_glyph(font, glyph::flag_8th_down, {0.0, -0.056, 1.224, 3.233});
  font.set_anchor(glyph::flag_8th_down, Anchor::stem_down_sw, {0.0, 0.132});
  add_glyph(font, glyph::flag_8th_up + 4, {0.0, -3.248, 1.044, 0.596});
  font.set_anchor(glyph::flag_8th_up + 4, Anchor::stem_up_nw, {0.0, 0.376});
}

inline void add_accidentals(GlyphMetrics& font) {
  add_glyph(font, glyph::sharp, {0.0, -1.392, 0.996, 1.4});
  font.set_anchor(glyph::sharp, Anchor::cut_out_ne, {0.84, 0.896});
  font.set_anchor(glyph::sharp, Anchor::cut_out_nw, {0.144, 0.568});
  font.set_anchor(glyph::sharp, Anchor::cut_out_se, {0.84, -0.596});
  font.set_anchor(glyph::sharp, Anchor::cut_out_sw, {0.144, -0.896});
  add_glyph(font, glyph::flat, {0.0, -0.7, 0.904, 1.756});
  font.set_anchor(glyph::flat, Anchor::cut_out_ne, {0.252, 0.656});
  font.set_anchor(glyph::flat, Anchor::cut_out_se, {0.504, -0.476});
  add_glyph(font, glyph::natural, {0.0, -1.34, 0.672, 1.364});
  font.set_anchor(glyph::natural, Anchor::cut_out_ne, {0.192, 0.776});
  font.set_anchor(glyph::natural, Anchor::cut_out_sw, {0.476, -0.828});
  add_glyph(font, glyph::double_sharp, {0.0, -0.5, 0.988, 0.508});
  add_glyph(font, glyph::double_flat, {0.0, -0.7, 1.644, 1.748});
  font.set_anchor(glyph::double_flat, Anchor::cut_out_ne, {0.988, 0.644});
  font.set_anchor(glyph::double_flat, Anchor::cut_out_se, {1.336, -0.396});
  add_glyph(font, glyph::accidental_parenthesis_left, {0.0, -1.0, 0.4, 1.0});
  add_glyph(font, glyph::accidental_parenthesis_right, {0.0, -1.0, 0.4, 1.0});
}

inline void add_rests(GlyphMetrics& font) {
  add_glyph(font, glyph::rest_double_whole, {0.0, 0.0, 0.5, 1.0});
  add_glyph(font, glyph::rest_whole, {0.0, -0.54, 1.128, 0.036});
  add_glyph(font, glyph::rest_half, {0.0, -0.008, 1.128, 0.568});
  add_glyph(font, glyph::rest_quarter, {0.004, -1.5, 1.08, 1.492});
  add_glyph(font, glyph::rest_8th, {0.0, -1.004, 0.988, 0.696});
  add_glyph(font, glyph::rest_whole_ledger, {-0.26, -0.54, 1.388, 0.08});
  add_glyph(font, glyph::rest_half_ledger, {-0.26, -0.08, 1.388, 0.568});
  add_glyph(font, glyph::rest_double_whole_ledger, {-0.34, -0.08, 0.84, 1.08});
  for (const GlyphId id : {glyph::repeat_1_bar, glyph::repeat_2_bars}) add_glyph(font, id, {0.0, -1.0, 2.0, 1.0});
}

inline void add_clefs(GlyphMetrics& font) {
  add_glyph(font, glyph::g_clef, {0.0, -2.632, 2.684, 4.392});
  add_glyph(font, glyph::g_clef_8vb, {0.0, -3.524, 2.684, 4.392});
  add_glyph(font, glyph::g_clef_change, {0.0, -1.736, 1.76, 2.9});
  add_glyph(font, glyph::f_clef, {-0.02, -2.54, 2.736, 1.048});
  add_glyph(font, glyph::c_clef, {0.0, -2.024, 2.796, 2.024});
  add_glyph(font, glyph::clef_8, {0.0, 0.0, 0.82, 1.0});
  add_glyph(font, glyph::unpitched_percussion_clef, {0.0, -1.0, 1.528, 1.0});
  add_glyph(font, glyph::tab_clef_4, {0.0, -2.0, 1.1, 2.0});
  add_glyph(font, glyph::tab_clef_6, {0.0, -3.0, 1.65, 3.0});
}

inline void add_times(GlyphMetrics& font) {
  for (GlyphId digit = 0; digit < 10; ++digit) {
    add_glyph(font, glyph::time_digit_0 + digit, {0.08, -1.0, digit == 1 ? 1.28 : 1.88, 1.0});
  }
  add_glyph(font, glyph::time_common, {0.02, -1.0, 1.72, 1.0});
  add_glyph(font, glyph::time_cut, {0.02, -1.4, 1.72, 1.4});
  add_glyph(font, glyph::time_plus, {0.0, -0.5, 1.0, 0.5});
  add_glyph(font, glyph::time_plus_small, {0.0, -0.4, 0.8, 0.4});
  add_glyph(font, glyph::met_note_quarter_up, {0.0, -0.6, 1.3, 2.8});
  add_glyph(font, glyph::met_augmentation_dot, {0.0, -0.2, 0.4, 0.2});
}

/// The font that all tests of signs share.
inline const GlyphMetrics& sign_font() {
  static const GlyphMetrics font = [] {
    GlyphMetrics made;
    made.set_name("signs");
    add_heads(made);
    add_accidentals(made);
    add_rests(made);
    add_clefs(made);
    add_times(made);
    return made;
  }();
  return font;
}

/// "1.25": at most three decimals, no trailing zeros.
inline std::string text(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.3f", value == 0.0 ? 0.0 : value);
  std::string s(buffer);
  s.erase(s.find_last_not_of('0') + 1);
  if (s.back() == '.') s.pop_back();
  return s == "-0" ? "0" : s;
}

template <class Range>
std::string numbers(const Range& values) {
  std::string all;
  for (const auto& value : values) all += (all.empty() ? "" : " ") + text(static_cast<double>(value));
  return all;
}

/// "E262@0,2 …|width", scale added as *0.75 when it is not 1.
inline std::string text(const PlacedGlyph& placed) {
  char id[16];
  std::snprintf(id, sizeof id, "%04X", static_cast<unsigned>(placed.id));
  std::string s = std::string(id) + "@" + text(placed.x) + "," + text(placed.y);
  return placed.scale == 1.0 ? s : s + "*" + text(placed.scale);
}

inline std::string text(const GlyphGroup& group) {
  std::string all;
  for (const PlacedGlyph& placed : group.glyphs) all += (all.empty() ? "" : " ") + text(placed);
  return all + "|" + text(group.width);
}

}  // namespace burin::layout::test
