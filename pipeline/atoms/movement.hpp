// Where a further movement of a piece begins.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Measures that further movements begin with, ascending: behind a final barline or a repeat's end bar numbers begin
/// anew, with 1 or the 0 of a pickup. The first measure that is printed is none of them. For make_context.
/// O(measures), O(staves) where numbers begin anew.
[[nodiscard]] std::vector<std::uint32_t> movements_of(const Context& context);

/// Whether a further movement begins with this measure. It gets a line of its own, as the first of the piece has
/// (handbook §21). O(log movements). Pure, any thread.
[[nodiscard]] bool starts_movement(const Context& context, std::uint32_t measure) noexcept;

}  // namespace burin::layout
