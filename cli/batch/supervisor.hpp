// --isolate: each score in a worker process.
#pragma once

#include <sys/resource.h>

#include <mutex>

#include "cli/batch/batch.hpp"
#include "cli/batch/job.hpp"

namespace burin::cli {

/// Runs scores in worker processes: this program again, with a job on a pipe. A worker that crashes, hangs or is killed
/// costs its score and an error that says how it ended; what it had begun to write is removed. When this process is
/// told to stop, workers are told, and killed if they don't listen within a second; when it dies, they end by
/// themselves. Thread-safe: each thread of a batch waits for one worker.
class Supervisor {
 public:
  /// `jobs` threads for each worker.
  Supervisor(const Settings& settings, RunContext& context, std::size_t scores, std::size_t jobs);

  /// Works on one input as run_score would. Errors in the entry, beside those of the score: BU0006 (ended early; a
  /// crash is a defect, a kill is not), BU0007 (no process could be started), BU0002 (killed half a second after
  /// --timeout).
  [[nodiscard]] Exit run(const Input& input, io::ScoreEntry& entry);

  /// CPU seconds of all workers so far, and the memory of the largest, bytes.
  [[nodiscard]] double cpu_seconds() const;
  [[nodiscard]] std::uint64_t peak_rss() const;

 private:
  void add_usage(const rusage& usage);

  Job job_;
  RunContext& context_;
  std::size_t jobs_;
  mutable std::mutex mutex_;
  double cpu_s_{0.0};
  std::uint64_t peak_rss_{0};
};

}  // namespace burin::cli
