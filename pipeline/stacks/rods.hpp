// Least distances between columns, staff by staff.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Raises the least lengths of springs and adds rods so that no sign of a staff touches its neighbours (handbook
/// §20.4): notes, accidentals, clef changes, syllables, barlines. Also sets start_gap. O(reaches + syllables).
void add_rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack);

/// What a least distance is for.
enum class RodKind : std::uint8_t {
  notes,  // heads, flags, dots, stems
  accidental,
  grace,
  clef,
  barline,
  key,
  tie,
  tremolo,
  glissando,
  ornament,
  lyric,
  chord_symbol,
  hairpin,
  ending,
};
[[nodiscard]] std::string_view name_of(RodKind kind) noexcept;

/// A least distance with its reason.
struct NamedRod {
  Rod rod;
  RodKind kind{};
};

/// All least distances of a measure that has its stack, springs' own among them, with their reasons: for checks. As
/// add_rods.
[[nodiscard]] std::vector<NamedRod> named_rods(const Context& context, const MeasureStack& stack);

}  // namespace burin::layout
