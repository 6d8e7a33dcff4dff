// Where a further movement of a piece begins.
#pragma once

#include <cstdint>

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Whether a movement begins with this measure: behind a final barline or a repeat's end bar numbers begin anew, with 1
/// or the 0 of a pickup. It gets a line of its own, as the first of the piece has (handbook §21). Never true for the
/// first measure that is printed. O(1), O(staves) where numbers begin anew. Pure, any thread.
[[nodiscard]] bool starts_movement(const Context& context, std::uint32_t measure);

/// Whether a measure behind a final barline or a repeat's end begins with a heading: a trio, say. It gets a line of its
/// own, too. Never true for the first measure that is printed. O(staves and their marks in the measure).
[[nodiscard]] bool starts_section(const Context& context, std::uint32_t measure);

}  // namespace burin::layout
