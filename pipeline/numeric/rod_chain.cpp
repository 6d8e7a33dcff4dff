#include "pipeline/numeric/rod_chain.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {

namespace {

constexpr int most_rounds = 400;
constexpr double settled = 1e-12;  // relative change of a pull below which it stands

template <class R>
bool cross(const R& a, const R& b) noexcept {
  return (a.left < b.left && b.left < a.right && a.right < b.right) ||
         (b.left < a.left && a.left < b.right && b.right < a.right);
}

template <class R>
bool contains(const R& outer, const R& inner) noexcept {
  return outer.left <= inner.left && inner.right <= outer.right;
}

}  // namespace

RodChain::RodChain(std::span<const Spring> springs, std::span<const Rod> rods) {
  springs_.reserve(springs.size());
  for (const Spring& spring : springs) springs_.push_back(sound(spring));
  take(rods);
  drop_slack();
  apply_simple();
  tension_.assign(springs_.size(), 0.0);
}

void RodChain::take(std::span<const Rod> rods) {
  for (const Rod& rod : rods) {
    if (rod.left >= rod.right || rod.right > springs_.size() || !std::isfinite(rod.length)) continue;
    if (rod.right == rod.left + 1)
      hold(springs_[rod.left], rod.length);
    else
      rods_.push_back({rod.left, rod.right, rod.length, 0.0});
  }
}

/// Rods that the floors keep anyway, and all but the longest of those over the same columns.
void RodChain::drop_slack() {
  if (rods_.empty()) return;
  std::vector<double> floors(springs_.size() + 1, 0.0);
  for (std::size_t i = 0; i < springs_.size(); ++i) floors[i + 1] = floors[i] + springs_[i].floor;
  std::erase_if(rods_, [&](const Held& rod) { return floors[rod.right] - floors[rod.left] >= rod.length; });
  std::sort(rods_.begin(), rods_.end(), [](const Held& a, const Held& b) {
    return a.right != b.right ? a.right < b.right : a.left != b.left ? a.left > b.left : a.length > b.length;
  });
  const auto same = [](const Held& a, const Held& b) { return a.right == b.right && a.left == b.left; };
  rods_.erase(std::unique(rods_.begin(), rods_.end(), same), rods_.end());
}

/// Sorted by right end and then from the shortest on, a rod comes after all that it contains.
void RodChain::apply_simple() {
  std::vector<Held> crossing;
  tension_.assign(springs_.size(), 0.0);
  for (const Held& rod : rods_) {
    const bool knotted =
        std::any_of(rods_.begin(), rods_.end(), [&](const Held& other) { return cross(rod, other); }) ||
        std::any_of(crossing.begin(), crossing.end(), [&](const Held& other) { return contains(rod, other); });
    if (knotted)
      crossing.push_back(rod);
    else
      hold_at(rod, force_for(rod.left, rod.right, rod.length));
  }
  rods_ = std::move(crossing);
}

void RodChain::hold_at(const Held& rod, double force) noexcept {
  for (std::uint32_t i = rod.left; i < rod.right; ++i) {
    SoundSpring& spring = springs_[i];
    if (force <= spring.start) continue;
    spring.floor = spring.length(force);
    spring.start = force;
    if (force >= 0.0) spring.squeeze = 0.0;
  }
}

std::vector<double> RodChain::shortest() const {
  std::vector<double> x(springs_.size() + 1, 0.0);
  std::size_t next = 0;
  for (std::size_t i = 0; i < springs_.size(); ++i) {
    x[i + 1] = x[i] + springs_[i].floor;
    for (; next < rods_.size() && rods_[next].right == i + 1; ++next)
      x[i + 1] = std::max(x[i + 1], x[rods_[next].left] + rods_[next].length);
  }
  return x;
}

double RodChain::settle(double width) {
  if (rods_.empty()) return force_for(0, springs_.size(), width);
  double force = 0.0;
  relax([&] { return force = force_for(0, springs_.size(), width); }, &width);
  return force_for(0, springs_.size(), width);
}

void RodChain::settle_at(double force) {
  relax([&] { return force; }, nullptr);
}

double RodChain::width(double force) const noexcept {
  double sum = 0.0;
  for (std::size_t i = 0; i < springs_.size(); ++i) sum += springs_[i].length(force + tension_[i]);
  return sum;
}

/// What rounding and unfinished rounds left over is pushed out to the right.
std::vector<double> RodChain::positions(double force) const {
  std::vector<double> x(springs_.size() + 1, 0.0);
  std::size_t next = 0;
  for (std::size_t i = 0; i < springs_.size(); ++i) {
    x[i + 1] = x[i] + springs_[i].length(force + tension_[i]);
    for (; next < rods_.size() && rods_[next].right == i + 1; ++next)
      x[i + 1] = std::max(x[i + 1], x[rods_[next].left] + rods_[next].length);
  }
  return x;
}

/// … and then, from the end, back to the left as far as it must be.
std::vector<double> RodChain::positions(double force, double width) const {
  std::vector<double> x = positions(force);
  x.back() = width;
  std::size_t next = rods_.size();
  for (std::size_t i = springs_.size(); i > 0; --i) {
    for (; next > 0 && rods_[next - 1].right == i; --next) {
      const Held& rod = rods_[next - 1];
      x[rod.left] = std::min(x[rod.left], x[i] - rod.length);
    }
    x[i - 1] = std::min(x[i - 1], x[i] - springs_[i - 1].floor);
  }
  x.front() = 0.0;
  return x;
}

/// Force beyond their present tensions under which springs first … last - 1 are `width` long.
double RodChain::force_for(std::size_t first, std::size_t last, double width) {
  changes_.clear();
  double length = 0.0;
  for (std::size_t i = first; i < last; ++i) {
    length += springs_[i].floor;
    append_changes(springs_[i], tension_[i], changes_);
  }
  return changes_.empty() ? 0.0 : force_at_width(changes_, length, width);
}

template <class Force>
void RodChain::relax(Force common, const double* width) {
  int next_leap = 2;
  for (int round = 0; round < most_rounds && !rods_.empty(); ++round) {
    const double force = common();
    double moved = 0.0;
    for (Held& rod : rods_) moved = std::max(moved, adjust(rod, force));
    if (moved <= settled) return;
    if (round + 1 < next_leap) continue;
    if (leap(width, force)) return;
    next_leap *= 2;
  }
}

/// Gives a rod the pull that it needs now; how much it changed, in proportion.
double RodChain::adjust(Held& rod, double force) {
  const double needed = force_for(rod.left, rod.right, rod.length) - force;  // beyond its present pull
  const double pull = std::max(0.0, rod.pull + needed);
  const double change = pull - rod.pull;
  for (std::uint32_t i = rod.left; i < rod.right; ++i) tension_[i] += change;
  rod.pull = pull;
  return std::abs(change) / (1.0 + std::abs(pull));
}

}  // namespace burin::layout
