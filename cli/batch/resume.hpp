// Inputs that need no work because an earlier run has done it.
#pragma once

#include <string>

#include "cli/batch/outputs.hpp"
#include "io/report/run_report.hpp"

namespace burin::cli {

/// A run with --resume notes beside the outputs of each input with what they were made (a hidden file ".NAME.made"),
/// and leaves out an input whose outputs are all there in the size noted, not older than it, and made of it by the same
/// version with the same options. Thread-safe.
class Resume {
 public:
  explicit Resume(const Settings& settings);

  /// Whether nothing is left to do for the input. What cannot be read is no note. O(outputs).
  [[nodiscard]] bool done(const OutputPlan& plan, const Input& input) const;
  /// Notes what was written for the input. Errors: output.
  [[nodiscard]] Expected<void> note(const OutputPlan& plan, const Input& input, const io::ScoreEntry& entry) const;

 private:
  std::string made_with_;  // version and options, as the note holds them
};

}  // namespace burin::cli
