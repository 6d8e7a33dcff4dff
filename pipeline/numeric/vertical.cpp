#include "pipeline/numeric/vertical.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/numeric/spring_chain.hpp"

namespace burin::layout {

namespace {

constexpr double rounding = 1e-9;  // by which sums may miss a height that they just fill

double finite(double value) noexcept { return std::isfinite(value) ? value : 0.0; }

/// A gap made sound: 0 <= least <= most, stretch >= 0, most not NaN.
VerticalGap sound_gap(const VerticalGap& gap) noexcept {
  const double least = std::max(0.0, finite(gap.least));
  const double most = std::isnan(gap.most) ? std::numeric_limits<double>::infinity() : std::max(least, gap.most);
  return {finite(gap.ideal), least, std::max(0.0, finite(gap.stretch)), most};
}

double length_at(const VerticalGap& gap, double force) noexcept {
  const double slope = force >= 0.0 ? gap.stretch : std::max(0.0, gap.ideal - gap.least);
  return std::clamp(gap.ideal + force * slope, gap.least, gap.most);
}

/// Slope changes above force 0 of a gap that has its length at force 0.
void append_growth(const VerticalGap& gap, std::vector<SlopeChange>& changes) {
  if (gap.stretch <= 0.0) return;
  const double start = std::max(0.0, (gap.least - gap.ideal) / gap.stretch);
  const double stop = (gap.most - gap.ideal) / gap.stretch;
  if (stop <= start) return;
  changes.push_back({start, gap.stretch});
  if (std::isfinite(stop)) changes.push_back({stop, -gap.stretch});
}

/// Force at which what has `length` before the first change gets `wanted` long; infinity when it never does.
double growth_for(std::vector<SlopeChange>& changes, double length, double wanted) {
  sort_changes(changes);
  double slope = 0.0;
  double force = 0.0;
  for (const SlopeChange& change : changes) {
    const double next = length + slope * (change.force - force);
    if (next >= wanted) break;
    length = next;
    force = change.force;
    slope = std::max(0.0, slope + change.slope);
  }
  if (wanted <= length + rounding) return force;
  return slope > 1e-12 ? force + (wanted - length) / slope : std::numeric_limits<double>::infinity();
}

template <class Gap, class Length>
void place(std::span<const Gap> gaps, VerticalSolution& solution, Length length) {
  solution.positions.assign(1, 0.0);
  solution.positions.reserve(gaps.size() + 1);
  for (const Gap& gap : gaps) solution.positions.push_back(solution.positions.back() + length(gap));
}

double fill_of(double natural, double height) noexcept { return height > 0.0 ? natural / height : 0.0; }

/// Force below 0 under which the sum of the gaps is `height`: between -1 and 0 it is a straight line, as every gap that
/// gives way reaches its least at -1, unless its most already holds it; those start to give way later.
double compression_for(std::span<const VerticalGap> gaps, double height) {
  std::vector<SlopeChange> changes;
  double least = 0.0;
  for (const VerticalGap& gap : gaps) {
    least += gap.least;
    const double room = gap.ideal - gap.least;
    if (room <= 0.0) continue;
    changes.push_back({0.0, room});  // shifted by 1: the least is at 0
    if (gap.most < gap.ideal) changes.push_back({(gap.most - gap.least) / room, -room});
  }
  return std::min(0.0, growth_for(changes, least, height) - 1.0);
}

}  // namespace

VerticalSolution distribute(std::span<const VerticalGap> given, double height, double threshold, double usual_force) {
  std::vector<VerticalGap> gaps;
  gaps.reserve(given.size());
  for (const VerticalGap& gap : given) gaps.push_back(sound_gap(gap));
  double natural = 0.0;
  double least = 0.0;
  std::vector<SlopeChange> changes;
  for (const VerticalGap& gap : gaps) {
    natural += length_at(gap, 0.0);
    least += gap.least;
    append_growth(gap, changes);
  }
  VerticalSolution solution;
  solution.fill = fill_of(natural, height);
  solution.overfull = !(least <= height);
  if (solution.overfull) {
    solution.force = -1.0;
  } else if (natural > height) {
    solution.force = compression_for(gaps, height);
    solution.justified = true;
  } else if (!gaps.empty() && solution.fill >= threshold) {
    const double force = growth_for(changes, natural, height);
    solution.justified = std::isfinite(force);
    solution.force = solution.justified ? force : changes.empty() ? 0.0 : changes.back().force;
  } else if (!gaps.empty() && usual_force > 0.0) {
    solution.force = std::min(finite(usual_force), growth_for(changes, natural, height));
  }
  place<VerticalGap>(gaps, solution, [&](const VerticalGap& gap) { return length_at(gap, solution.force); });
  if (solution.justified) solution.positions.back() = height;
  return solution;
}

VerticalSolution fill_evenly(std::span<const FillGap> given, double height, double threshold) {
  std::vector<FillGap> gaps;
  std::vector<SlopeChange> changes;
  double natural = 0.0;
  for (const FillGap& gap : given) {
    const double least = std::max(0.0, finite(gap.natural));
    const double factor = std::max(1e-6, finite(gap.factor));
    const double most = std::isnan(gap.most) ? std::numeric_limits<double>::infinity() : std::max(least, gap.most);
    gaps.push_back({least, factor, most});
    natural += least;
    changes.push_back({least / factor, factor});
    if (std::isfinite(most)) changes.push_back({most / factor, -factor});
  }
  VerticalSolution solution;
  solution.fill = fill_of(natural, height);
  solution.overfull = !(natural <= height);
  if (!solution.overfull && !gaps.empty() && solution.fill >= threshold) {
    solution.force = growth_for(changes, natural, height);
    solution.justified = std::isfinite(solution.force);
  }
  place<FillGap>(gaps, solution,
                 [&](const FillGap& gap) { return std::clamp(solution.force * gap.factor, gap.natural, gap.most); });
  if (solution.justified) solution.positions.back() = height;
  if (!solution.justified && !solution.overfull && !std::isfinite(solution.force))
    solution.force = std::max_element(changes.begin(), changes.end(), [](const SlopeChange& a, const SlopeChange& b) {
                       return a.force < b.force;
                     })->force;
  return solution;
}

}  // namespace burin::layout
