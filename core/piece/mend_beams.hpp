// Beams after an edit.
#pragma once

#include <vector>

#include "core/piece/items.hpp"

namespace burin {

/// Makes the beams of a voice whole again after one of its items was changed: what lost its first note begins with the
/// next one, what lost its last ends with the one before, and a note that is left alone gets flags. A beam that comes
/// over the barline to the first chord, or leaves the last one over it, stays. Says whether anything was changed.
/// O(items).
bool mend_beams(std::vector<Item>& items);

}  // namespace burin
