// Draws pages on a cairo context.
#pragma once

#include <cairo.h>

#include "core/paint/paint_list.hpp"
#include "io/cairo/cairo_fonts.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

/// Draws a page in black with its top left corner at the context's origin; `points_per_mm` is the length of a
/// millimetre in the context's units. One thread; O(paint commands).
void draw_page(cairo_t* context, const Page& page, const FontLibrary& fonts, const CairoFonts& faces,
               double points_per_mm);

}  // namespace burin::io
