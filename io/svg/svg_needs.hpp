// What the body of a page refers to, so that its head can define it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <set>

#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "io/fonts/text_shaper.hpp"
#include "io/svg/text_buffer.hpp"
#include "io/svg/written_text.hpp"

namespace burin::io {

/// viewBox units per staff space.
inline constexpr double svg_units = 250.0;

/// Glyphs that a page uses, in order of code point. One thread.
class UsedGlyphs {
 public:
  void add(GlyphId id) {
    if (id >= first_smufl && id - first_smufl < smufl_size)
      smufl_[id - first_smufl] = true;
    else
      others_.insert(id);
  }
  void merge(const UsedGlyphs& more) {
    smufl_ |= more.smufl_;
    others_.insert(more.others_.begin(), more.others_.end());
  }
  template <class Fn>
  void each(Fn&& fn) const {
    for (const GlyphId id : others_) fn(id);
    for (std::size_t i = 0; i < smufl_size; ++i) {
      if (smufl_[i]) fn(static_cast<GlyphId>(first_smufl + i));
    }
  }

 private:
  static constexpr GlyphId first_smufl = 0xE000;
  static constexpr std::size_t smufl_size = 0x1900;

  std::bitset<smufl_size> smufl_;
  std::set<GlyphId> others_;
};

/// One thread. Merging gives the same in any order.
struct SvgNeeds {
  UsedGlyphs glyphs;
  std::array<std::set<std::uint32_t>, face_count> outlines;  // glyphs of the text font that are drawn, by face
  std::array<WrittenText, face_count> texts;                 // characters that are written, by face
  void merge(const SvgNeeds& more);
};

/// The ids of definitions.
void put_glyph_id(TextBuffer& out, GlyphId id);
void put_outline_id(TextBuffer& out, std::uint32_t glyph, FontFace face);

[[nodiscard]] constexpr bool is_italic(FontFace face) noexcept {
  return face == FontFace::italic || face == FontFace::bold_italic;
}
[[nodiscard]] constexpr bool is_bold(FontFace face) noexcept {
  return face == FontFace::bold || face == FontFace::bold_italic;
}

}  // namespace burin::io
