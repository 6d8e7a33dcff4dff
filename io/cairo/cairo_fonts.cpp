#include "io/cairo/cairo_fonts.hpp"

#include <cairo-ft.h>

#include <mutex>

namespace burin::io {

namespace {

/// FreeType allows opening and closing faces of one library from one thread at a time. The library is never closed:
/// cairo keeps scaled fonts, and with them faces, in caches of its own until the process ends.
struct FreeType {
  std::mutex mutex;
  FT_Library library{nullptr};
};

FreeType& free_type() {
  static auto* const shared = new FreeType();
  return *shared;
}

const cairo_user_data_key_t face_key{};

void close_face(void* face) {
  const std::lock_guard lock(free_type().mutex);
  FT_Done_Face(static_cast<FT_Face>(face));
}

cairo_font_face_t* open_face(std::string_view bytes) {
  FT_Face face = nullptr;
  {
    FreeType& shared = free_type();
    const std::lock_guard lock(shared.mutex);
    if (shared.library == nullptr && FT_Init_FreeType(&shared.library) != 0) return nullptr;
    const auto* data = reinterpret_cast<const FT_Byte*>(bytes.data());
    if (FT_New_Memory_Face(shared.library, data, static_cast<FT_Long>(bytes.size()), 0, &face) != 0) return nullptr;
  }
  cairo_font_face_t* wrapped = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
  if (cairo_font_face_set_user_data(wrapped, &face_key, face, close_face) != CAIRO_STATUS_SUCCESS) {
    cairo_font_face_destroy(wrapped);
    close_face(face);
    return nullptr;
  }
  return wrapped;
}

}  // namespace

Expected<CairoFonts> CairoFonts::open(const FontLibrary& fonts) {
  CairoFonts opened;
  for (std::size_t i = 0; i < opened.faces_.size(); ++i) {
    const bool music = i == 4;
    opened.faces_[i].reset(
        open_face(music ? fonts.music_font_bytes() : fonts.text_font_bytes(static_cast<FontFace>(i))));
    if (!opened.faces_[i]) return fail(Errc::internal, "BU9013", "FreeType cannot open a font that burin has read");
  }
  return opened;
}

}  // namespace burin::io
