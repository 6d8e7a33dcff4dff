// Engraving as a part of other commands.
#pragma once

#include "cli/app/command.hpp"
#include "cli/batch/batch.hpp"

namespace burin::cli {

/// Engraves the inputs that the words name, with the options of the invocation; `edit` (may be empty) is done to each
/// piece after its import. Prints what happened; the exit code is that of the whole.
[[nodiscard]] Exit engrave_inputs(const Invocation& invocation, const std::vector<std::string>& words, PieceEdit edit);

/// What engraving needs to know beside the options, for a run over so many scores. Errors: those of make_context.
[[nodiscard]] Expected<RunContext> engrave_context(const Settings& settings, OutputPlan plan, std::size_t scores);

/// Engraves one score and writes its outputs.
[[nodiscard]] Expected<void> engrave_one(const Input& input, RunContext& context, Operation& operation,
                                         io::ScoreEntry& entry);

}  // namespace burin::cli
