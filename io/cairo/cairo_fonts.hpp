// The fonts of a library as cairo font faces.
#pragma once

#include <cairo.h>

#include <array>
#include <memory>

#include "core/base/result.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

/// One thread. The font library must outlive every surface that was drawn on.
class CairoFonts {
 public:
  [[nodiscard]] static Expected<CairoFonts> open(const FontLibrary& fonts);
  [[nodiscard]] cairo_font_face_t* music() const noexcept { return faces_[4].get(); }
  [[nodiscard]] cairo_font_face_t* text(FontFace face) const noexcept {
    return faces_[static_cast<std::size_t>(face)].get();
  }

 private:
  struct Free {
    void operator()(cairo_font_face_t* face) const noexcept { cairo_font_face_destroy(face); }
  };
  std::array<std::unique_ptr<cairo_font_face_t, Free>, 5> faces_;
};

}  // namespace burin::io
