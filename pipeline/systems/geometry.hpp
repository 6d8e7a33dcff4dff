// First step of stage 3 for one system: its measures' columns get their final x.
#pragma once

#include <memory>
#include <vector>

#include "pipeline/stacks/stacks.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

/// A range of measures on one line.
struct LineSpec {
  std::uint32_t first{0};
  std::uint32_t count{0};
  double indent{0.0};
  double width{0.0};  // of the staff lines, main staff spaces
  bool justified{true};
  double force{0.0};                  // used when not justified
  std::vector<std::uint32_t> staves;  // visible ones, from the top
  bool lower{false};  // the lower half of a line that is split over two pages: what holds for all stands above, too
  friend bool operator==(const LineSpec&, const LineSpec&) = default;
};

/// Places of one measure inside its system, staff spaces from the system's left edge.
struct MeasurePlace {
  double left{0.0};             // where its content begins: right edge of the barline (or of the header)
  double right{0.0};            // left edge of its right barline
  std::vector<double> columns;  // x of each column
  friend bool operator==(const MeasurePlace&, const MeasurePlace&) = default;
};

struct Geometry {
  double header_width{0.0};  // to the end of clef, key and time at the system start
  double force{0.0};
  double worst_measure{0.0};  // largest difference of a measure's width from its ideal one, as a share of the latter
  bool overfull{false};
  double least_width{0.0};  // what it needs when overfull, else its width
  double width{0.0};        // of the staff lines (shorter when not justified)
  std::vector<MeasurePlace> measures;
  std::vector<BoundaryBarline> barlines;  // the start barline (if any) first, then one after each measure
  std::vector<TimePlace> times;           // only where a group of the piece has one time signature for all
  double courtesy_x{0.0};                 // where courtesy signs at the line's end begin
  friend bool operator==(const Geometry&, const Geometry&) = default;
};

/// Solves one line. O(columns log columns).
[[nodiscard]] Geometry solve_line(const Context& context, const Stacks& stacks, const LineSpec& line);

/// Widths that a line takes besides the springs of its measures.
struct LineExtras {
  double start{0.0};  // header and start barline, less what the first measure's own start takes
  double end{0.0};    // end barline and courtesy signs
};
[[nodiscard]] double line_start_width(const Context& context, const MeasureStack& stack);
[[nodiscard]] double line_end_width(const Context& context, const MeasureStack& stack);

}  // namespace burin::layout
