// Where further movements and sections of a piece begin.
#pragma once

#include <cstdint>

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Finds the context's `movements` and `sections` from the facts of its staves. A movement begins where bar numbers
/// begin anew behind a final barline or a repeat's end, with 1 or the 0 of a pickup; a section (a trio, say) where a
/// heading stands behind one. The first measure that is printed is neither. O(staves × such barlines).
void find_movements(Context& context);

/// Whether a further movement begins with this measure. It gets a line of its own, as the first of the piece has
/// (handbook §21). O(log movements). Pure, any thread.
[[nodiscard]] bool starts_movement(const Context& context, std::uint32_t measure) noexcept;

/// Whether a section begins with this measure: on a line of its own, too. O(log sections). Pure, any thread.
[[nodiscard]] bool starts_section(const Context& context, std::uint32_t measure) noexcept;

}  // namespace burin::layout
