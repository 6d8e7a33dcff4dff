#include "io/cairo/cairo_writer.hpp"

#include <cairo-pdf.h>

#include <cmath>
#include <string>

#include "io/cairo/cairo_fonts.hpp"
#include "io/cairo/page_painter.hpp"

namespace burin::io {

namespace {

constexpr double points_per_mm = 72.0 / 25.4;
constexpr double mm_per_inch = 25.4;

struct FreeSurface {
  void operator()(cairo_surface_t* surface) const noexcept { cairo_surface_destroy(surface); }
};
struct FreeContext {
  void operator()(cairo_t* context) const noexcept { cairo_destroy(context); }
};
using Surface = std::unique_ptr<cairo_surface_t, FreeSurface>;
using Context = std::unique_ptr<cairo_t, FreeContext>;

cairo_status_t append(void* to, const unsigned char* bytes, unsigned count) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

tl::unexpected<Error> cairo_failure(cairo_status_t status) {
  return fail(status == CAIRO_STATUS_NO_MEMORY ? Errc::limit : Errc::internal, "BU9014",
              std::string("cairo: ") + cairo_status_to_string(status));
}

void set_metadata(cairo_surface_t* surface, const DocumentInfo& info) {
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.composer.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, info.creator.c_str());
  // Equal input gives equal bytes, so the date says nothing.
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
}

}  // namespace

Expected<std::string> pdf_by_cairo(const Pages& pages, const DocumentInfo& info, const FontLibrary& fonts,
                                   Operation& operation) {
  std::string bytes;
  BURIN_TRY(const CairoFonts faces, CairoFonts::open(fonts));
  const Surface surface(cairo_pdf_surface_create_for_stream(append, &bytes, 1, 1));
  set_metadata(surface.get(), info);
  for (const auto& page : pages) {
    BURIN_CHECK(operation.check());
    cairo_pdf_surface_set_size(surface.get(), page->width_mm * points_per_mm, page->height_mm * points_per_mm);
    cairo_pdf_surface_set_page_label(surface.get(), std::to_string(page->number).c_str());
    const Context context(cairo_create(surface.get()));
    draw_page(context.get(), *page, fonts, faces, points_per_mm);
    cairo_show_page(context.get());
    if (const cairo_status_t status = cairo_status(context.get())) return cairo_failure(status);
  }
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get())) return cairo_failure(status);
  return bytes;
}

Expected<std::string> png_page(const Page& page, const FontLibrary& fonts, double dpi) {
  BURIN_TRY(const CairoFonts faces, CairoFonts::open(fonts));
  const double pixels_per_mm = dpi / mm_per_inch;
  const double width = std::ceil(page.width_mm * pixels_per_mm - 1e-6);
  const double height = std::ceil(page.height_mm * pixels_per_mm - 1e-6);
  constexpr double most_pixels = 32767.0;  // of cairo's image surfaces, in each direction
  if (!(width >= 1 && height >= 1 && width <= most_pixels && height <= most_pixels)) {
    return fail(Errc::usage, "BU0504", "a page of this size and resolution does not fit into a picture");
  }
  const Surface surface(
      cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
  const Context context(cairo_create(surface.get()));
  cairo_set_source_rgb(context.get(), 1, 1, 1);
  cairo_paint(context.get());
  draw_page(context.get(), page, fonts, faces, pixels_per_mm);
  if (const cairo_status_t status = cairo_status(context.get())) return cairo_failure(status);
  std::string bytes;
  const cairo_status_t status = cairo_surface_write_to_png_stream(surface.get(), append, &bytes);
  if (status != CAIRO_STATUS_SUCCESS) return cairo_failure(status);
  return bytes;
}

}  // namespace burin::io
