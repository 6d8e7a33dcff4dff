// Second step of stage 1: heads, stems, accidentals, dots, rests and reaches of all events of a measure.
#pragma once

#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/atoms/walk.hpp"

namespace burin::layout {

/// Fills in everything of the atoms that needs no horizontal place: O(events log events) per staff.
void resolve(const Context& context, const std::vector<GraceRun>& graces, MeasureAtoms& atoms);

/// Whether a staff has nothing but rests of the whole measure. O(its events).
[[nodiscard]] bool rests_all_through(const MeasureAtoms& atoms, std::uint32_t staff) noexcept;

}  // namespace burin::layout
