// The compact table of a font: boxes, advances, anchors, line weights and outlines, ready to be used without parsing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/font/glyph_metrics.hpp"

namespace burin::io {

/// A glyph, by its index in the font. Lengths in 1/1000 em, y up.
struct GlyphRecord {
  float left{0}, bottom{0}, right{0}, top{0};  // of the ink; all zero when there is none
  float advance{0};
  std::uint32_t path_begin{0}, path_size{0};  // SVG path data, y down
};
struct CharRecord {
  std::uint32_t code{0};
  std::uint32_t glyph{0};
};
struct AnchorRecord {
  std::uint32_t code{0};
  std::uint32_t which{0};  // Anchor
  float x{0}, y{0};        // staff spaces, y up
};
struct TableHeader {
  char magic[8]{};
  std::uint32_t glyphs{0}, chars{0}, anchors{0}, path_bytes{0};
  char name[32]{};
  char version[16]{};
  double ascent{0}, descent{0};  // 1/1000 em, both positive
  EngravingDefaults defaults;
};

/// A view of a table that the build (or table_builder at run time) made. Immutable, thread-safe, owns nothing. The byte
/// order is the machine's: tables never leave the program that embeds them.
class FontTable {
 public:
  FontTable() = default;
  /// `bytes` must be aligned to 8 and outlive the view. Fails with internal when they are no table.
  [[nodiscard]] static Expected<FontTable> view(std::string_view bytes);

  [[nodiscard]] const TableHeader& header() const noexcept { return *header_; }
  [[nodiscard]] std::span<const GlyphRecord> glyphs() const noexcept { return glyphs_; }
  [[nodiscard]] std::span<const CharRecord> chars() const noexcept { return chars_; }  // sorted by code
  [[nodiscard]] std::span<const AnchorRecord> anchors() const noexcept { return anchors_; }
  /// Glyph index of a character, 0 when the font lacks it. O(log n).
  [[nodiscard]] std::uint32_t glyph_of(char32_t code) const noexcept;
  [[nodiscard]] bool has(char32_t code) const noexcept { return glyph_of(code) != 0; }
  [[nodiscard]] const GlyphRecord& glyph(std::uint32_t index) const noexcept {
    return glyphs_[index < glyphs_.size() ? index : 0];
  }
  [[nodiscard]] std::string_view path(std::uint32_t index) const noexcept {
    const GlyphRecord& record = glyph(index);
    return paths_.substr(record.path_begin, record.path_size);
  }
  /// Metrics for layout: 1000 units = one em = 4 staff spaces. O(characters).
  [[nodiscard]] GlyphMetrics metrics() const;

 private:
  const TableHeader* header_{nullptr};
  std::span<const GlyphRecord> glyphs_;
  std::span<const CharRecord> chars_;
  std::span<const AnchorRecord> anchors_;
  std::string_view paths_;
};

}  // namespace burin::io
