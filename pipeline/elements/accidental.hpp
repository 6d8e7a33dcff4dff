// Accidentals: which to print, which glyphs, and how to pack them left of a column's heads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/accidental_state.hpp"
#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

/// Distances in staff spaces (handbook §8.2).
struct AccidentalPacking {
  double to_head{0.25};
  double between{0.25};          // horizontally, between accidentals
  double vertical{0.15};         // between accidentals in one column
  double vertical_sharps{0.05};  // between two sharps
  double vertical_head{0.10};    // between accidentals and heads
  double to_ledger{0.10};        // from ledger lines, horizontally
  double vertical_ledger{0.0};
  double parenthesis{0.175};    // between a sign and its parentheses
  int octave{7};                // steps
  std::size_t second_order{4};  // from so many signs on both orders are tried
};

/// One accidental of a column.
struct AccidentalRequest {
  int p{0};
  AccidentalSign sign{glyph::natural};
  AccidentalStyle style{AccidentalStyle::plain};
  double scale{1.0};
};

/// What accidentals keep away from: heads (and stems) by `to_head`, ledger lines by `to_ledger`.
struct AccidentalObstacle {
  Box box;
  bool ledger{false};
};

/// Packs the accidentals of all voices of a column right to left (handbook §8.2). `x` gets the left edge of each whole
/// sign (parentheses included), same order and length as `requests`. Identical signs of one size on one position share
/// a place. Boxes less their cut-outs never overlap each other or an obstacle. O(k² + k · obstacles), for k above 3
/// twice.
void pack_accidentals(std::span<const AccidentalRequest> requests, std::span<const AccidentalObstacle> obstacles,
                      const GlyphMetrics& font, std::span<double> x, const AccidentalPacking& style = {});

/// A sign with its parentheses or brackets, or with both: one, three or five glyphs.
struct AccidentalGlyphs {
  std::array<PlacedGlyph, 5> glyphs{};
  int count{0};
  Box box;
};
/// Glyphs and box of an accidental whose left edge is at `x`; y = p / 2. O(1).
[[nodiscard]] AccidentalGlyphs accidental_glyphs(const AccidentalRequest& request, double x, const GlyphMetrics& font,
                                                 const AccidentalPacking& style = {}) noexcept;

constexpr std::size_t sign_outline_most = 5;
/// Outline of a sign relative to its origin: its box less the font's cut-outs, in horizontal bands from below. Writes
/// at most sign_outline_most boxes, returns how many. O(1).
[[nodiscard]] std::size_t sign_outline(AccidentalSign sign, const GlyphMetrics& font, std::span<Box> out) noexcept;

}  // namespace burin::layout
