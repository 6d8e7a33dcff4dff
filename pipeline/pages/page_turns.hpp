// How well a page can be turned before a measure (handbook §22).
#pragma once

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// What a turn before this measure costs: 0 where all players rest for two measures or more around it, 0.3 for one, 1
/// where they rest right before or after it for less than a measure, else 3. O(staves × measures of rest, two at most).
[[nodiscard]] double turn_penalty(const Context& context, std::uint32_t measure);

}  // namespace burin::layout
