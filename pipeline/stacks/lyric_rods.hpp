// Least distances that lyrics ask for (handbook §17.1).
#pragma once

#include <vector>

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Between the syllables of one verse inside a measure, and before its right barline. O(syllables²).
void lyric_rods(const Context& context, const MeasureAtoms& atoms, std::vector<Rod>& rods);

/// Between the last syllable of each verse in a measure and the first one in the next, across a barline of the given
/// width that is no part of the chain. `left` and `right` are the chain's node at which each measure begins.
void lyric_seam_rods(const Context& context, const MeasureAtoms& before, std::uint32_t left, const MeasureAtoms& after,
                     std::uint32_t right, double barline, std::vector<Rod>& rods);

}  // namespace burin::layout
