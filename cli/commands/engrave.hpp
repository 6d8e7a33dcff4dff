// Engraving as a part of other commands.
#pragma once

#include "cli/app/command.hpp"
#include "cli/batch/batch.hpp"

namespace burin::cli {

/// Engraves the inputs that the words name, with the options of the invocation; `edit` (may be empty) is done to each
/// piece after its import. Prints what happened; the exit code is that of the whole.
[[nodiscard]] Exit engrave_inputs(const Invocation& invocation, const std::vector<std::string>& words, PieceEdit edit);

}  // namespace burin::cli
