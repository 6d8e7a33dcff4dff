// --fit split: where a system that is taller than a page is cut.
#pragma once

#include <cstdint>
#include <optional>

#include "pipeline/atoms/context.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

/// The first staff (index in Context::staves) of the lower half of a system: the halves are as equally tall as
/// instruments allow, which are never cut; for the sake of each group with a bracket that is not cut, the taller half
/// may be taller by a fifth, if it still fits. `room`: from the top staff's middle line to the bottom staff's, main
/// staff spaces. None when there is one instrument only. O(staves × groups).
[[nodiscard]] std::optional<std::uint32_t> split_place(const Context& context, const SystemLayout& system, double room);

}  // namespace burin::layout
