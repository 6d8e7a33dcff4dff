// Noteheads and flags: which glyph, how wide.
#pragma once

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

/// Sizes of notes smaller than full size, as factors (handbook §3.1).
struct NoteSizeStyle {
  double grace{0.70};
  double cue{0.75};
  [[nodiscard]] constexpr double of(NoteSize size) const noexcept {
    return size == NoteSize::grace ? grace : size == NoteSize::cue ? cue : 1.0;
  }
};

/// Glyph of a notehead (handbook §3.1); glyph::none for NoteheadShape::none. `filled` overrules the value. no_value
/// draws like a quarter. O(1), thread-safe.
[[nodiscard]] GlyphId notehead_glyph(NoteValue value, NoteheadShape shape = NoteheadShape::normal,
                                     Filled filled = Filled::by_value) noexcept;
/// The same, but never a glyph that the font lacks: falls back to the normal head of that value.
[[nodiscard]] GlyphId notehead_glyph(NoteValue value, NoteheadShape shape, Filled filled,
                                     const GlyphMetrics& font) noexcept;

/// Width of a head in staff spaces at full size; that of a black head when the glyph is none or absent.
[[nodiscard]] double notehead_width(GlyphId head, const GlyphMetrics& font) noexcept;

/// Whether a note of that value has a stem: half and shorter.
[[nodiscard]] constexpr bool has_stem(NoteValue value) noexcept { return value >= 1 || value == no_value; }

/// Number of flags or beams of a written value: eighth 1 … 1024th 8; 0 for longer ones and for no_value.
[[nodiscard]] constexpr int flags_of(NoteValue value) noexcept { return value > 2 ? value - 2 : 0; }

/// Glyph of `flags` flags (1 to 8) on a stem up or down; glyph::none for 0 or less; more than 8 draw as 8.
[[nodiscard]] GlyphId flag_glyph(int flags, bool up) noexcept;

}  // namespace burin::layout
