// Widths and heights of text. Implemented in io with HarfBuzz; asked by layout from many threads.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/units.hpp"

namespace burin {

enum class FontFace : std::uint8_t { roman, italic, bold, bold_italic };
[[nodiscard]] constexpr FontFace face_of(bool italic, bool bold) noexcept {
  if (bold) return italic ? FontFace::bold_italic : FontFace::bold;
  return italic ? FontFace::italic : FontFace::roman;
}

struct TextExtent {
  double advance{0.0};  // staff spaces
  Box ink;              // relative to the start of the baseline, y up; empty for blank text
};

/// Measures text of the text font. Thread-safe; a call is O(characters), or O(1) when the same text was asked before.
class TextMetrics {
 public:
  virtual ~TextMetrics() = default;
  /// `size` is the font's em in staff spaces. Characters that the text font lacks (SMuFL code points, ♭ …) are measured
  /// in the music font at the same em.
  [[nodiscard]] virtual TextExtent measure(std::string_view utf8, FontFace face, double size) const = 0;
  /// Ascent and descent of the face for one em (both positive).
  [[nodiscard]] virtual double ascent(FontFace face) const = 0;
  [[nodiscard]] virtual double descent(FontFace face) const = 0;
};

}  // namespace burin
