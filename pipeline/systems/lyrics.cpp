// Lyrics of a system: handbook §17.1.
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
void place_lyrics(SystemWork&) {}
}  // namespace burin::layout
