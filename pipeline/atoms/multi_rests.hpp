// Which measures are drawn as one multi-measure rest.
#pragma once

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Fills in Context::rests_from and rest_index by the option: as the file writes them, or wherever two measures and
/// more rest in all staves that are shown. A rest ends where anything is printed that needs a place of its own: signs,
/// changes of clef, key and time, special barlines, repeats, endings, breaks that the file's layout asks for.
/// O(staves * measures).
void find_multi_rests(Context& context);

}  // namespace burin::layout
