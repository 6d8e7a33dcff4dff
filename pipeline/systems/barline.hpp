// Barlines: what stands between two measures, how wide it is, how it is painted.
#pragma once

#include "core/paint/paint_list.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

enum class BoundaryPlace : std::uint8_t { inside, line_end, line_start };

/// The barline after measure `measure` (place inside or line_end), or before it at a line start; x is left open. A line
/// start has a barline only for a repeat. O(staves) lookups.
[[nodiscard]] BoundaryBarline boundary(const Context& context, std::uint32_t measure, BoundaryPlace place);

/// Paints lines and dots of a barline from y = bottom to y = top at its x; dots only when `dots` (they belong to
/// staves, not to the space between them).
void paint_barline(const BoundaryBarline& barline, double bottom, double top, bool dots, const Context& context,
                   PaintBuilder& out);

}  // namespace burin::layout
