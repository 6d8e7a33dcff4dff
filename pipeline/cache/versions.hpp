// When what was last different: the base of all caches between runs of a session.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// Counts the runs of a session, and remembers for each measure of each staff in which run it last changed. A measure
/// has changed when its node is another one (nodes are compared by identity, nothing is looked at twice), or when the
/// clef, key, time or octave line that holds in it is another. A value; concurrent reads are safe.
class Versions {
 public:
  Versions() = default;
  /// All is new.
  explicit Versions(const Context& context);
  /// What has changed from one version of a piece to the next. O(staves), and the measures of staves that changed.
  Versions(const Versions& before, const Context& old, const Context& now);

  [[nodiscard]] std::uint32_t run() const noexcept { return run_; }
  /// The last run in which any of these changed; staves and measures from first up to and with last, cut at the ends.
  [[nodiscard]] std::uint32_t newest(std::uint32_t first_staff, std::uint32_t last_staff, std::int64_t first_measure,
                                     std::int64_t last_measure) const noexcept;
  /// Whether the measure changed in this run, on any staff.
  [[nodiscard]] bool changed(std::uint32_t measure) const noexcept { return changed_[measure] != 0; }
  /// Whether what all systems and pages are built on changed in this run: staves, instruments and their names, groups,
  /// the number of measures. Then everything has changed.
  [[nodiscard]] bool frame_changed() const noexcept { return frame_ == run_; }
  /// The last run in which voltas changed anywhere.
  [[nodiscard]] std::uint32_t endings() const noexcept { return endings_; }

 private:
  void touch(std::uint32_t staff, std::uint32_t measure) noexcept;
  void compare_staff(const Context& old, const Context& now, std::uint32_t staff);

  std::uint32_t run_{0};
  std::uint32_t frame_{0};
  std::uint32_t endings_{0};
  std::uint32_t staves_{0};
  std::uint32_t measures_{0};
  std::vector<std::uint32_t> stamps_;  // by staff, then measure
  std::vector<std::uint8_t> changed_;  // by measure
};

}  // namespace burin::layout
