// Inputs that need no work because an earlier run has done it.
#pragma once

#include <cstdint>
#include <string>

#include "cli/batch/outputs.hpp"
#include "io/report/run_report.hpp"

namespace burin::cli {

/// A run with --resume notes beside the outputs of each input with what they were made (a hidden file ".NAME.made"),
/// and leaves out an input that is as it was when it was read (size and time), and whose outputs are all there in the
/// size noted, not older than it, and made of it by the same version with the same options. Thread-safe.
class Resume {
 public:
  /// A state of an input.
  struct Stamp {
    std::uint64_t bytes{0};
    std::int64_t time{0};  // of the last change, in the units of the file system's clock
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };

  explicit Resume(const Settings& settings);

  /// Whether nothing is left to do for the input. What cannot be read is no note. O(outputs).
  [[nodiscard]] bool done(const OutputPlan& plan, const Input& input) const;
  /// The input as it is now; to be taken before it is read.
  [[nodiscard]] static Stamp stamp(const Input& input);
  /// Notes what was written for the input, which was `read` so. Errors: io.
  [[nodiscard]] Expected<void> note(const OutputPlan& plan, const Input& input, const Stamp& read,
                                    const io::ScoreEntry& entry) const;

 private:
  std::string made_with_;  // version and options, as the note holds them
};

}  // namespace burin::cli
