// Many scores: several in flight, each independent of the others.
#pragma once

#include <vector>

#include "cli/batch/score_job.hpp"

namespace burin::cli {

struct BatchResult {
  Exit exit{Exit::ok};
  io::RunReport report;
};

/// Runs the work on every input. At most as many scores are in flight as the executor has jobs, and fewer when they are
/// large; the report lists them in the order of the inputs. Those that gave way because all in flight together needed
/// more memory than --max-memory allows are run again at the end, one after the other. With `fail_fast` no further
/// score is begun after a failure, and those in flight are cancelled.
[[nodiscard]] BatchResult run_batch(const std::vector<Input>& inputs, RunContext& context, const ScoreWork& work,
                                    bool fail_fast);

/// How one input is worked on; everything that happens ends up in the entry.
using ScoreRunner = std::function<Exit(const Input&, io::ScoreEntry&)>;
/// The same with another way to work on an input.
[[nodiscard]] BatchResult run_batch_with(const std::vector<Input>& inputs, RunContext& context,
                                         const ScoreRunner& runner, bool fail_fast);

/// The more serious of two: a defect, an output that cannot be written, a limit, a failed input.
[[nodiscard]] Exit worse(Exit a, Exit b);

/// Prints the diagnostics of one score, at most a screenful of warnings.
void print_diagnostics(const io::ScoreEntry& entry);

/// --timings, --report, --report-html, --geometry, --trace. Errors: io.
[[nodiscard]] Expected<void> write_reports(const Settings& settings, const io::RunReport& report);

}  // namespace burin::cli
