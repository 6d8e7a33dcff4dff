// Tuplets of a system: handbook §13.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_tuplets(SystemWork&) {}
}  // namespace burin::layout
