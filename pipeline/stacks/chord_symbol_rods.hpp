// Least distances that chord symbols ask for (handbook §17.2).
#pragma once

#include <vector>

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Between the chord symbols of a staff inside a measure, and from the last one to the barline. Rods are between the
/// chain's nodes: 0 is the barline, a column's index + 1, and one past the last column for the next barline. Symbols
/// that stand between the same two columns share that room. O(marks of the measure).
void chord_symbol_rods(const Context& context, const MeasureAtoms& atoms, std::vector<Rod>& rods);

}  // namespace burin::layout
