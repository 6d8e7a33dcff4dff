// Key signatures: signs, heights and cancelling naturals.
#pragma once

#include <array>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/attributes.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

enum class KeyNaturals : unsigned char { never, only_to_c, always };

/// Handbook §2.3; staff spaces from the right edge of one sign to the left edge of the next.
struct KeyStyle {
  double sharp_gap{0.054};
  double flat_gap{0.046};
  double natural_gap{0.228};
  double other_gap{0.1};
  double cancel_gap{0.5};  // between cancelling naturals and the new key
  KeyNaturals naturals{KeyNaturals::only_to_c};
  int top{5};  // signs beyond these positions are folded by an octave
  int bottom{-5};
};

/// Positions of the seven sharps (F C G D A E B) or flats (B E A D G C F) under a clef (handbook §2.3). O(1).
[[nodiscard]] std::array<int, 7> key_positions(const Clef& clef, bool sharps, const KeyStyle& style = {}) noexcept;

/// Glyphs of a key signature. `previous` is the key before (null at the start of a system: nothing is cancelled). Empty
/// for percussion, tab and missing clefs and for hidden keys. A key without signs after one with signs gives naturals
/// by `style.naturals`; a cancellation that the file asks for is always drawn. O(signs), thread-safe.
[[nodiscard]] GlyphGroup place_key(const KeySignature& key, const Clef& clef, const KeySignature* previous,
                                   const GlyphMetrics& font, const KeyStyle& style = {});

/// The naturals alone that a key asks for, for keys that want them before the barline. O(signs), thread-safe.
[[nodiscard]] GlyphGroup place_naturals(const KeySignature& key, const Clef& clef, const GlyphMetrics& font,
                                        const KeyStyle& style = {});

}  // namespace burin::layout
