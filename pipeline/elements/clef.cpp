#include "pipeline/elements/clef.hpp"

#include <cstdlib>

namespace burin::layout {
namespace {

constexpr int two_octaves = 2;

/// The clef without any octave figure.
GlyphId plain_glyph(const Clef& clef, int staff_lines, const ClefStyle& style) {
  switch (clef.sign) {
    case ClefSign::g: return glyph::g_clef;
    case ClefSign::f: return glyph::f_clef;
    case ClefSign::c: return glyph::c_clef;
    case ClefSign::percussion: return glyph::unpitched_percussion_clef;
    case ClefSign::tab: return staff_lines <= style.few_tab_strings ? glyph::tab_clef_4 : glyph::tab_clef_6;
    default: return glyph::none;
  }
}

/// The clef joined to its octave figure, or none.
GlyphId octave_glyph(const Clef& clef) {
  const bool g = clef.sign == ClefSign::g;
  if (clef.sign == ClefSign::c) return clef.octave_change == -1 ? glyph::c_clef_8vb : glyph::none;
  if (!g && clef.sign != ClefSign::f) return glyph::none;
  switch (clef.octave_change) {
    case -2: return g ? glyph::g_clef_15mb : glyph::f_clef_15mb;
    case -1: return g ? glyph::g_clef_8vb : glyph::f_clef_8vb;
    case 1: return g ? glyph::g_clef_8va : glyph::f_clef_8va;
    case 2: return g ? glyph::g_clef_15ma : glyph::f_clef_15ma;
    default: return glyph::none;
  }
}

GlyphId change_glyph(ClefSign sign) {
  switch (sign) {
    case ClefSign::g: return glyph::g_clef_change;
    case ClefSign::f: return glyph::f_clef_change;
    case ClefSign::c: return glyph::c_clef_change;
    default: return glyph::none;
  }
}

/// Lines are counted from the lowest one; y = 0 is the middle of the staff whatever number of lines it has.
double place_y(const Clef& clef, int staff_lines) {
  const bool on_line = clef.sign == ClefSign::g || clef.sign == ClefSign::f || clef.sign == ClefSign::c;
  return on_line ? clef.line - (staff_lines + 1) / 2.0 : 0.0;
}

/// Adds the figure 8 or 15 above or below a clef that the font does not join to it.
void add_figure(GlyphGroup& group, int octaves, double scale, const GlyphMetrics& font, double gap) {
  const GlyphId id = std::abs(octaves) >= two_octaves ? glyph::clef_15 : glyph::clef_8;
  if (octaves == 0 || !font.has(id)) return;
  const Box clef = box_of(group, font);
  const Box figure = font.box(id).scaled(scale);
  const double x = (clef.left + clef.right - figure.left - figure.right) / 2.0;
  const double y = octaves > 0 ? clef.top + gap - figure.bottom : clef.bottom - gap - figure.top;
  group.glyphs.push_back({id, x, y, scale});
}

/// The glyph, its scale, and the octaves that it does not show itself.
struct Choice {
  PlacedGlyph placed;
  int octaves{0};
};

Choice choose(const Clef& clef, ClefSize size, const GlyphMetrics& font, int staff_lines, const ClefStyle& style) {
  const double scale = size == ClefSize::change ? style.change : 1.0;
  const double y = place_y(clef, staff_lines);
  const GlyphId joined = octave_glyph(clef);
  if (joined != glyph::none && font.has(joined)) return {{joined, 0.0, y, scale}, 0};
  const GlyphId change = change_glyph(clef.sign);
  if (size == ClefSize::change && change != glyph::none && font.has(change))
    return {{change, 0.0, y, 1.0}, clef.octave_change};
  return {{plain_glyph(clef, staff_lines, style), 0.0, y, scale}, clef.octave_change};
}

}  // namespace

GlyphGroup place_clef(const Clef& clef, ClefSize size, const GlyphMetrics& font, int staff_lines,
                      const ClefStyle& style) {
  GlyphGroup group;
  if (clef.hidden) return group;
  const Choice choice = choose(clef, size, font, staff_lines, style);
  if (choice.placed.id == glyph::none) return group;
  group.glyphs.push_back(choice.placed);
  add_figure(group, choice.octaves, size == ClefSize::change ? style.change : 1.0, font, style.octave_gap);
  const Box box = box_of(group, font);
  if (box.empty()) return group;
  for (PlacedGlyph& placed : group.glyphs) placed.x -= box.left;
  group.width = box.width();
  return group;
}

}  // namespace burin::layout
