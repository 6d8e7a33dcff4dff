// Which measures share a system.
#pragma once

#include <vector>

#include "pipeline/systems/geometry.hpp"

namespace burin::layout {

/// Widths that lines have.
struct LineWidths {
  double first{0.0};  // staff lines of the first system (indented by the long names)
  double others{0.0};
};

struct Broken {
  std::vector<std::uint32_t> ends;  // one past the last measure of each system
  std::vector<double> forces;
  bool ragged{false};
};

/// What the search for breaks knows of one measure. Does not depend on the width of lines.
struct MeasureWidth {
  PrefixWidths::Row inside{};  // with its barline, in the middle of a line
  double start{0.0};           // what it takes besides, at the start of a line
  double end{0.0};             // and at the end of one
  double heads{0.0};           // printed ones for each staff that has music
};
[[nodiscard]] MeasureWidth measure_width(const Context& context, const Stacks& stacks, std::uint32_t measure);

/// Whether breaks of systems and pages are where the file has them.
[[nodiscard]] bool honours_breaks(const EngraveOptions& options) noexcept;

/// Optimal breaks over the whole piece (handbook §21), or the file's own, or a fixed number of measures, as the options
/// ask. Errors: cancelled. O(measures × measures per line).
[[nodiscard]] Expected<Broken> break_systems(const Context& context, const std::vector<MeasureWidth>& measures,
                                             LineWidths widths, const Operation& operation);

}  // namespace burin::layout
