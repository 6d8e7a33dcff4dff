// Chords: on which side of the stem each head stands.
#pragma once

#include <span>

#include "core/font/glyph_metrics.hpp"

namespace burin::layout {

/// Handbook §3.2, in thicknesses of a stem.
struct ChordStyle {
  double displaced{0.5};  // displaced heads overlap half of the stem
  double displaced_stemless{2.0};
  double unison{1.1};
};

/// Side of each head of a chord: 0 normal, +1 displaced to the right (stem up), -1 displaced to the left (stem down).
/// Walks from the anchor (the bottom head for up, the top head for down); a head a second or less from a head on the
/// normal side goes to the other side (handbook §3.2). `p` sorted from low to high; `out` has the same length.
/// O(heads).
void place_heads(std::span<const int> p, int direction, std::span<signed char> out) noexcept;

enum class HeadClash : unsigned char { second, unison };

/// x of a head relative to the unshifted ones: 0 for side 0, else the width less its overlap with the stem, with the
/// side's sign. `head_width` and `stem` (its thickness) in staff spaces. O(1).
[[nodiscard]] double head_offset(int side, double head_width, double stem, bool stemless, HeadClash clash,
                                 const ChordStyle& style = {}) noexcept;

}  // namespace burin::layout
