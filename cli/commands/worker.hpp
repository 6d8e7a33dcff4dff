// The other side of --isolate.
#pragma once

#include "cli/app/exit_code.hpp"

namespace burin::cli {

/// Works on the one score that the supervisor's job names, and sends it the result. With --max-memory, the process may
/// not have much more than that, whoever asks for it. Errors: usage, when there is no job.
[[nodiscard]] Exit run_worker();

}  // namespace burin::cli
