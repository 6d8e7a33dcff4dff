// Instrument names and what joins staves at the left of a system: brackets, braces (handbook §19).
#pragma once

#include <string>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

/// Room that names and brackets take left of the staff lines, main staff spaces.
struct Indents {
  double first{0.0};
  double others{0.0};
};
[[nodiscard]] Indents indents(const Context& context);

/// y of each visible staff's middle line, from the system's top staff downwards (0, then negative), main staff spaces.
using StaffHeights = std::vector<double>;

/// Paints the left side of a system: the line that joins all staves, brackets, braces, names. x = 0 at the left end of
/// the staff lines. `long_names`: on the first system.
void paint_left_side(const Context& context, const SystemLayout& system, const StaffHeights& heights, bool long_names,
                     PaintBuilder& out);

/// Paints the parts of barlines that join staves of one group. They don't go on below the words of a song: `sung`, by
/// staff of the piece (handbook §1; a syllable is never crossed).
void paint_joined_barlines(const Context& context, const SystemLayout& system, const StaffHeights& heights,
                           const std::vector<std::uint8_t>& sung, PaintBuilder& out);

/// Paints the time signatures that stand once for all staves of a group, in the middle of their height.
void paint_group_times(const Context& context, const SystemLayout& system, const StaffHeights& heights,
                       PaintBuilder& out);

}  // namespace burin::layout
