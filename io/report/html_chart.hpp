// A chart of one score's tasks over threads.
#pragma once

#include "core/run/report.hpp"
#include "io/svg/text_buffer.hpp"

namespace burin::io {

/// Writes an SVG element: a lane of stages on top, below it a lane for each thread with the tasks that it ran. Tasks
/// too short to be seen are drawn together. Empty when nothing was recorded. O(n log n) in tasks.
void put_chart(TextBuffer& out, const ScoreReport& report);

}  // namespace burin::io
