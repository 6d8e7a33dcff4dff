// How tall a line will be, guessed before it is built.
#pragma once

#include "pipeline/stacks/stacks.hpp"
#include "pipeline/systems/geometry.hpp"

namespace burin::layout {

/// Height of a line that has not been built, main staff spaces: the notes of stage 1 and room for the signs that stand
/// at them, with staves as close as the ink of their measures lets them be. Good for putting lines in order only: what
/// spanners need and what stands side by side is not in it. Pure. O(staves × measures + signs).
[[nodiscard]] double guessed_height(const Context& context, const Stacks& stacks, const LineSpec& line);

}  // namespace burin::layout
