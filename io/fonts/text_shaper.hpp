// Shaping with HarfBuzz: kerning, ligatures, and the choice between text font and music font.
#pragma once

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include "core/font/text_metrics.hpp"
#include "io/fonts/font_library.hpp"
#include "io/fonts/font_table.hpp"

struct hb_font_t;

namespace burin::io {

inline constexpr std::size_t face_count = 4;

/// A font file, its table and, where there is one, the file cut down to Latin-1; the bytes outlive whoever uses them.
struct FontSource {
  std::string_view bytes;
  FontTable table;
  std::string_view latin, usual;  // for TextSubsets
};

/// Immutable after construction. HarfBuzz fonts that nobody changes may be used from any thread; buffers are per
/// thread.
class TextShaper {
 public:
  TextShaper(const std::array<FontSource, face_count>& faces, const FontSource& music);

  [[nodiscard]] std::vector<TextPiece> shape(std::string_view utf8, FontFace face) const;
  /// Extent at an em of one space.
  [[nodiscard]] TextExtent extent(std::string_view utf8, FontFace face) const;
  [[nodiscard]] const FontTable& table(FontFace face) const noexcept {
    return sources_[static_cast<std::size_t>(face)].table;
  }
  [[nodiscard]] const FontTable& music() const noexcept { return sources_[face_count].table; }

 private:
  struct FreeFont {
    void operator()(hb_font_t* font) const noexcept;
  };
  void shape_piece(std::string_view utf8, FontFace face, TextPiece& piece) const;

  std::array<FontSource, face_count + 1> sources_;
  std::array<std::unique_ptr<hb_font_t, FreeFont>, face_count + 1> fonts_;
};

/// Measures by shaping, and remembers. Thread-safe; equal texts give equal extents whoever asked first.
class CachedTextMetrics final : public TextMetrics {
 public:
  explicit CachedTextMetrics(const TextShaper& shaper);
  ~CachedTextMetrics() override;
  [[nodiscard]] TextExtent measure(std::string_view utf8, FontFace face, double size) const override;
  [[nodiscard]] double ascent(FontFace face) const override;
  [[nodiscard]] double descent(FontFace face) const override;

 private:
  struct Shard;
  const TextShaper* shaper_;
  std::unique_ptr<Shard[]> shards_;
};

}  // namespace burin::io
