// Where a beam lies: the search behind plan_beam (handbook §5.4).
#pragma once

#include "pipeline/elements/beam.hpp"

namespace burin::layout {

/// Centre line of the primary beam: y at the first and at the last stem.
struct BeamLine {
  double left{0.0};
  double right{0.0};
  double demerits{0.0};
};

/// Finds the line for two or more stems. Same promises as plan_beam.
[[nodiscard]] BeamLine find_beam_line(const BeamInput& input, const BeamStyle& style);

/// Height of a stack of beams from the centre line of the primary one to that of level `levels`, at full size.
[[nodiscard]] inline double stack_height(int levels, const BeamStyle& style) noexcept {
  return levels > 1 ? (levels - 1) * (style.thickness + style.gap) : 0.0;
}

/// Number of levels in consistent states: 0 to 8.
[[nodiscard]] int level_count(Beams beams) noexcept;

/// Side on which secondary beams are stacked: -1 below the primary beam (stems up), +1 above it. The first stem
/// decides.
[[nodiscard]] double stack_side(const BeamInput& input) noexcept;

}  // namespace burin::layout
