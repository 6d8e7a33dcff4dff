#include <algorithm>
#include <cmath>

#include "pipeline/numeric/rod_chain.hpp"
#include "pipeline/numeric/springs.hpp"

namespace burin::layout {

namespace {

using Breakpoint = WidthFunction::Breakpoint;

/// Keeps what is needed of points first … last so that straight lines between those kept miss none by more than
/// tolerance.
void keep_needed(std::span<const Breakpoint> points, std::size_t first, std::size_t last, double tolerance,
                 std::vector<bool>& kept) {
  const Breakpoint& a = points[first];
  const Breakpoint& b = points[last];
  const double slope = b.force > a.force ? (b.width - a.width) / (b.force - a.force) : 0.0;
  std::size_t worst = first;
  double error = tolerance;
  for (std::size_t k = first + 1; k < last; ++k) {
    const double miss = std::abs(points[k].width - (a.width + slope * (points[k].force - a.force)));
    if (miss > error) {
      error = miss;
      worst = k;
    }
  }
  if (worst == first) return;
  kept[worst] = true;
  keep_needed(points, first, worst, tolerance, kept);
  keep_needed(points, worst, last, tolerance, kept);
}

constexpr double sample_tolerance = 0.005;
constexpr int most_halvings = 7;

/// Appends b, and before it what is needed between a and b for straight lines to be near enough.
void sample_between(RodChain& chain, Breakpoint a, Breakpoint b, int halvings, std::vector<Breakpoint>& points) {
  if (halvings > 0) {
    Breakpoint middle{(a.force + b.force) / 2.0, 0.0};
    chain.settle_at(middle.force);
    middle.width = chain.width(middle.force);
    if (std::abs(middle.width - (a.width + b.width) / 2.0) > sample_tolerance) {
      sample_between(chain, a, middle, halvings - 1, points);
      sample_between(chain, middle, b, halvings - 1, points);
      return;
    }
  }
  points.push_back(b);
}

}  // namespace

WidthFunction::WidthFunction(std::span<const Spring> springs, std::span<const Rod> rods) {
  RodChain chain(springs, rods);
  std::vector<SlopeChange> changes;
  double length = 0.0;
  for (const SoundSpring& spring : chain.springs()) {
    length += spring.floor;
    append_changes(spring, 0.0, changes);
  }
  base_ = length;
  sort_changes(changes);
  for (const SlopeChange& change : changes) {
    if (!points_.empty()) length += slope_ * (change.force - points_.back().force);
    slope_ += change.slope;
    if (!points_.empty() && points_.back().force == change.force) continue;
    points_.push_back({change.force, length});
  }
  if (!chain.simple()) sample(chain);
}

/// Where rods cross, the bends are not known beforehand.
void WidthFunction::sample(RodChain& chain) {
  std::vector<double> forces(PrefixWidths::forces().begin(), PrefixWidths::forces().end());
  forces.push_back(2.0 * forces.back());
  points_.clear();
  for (const double force : forces) {
    chain.settle_at(force);
    const Breakpoint here{force, chain.width(force)};
    if (points_.empty())
      points_.push_back(here);
    else
      sample_between(chain, points_.back(), here, most_halvings, points_);
  }
  for (std::size_t k = 1; k < points_.size(); ++k) points_[k].width = std::max(points_[k].width, points_[k - 1].width);
  base_ = points_.front().width;
}

WidthFunction WidthFunction::fixed(double width) {
  WidthFunction function;
  function.base_ = std::isfinite(width) ? width : 0.0;
  return function;
}

void WidthFunction::add(const WidthFunction& other) {
  std::vector<double> forces;
  forces.reserve(points_.size() + other.points_.size());
  for (const Breakpoint& point : points_) forces.push_back(point.force);
  for (const Breakpoint& point : other.points_) forces.push_back(point.force);
  std::inplace_merge(forces.begin(), forces.begin() + static_cast<std::ptrdiff_t>(points_.size()), forces.end());
  forces.erase(std::unique(forces.begin(), forces.end()), forces.end());
  std::vector<Breakpoint> sums;
  sums.reserve(forces.size());
  for (const double force : forces) sums.push_back({force, width(force) + other.width(force)});
  points_ = std::move(sums);
  base_ += other.base_;
  slope_ += other.slope_;
}

void WidthFunction::simplify(double tolerance) {
  if (points_.size() < 3) return;
  std::vector<bool> kept(points_.size(), false);
  kept.front() = kept.back() = true;
  keep_needed(points_, 0, points_.size() - 1, tolerance, kept);
  std::size_t count = 0;
  for (std::size_t k = 0; k < points_.size(); ++k)
    if (kept[k]) points_[count++] = points_[k];
  points_.resize(count);
}

double WidthFunction::width(double force) const noexcept {
  const auto above = std::upper_bound(points_.begin(), points_.end(), force,
                                      [](double f, const Breakpoint& point) { return f < point.force; });
  if (above == points_.begin()) return base_;
  const Breakpoint& a = *(above - 1);
  if (above == points_.end()) return a.width + slope_ * (force - a.force);
  return a.width + (above->width - a.width) * (force - a.force) / (above->force - a.force);
}

double WidthFunction::force_for(double width) const noexcept {
  if (!(width >= base_) || !std::isfinite(width)) return overfull_force(base_, width);
  const auto above = std::lower_bound(points_.begin(), points_.end(), width,
                                      [](const Breakpoint& point, double w) { return point.width < w; });
  if (above == points_.begin()) return points_.empty() ? 0.0 : points_.front().force;
  const Breakpoint& a = *(above - 1);
  if (above == points_.end()) return slope_ > 0.0 ? a.force + (width - a.width) / slope_ : a.force;
  return a.force + (above->force - a.force) * (width - a.width) / (above->width - a.width);
}

}  // namespace burin::layout
