// Frames around measures on finished pages.
#pragma once

#include <vector>

#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/paint/paint_list.hpp"
#include "core/piece/vpd.hpp"

namespace burin::cli {

/// The pages with a dashed frame (class `change-mark`) around every measure of a staff that is named; pages without one
/// are the very same. O(paint).
[[nodiscard]] std::vector<std::shared_ptr<const Page>> framed(std::vector<std::shared_ptr<const Page>> pages,
                                                              const std::vector<Vpd>& measures,
                                                              const GlyphMetrics& glyphs, const TextMetrics& text);

}  // namespace burin::cli
