// The content stream of a PDF page.
#pragma once

#include <string>

#include "core/paint/paint_list.hpp"
#include "io/fonts/font_library.hpp"
#include "io/pdf/font_use.hpp"

namespace burin::io {

struct PageContent {
  std::string operators;  // of the content stream, not compressed; fonts are /F0 … /F4 as in FontUses
  FontUses fonts;
};

/// Draws a page. Pure and thread-safe; O(paint commands). Coordinates are whole numbers of 1/250 space of each paint
/// list. Glyphs are addressed by their index in the whole font.
[[nodiscard]] PageContent page_content(const Page& page, const FontLibrary& fonts);

}  // namespace burin::io
