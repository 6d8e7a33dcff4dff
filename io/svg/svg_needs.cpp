#include "io/svg/svg_needs.hpp"

namespace burin::io {

void SvgNeeds::merge(const SvgNeeds& more) {
  glyphs.merge(more.glyphs);
  for (std::size_t face = 0; face < face_count; ++face) {
    outlines[face].insert(more.outlines[face].begin(), more.outlines[face].end());
    texts[face].merge(more.texts[face]);
  }
}

void put_glyph_id(TextBuffer& out, GlyphId id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  int shift = 12;
  while (shift < 20 && (id >> (shift + 4)) != 0) shift += 4;
  for (; shift >= 0; shift -= 4) out.put(digits[(id >> shift) & 0xFU]);
}

void put_outline_id(TextBuffer& out, std::uint32_t glyph, FontFace face) {
  constexpr std::array<std::string_view, face_count> names{"t", "ti", "tb", "tbi"};
  out.put(names[static_cast<std::size_t>(face)]);
  out.put(static_cast<long>(glyph));
}

}  // namespace burin::io
