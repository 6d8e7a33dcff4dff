// Time signatures: digits and symbols.
#pragma once

#include "core/font/glyph_metrics.hpp"
#include "core/piece/attributes.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

/// Handbook §2.4; staff spaces.
struct TimeStyle {
  double digit_y{1.0};       // centres of the digits above and below the middle line
  double fraction_gap{0.6};  // between fractions, and around the plus between them
  double digit_gap{0.0};     // between digits of one number
  double note_scale{0.55};   // of a beat type that is drawn as a note
  double note_y{-1.8};       // of its head's centre
  double dot_gap{0.15};
  double bracket_gap{0.15};       // around a second metre in brackets
  bool senza_misura_sign{false};  // an open sign for senza misura; otherwise nothing
};

/// Glyphs of a time signature: numerator and denominator centred on each other, several fractions joined by plus signs,
/// common and cut, single numbers, beat types as notes. Empty for hidden ones. Characters that are neither digits nor
/// signs of numbers are skipped. O(characters), thread-safe.
[[nodiscard]] GlyphGroup place_time(const TimeSignature& time, const GlyphMetrics& font, const TimeStyle& style = {});

}  // namespace burin::layout
