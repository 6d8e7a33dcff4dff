// Slurs of a system: handbook §12.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_slurs(SystemWork&) {}
}  // namespace burin::layout
