// Everything outside the staff, by priority: handbook §16, §23.2.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_outside(SystemWork&) {}
}  // namespace burin::layout
