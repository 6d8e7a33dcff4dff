// Which glyphs of a font a document uses, and what they mean.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace burin::io {

/// The four faces of the text font, then the music font.
inline constexpr std::size_t pdf_font_count = 5;
inline constexpr std::size_t pdf_music_font = 4;

/// Glyphs by index with the text that each stands for; the first text that was seen stays, so merging pages in their
/// order gives the same for any schedule.
class FontUse {
 public:
  void add(std::uint32_t glyph, std::string_view utf8) {
    if (glyph < seen_.size() && seen_[glyph]) return;
    if (glyph >= seen_.size()) seen_.resize(glyph + 256);
    seen_[glyph] = true;
    glyphs_.emplace(glyph, utf8);
  }
  [[nodiscard]] bool has(std::uint32_t glyph) const noexcept { return glyph < seen_.size() && seen_[glyph]; }
  void merge(const FontUse& other) {
    for (const auto& [glyph, text] : other.glyphs_) add(glyph, text);
  }
  [[nodiscard]] bool empty() const noexcept { return glyphs_.empty(); }
  [[nodiscard]] const std::map<std::uint32_t, std::string>& glyphs() const noexcept { return glyphs_; }

 private:
  std::vector<bool> seen_;
  std::map<std::uint32_t, std::string> glyphs_;
};

using FontUses = std::array<FontUse, pdf_font_count>;

}  // namespace burin::io
