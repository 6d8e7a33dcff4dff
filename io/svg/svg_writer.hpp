// SVG pages, written by hand (contract: svg).
#pragma once

#include <string>

#include "core/paint/paint_list.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

struct SvgOptions {
  bool background{false};
  bool outline_text{false};
};

/// One page as a complete SVG document. Pure and thread-safe; O(paint commands). Coordinates are whole numbers of 1/250
/// staff space, so that font units of a 1000-unit music font are viewBox units.
[[nodiscard]] std::string svg_page(const Page& page, std::size_t page_count, const DocumentInfo& info,
                                   const FontLibrary& fonts, const SvgOptions& options);

}  // namespace burin::io
