#include "pipeline/numeric/spring_chain.hpp"

#include <algorithm>
#include <cmath>

#include "core/collections/sort_stably.hpp"

namespace burin::layout {

namespace {
double finite(double value) noexcept { return std::isfinite(value) ? value : 0.0; }
}  // namespace

double SoundSpring::length(double force) const noexcept {
  return std::max(floor, ideal + force * (force >= 0.0 ? stretch : squeeze));
}

SoundSpring sound(const Spring& spring) noexcept {
  const double least = std::max(0.0, finite(spring.least));
  const double ideal = finite(spring.ideal);
  const double stretch = std::max(rigid_stretch, finite(spring.stretch));
  const double room = std::max(0.0, ideal - least);
  const double squeeze = finite(spring.squeeze) < 0.0 ? room : finite(spring.squeeze);
  if (room == 0.0) return {least, ideal, (least - ideal) / stretch, 0.0, stretch};
  if (squeeze == 0.0) return {ideal, ideal, 0.0, 0.0, stretch};
  return {least, ideal, -room / squeeze, squeeze, stretch};
}

void hold(SoundSpring& spring, double length) noexcept {
  if (!(length > spring.floor) || !std::isfinite(length)) return;
  spring.floor = length;
  const double excess = length - spring.ideal;
  spring.start = excess >= 0.0 ? excess / spring.stretch : excess / spring.squeeze;
  if (spring.start >= 0.0) spring.squeeze = 0.0;
}

void append_changes(const SoundSpring& spring, double extra, std::vector<SlopeChange>& changes) {
  if (spring.start < 0.0) {
    changes.push_back({spring.start - extra, spring.squeeze});
    changes.push_back({-extra, spring.stretch - spring.squeeze});
  } else {
    changes.push_back({spring.start - extra, spring.stretch});
  }
}

void sort_changes(std::vector<SlopeChange>& changes) {
  sort_stably(changes.begin(), changes.end(),
              [](const SlopeChange& a, const SlopeChange& b) { return a.force < b.force; });
}

double force_at_width(std::vector<SlopeChange>& changes, double floor, double width) {
  sort_changes(changes);
  double length = floor;
  double force = changes.front().force;
  double slope = 0.0;
  for (const SlopeChange& change : changes) {
    const double next = length + slope * (change.force - force);
    if (next >= width) break;
    length = next;
    force = change.force;
    slope += change.slope;
  }
  return width <= length || slope <= 0.0 ? force : force + (width - length) / slope;
}

}  // namespace burin::layout
