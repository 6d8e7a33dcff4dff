// Which measures share a system.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/run/executor.hpp"
#include "pipeline/systems/geometry.hpp"

namespace burin::layout {

/// More staves than this, and empty ones are left out after the first system unless the options say otherwise.
inline constexpr std::size_t hide_above = 12;

/// Widths that lines have, and which staves.
struct LineWidths {
  double first{0.0};  // staff lines of the first system (indented by the long names)
  double others{0.0};
  bool hide_empty{false};  // staves without content are left out after the first line …
  bool hide_first{false};  // … and in the first one
  friend bool operator==(const LineWidths&, const LineWidths&) = default;
};

/// Measures that do not fit on one line, although the sum of their widths says so.
struct MeasureRun {
  std::uint32_t first{0};
  std::uint32_t end{0};
  friend bool operator==(const MeasureRun&, const MeasureRun&) = default;
};

struct Broken {
  std::vector<std::uint32_t> ends;  // one past the last measure of each system
  std::vector<double> forces;
  bool ragged{false};
};

/// What the search for breaks knows of one measure. Does not depend on the width of lines.
struct MeasureWidth {
  PrefixWidths::Row inside{};       // with its barline, in the middle of a line
  double start{0.0};                // what it takes besides, at the start of a line
  double end{0.0};                  // and at the end of one
  double heads{0.0};                // printed ones
  std::vector<std::uint8_t> shown;  // by staff: what MeasureAtoms says
  friend bool operator==(const MeasureWidth&, const MeasureWidth&) = default;
};
[[nodiscard]] MeasureWidth measure_width(const Context& context, const MeasureStack& stack);

/// Whether systems after the first leave out empty staves, as far as options and the number of staves say.
[[nodiscard]] bool hides_empty_staves(const Context& context) noexcept;

/// Whether breaks of systems and pages are where the file has them.
[[nodiscard]] bool honours_breaks(const EngraveOptions& options) noexcept;

/// Optimal breaks over the whole piece (handbook §21), or the file's own, or a fixed number of measures, as the options
/// ask. None of `too_wide` becomes a line where there is another way. Lines are measured in parallel. Errors:
/// cancelled. O(measures × measures per line).
[[nodiscard]] Expected<Broken> break_systems(const Context& context, const std::vector<MeasureWidth>& measures,
                                             LineWidths widths, std::span<const MeasureRun> too_wide,
                                             Executor& executor, Operation& operation);

/// The best breaks with so many lines more (or fewer) than `usual`, of which the last two dozen lines become others.
/// None of `too_wide` becomes a line. None where the last line would be a short one, or lines too loose or too tight to
/// be looked at (handbook §20.8). Errors: cancelled. O(measures of these lines × measures per line × lines).
[[nodiscard]] Expected<std::optional<Broken>> break_otherwise(const Context& context,
                                                              const std::vector<MeasureWidth>& measures,
                                                              LineWidths widths, std::span<const MeasureRun> too_wide,
                                                              const Broken& usual, int more, Operation& operation);

/// Whether both contexts ask for the same breaks, as far as these don't follow from the widths of measures and what a
/// session starts anew for. O(measures).
[[nodiscard]] bool same_break_rules(const Context& a, const Context& b);

}  // namespace burin::layout
