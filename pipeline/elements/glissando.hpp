// The words of glissandos and slides ("gliss.", "port.").
#pragma once

#include "core/font/text_metrics.hpp"
#include "core/piece/mark.hpp"

namespace burin::layout {

/// Size of such a word, staff spaces: italics, 0.8 of other text (handbook §15.7).
inline constexpr double glissando_word_size = 1.6;

/// Its width in staff spaces; 0 when the file gives none. O(length of the word).
[[nodiscard]] double glissando_word_width(const TextMetrics& text, const Mark& mark);

}  // namespace burin::layout
