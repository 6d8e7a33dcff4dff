// Least distances between columns, staff by staff.
#pragma once

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Raises the least lengths of springs and adds rods so that no sign of a staff touches its neighbours (handbook
/// §20.4): notes, accidentals, clef changes, syllables, barlines. Also sets start_gap. O(reaches + syllables).
void add_rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack);

}  // namespace burin::layout
