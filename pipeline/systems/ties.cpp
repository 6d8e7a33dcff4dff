// Ties of a system: handbook §11.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_ties(SystemWork&) {}
}  // namespace burin::layout
