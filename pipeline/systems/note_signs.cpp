// Signs that stand on notes: handbook §15.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_note_signs(SystemWork&, StaffWork&, bool) {}
}  // namespace burin::layout
