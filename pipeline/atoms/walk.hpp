// First step of stage 1: voices become a flat list of events with exact onsets.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Grace notes that hang left of an event (or of the right barline when main is -1).
struct GraceRun {
  std::uint32_t first{0};
  std::uint32_t count{0};
  std::int32_t main{-1};
};

/// What the walk finds besides the atoms themselves.
struct WalkResult {
  std::vector<GraceRun> graces;
};

/// Appends the events, beams, tuplets and tremolos of all voices of one staff to the atoms; columns, heads and places
/// are left open. O(items). Thread-safe for different atoms.
void walk_staff(const Context& context, std::uint32_t staff, MeasureAtoms& atoms, WalkResult& result);

}  // namespace burin::layout
