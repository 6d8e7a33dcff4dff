// Inner works of springs.cpp and prefix_widths.cpp: springs in a form that is easy to sum.
#pragma once

#include <span>
#include <vector>

#include "pipeline/numeric/springs.hpp"

namespace burin::layout {

/// A spring made sound: floor is its length under any strong compression; it leaves the floor at force `start`.
/// ideal is meaningful only where start < 0; squeeze and stretch are its slopes below and above force 0.
struct SoundSpring {
  double floor;
  double ideal;
  double start;
  double squeeze;
  double stretch;

  [[nodiscard]] double length(double force) const noexcept;
};

[[nodiscard]] SoundSpring sound(const Spring& spring) noexcept;

/// Makes a spring at least `length` long, as a rod over it alone does. Not finite: no effect.
void hold(SoundSpring& spring, double length) noexcept;

/// A change of the slope of a sum of springs at a force.
struct SlopeChange {
  double force;
  double slope;
};

/// Adds the slope changes of a spring whose tension is the common force plus `extra`.
void append_changes(const SoundSpring& spring, double extra, std::vector<SlopeChange>& changes);
/// Sorts changes by force, keeping the order of equals.
void sort_changes(std::vector<SlopeChange>& changes);
/// Where a sum that is `floor` long before its first change reaches `width`; the first change when it is that long
/// already. Sorts the changes, of which there is at least one.
[[nodiscard]] double force_at_width(std::vector<SlopeChange>& changes, double floor, double width);

}  // namespace burin::layout
