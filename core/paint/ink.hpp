// What paint commands blacken.
#pragma once

#include "core/base/units.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/paint/paint_list.hpp"

namespace burin {

/// The box of one command, in the list's staff spaces, y up; empty for open, close and blank texts. Curves count with
/// their control points. O(points).
[[nodiscard]] Box ink_of(const PaintOp& op, const GlyphMetrics& glyphs, const TextMetrics& text);

}  // namespace burin
