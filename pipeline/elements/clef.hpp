// Clefs: glyph and place.
#pragma once

#include "core/font/glyph_metrics.hpp"
#include "core/piece/attributes.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

struct ClefStyle {
  double change{2.0 / 3.0};  // size of a change inside a system, where the font has no glyph for it (handbook §2.2)
  double octave_gap{0.2};    // between a clef and an octave figure that the font does not join to it
  int few_tab_strings{4};    // up to so many lines the tab clef for four strings is taken
};

/// Full size at the start of a system, smaller for a change inside it (handbook §2.2).
enum class ClefSize : unsigned char { full, change };

/// Glyphs of a clef with its octave figure; empty for hidden clefs, ClefSign::none and jianpu. y = 0 is the middle of
/// the staff. O(1), thread-safe.
[[nodiscard]] GlyphGroup place_clef(const Clef& clef, ClefSize size, const GlyphMetrics& font, int staff_lines = 5,
                                    const ClefStyle& style = {});

}  // namespace burin::layout
