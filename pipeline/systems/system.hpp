// Stage 3's result: systems with final horizontal places, skylines and paint, but without vertical places on a page.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "core/piece/attributes.hpp"
#include "pipeline/numeric/skyline.hpp"

namespace burin::layout {

/// A barline as it is drawn: one boundary between measures. x = left edge of its ink, staff spaces from the system's
/// left.
struct BoundaryBarline {
  double x{0.0};
  double width{0.0};
  BarStyle style{BarStyle::regular};
  bool dots_left{false};
  bool dots_right{false};
  std::uint32_t measure{0};  // the measure that it ends (or, at a system start, begins)
  bool at_start{false};
  friend bool operator==(const BoundaryBarline&, const BoundaryBarline&) = default;
};

/// A place for a time signature that stands once for several staves. x as of barlines.
struct TimePlace {
  double x{0.0};
  std::uint32_t measure{0};
  bool header{false};    // at the beginning of the system
  bool reminder{false};  // of the measure after the system
  friend bool operator==(const TimePlace&, const TimePlace&) = default;
};

/// One staff of a system, painted in its own coordinates: x = 0 at the left end of the staff lines, y = 0 on its middle
/// line.
struct SystemStaff {
  std::uint32_t staff{0};  // index in Context::staves
  std::shared_ptr<const PaintList> paint;
  double top{2.0};  // outermost ink above and below the middle line, main staff spaces, positive outwards
  double bottom{2.0};
  bool sung{false};  // has words of a song
};

/// Distance between the middle lines of neighbouring staves, main staff spaces.
struct StaffGap {
  double ideal{9.0};
  double least{7.0};
  double stretch{1.0};
  bool fixed{false};  // inside a grand staff with notes across: stays as it is
};

/// One system. Immutable.
struct SystemLayout {
  std::uint32_t first_measure{0};
  std::uint32_t measure_count{0};
  double indent{0.0};       // from the left margin to the staff lines
  double width{0.0};        // of the staff lines
  double least_width{0.0};  // that its measures need; more than width when they had to be pressed together
  double force{0.0};
  double worst_measure{0.0};  // largest difference of a measure's width from its ideal one, as a share of the latter
  std::vector<SystemStaff> staves;  // visible ones, from the top
  std::vector<StaffGap> gaps;       // staves.size() - 1
  Skyline up{SkylineSide::up};      // of the top staff, main staff spaces
  Skyline down{SkylineSide::down};  // of the bottom staff
  std::vector<BoundaryBarline> barlines;
  std::vector<TimePlace> times;  // where a group has one time signature for all
  std::uint32_t hidden{0};       // staves left out

  /// From the top staff's middle line to the bottom staff's.
  [[nodiscard]] double ideal_span() const noexcept {
    double sum = 0.0;
    for (const StaffGap& gap : gaps) sum += gap.ideal;
    return sum;
  }
  [[nodiscard]] double least_span() const noexcept {
    double sum = 0.0;
    for (const StaffGap& gap : gaps) sum += gap.least;
    return sum;
  }
};

}  // namespace burin::layout
