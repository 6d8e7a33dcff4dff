#include "pipeline/numeric/springs.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/numeric/spring_chain.hpp"

namespace burin::layout {

namespace {

/// Rods within the chain; those over one spring have become its floor.
class Chain {
 public:
  Chain(std::span<const Spring> springs, std::span<const Rod> rods) {
    springs_.reserve(springs.size());
    for (const Spring& spring : springs) springs_.push_back(sound(spring));
    for (const Rod& rod : rods) take(rod);
    drop_slack_rods();
    tension_.assign(springs_.size(), 0.0);
  }

  /// Shortest positions that keep every rod: each column as far left as it can be.
  [[nodiscard]] std::vector<double> shortest() const {
    std::vector<double> x(springs_.size() + 1, 0.0);
    std::size_t next = 0;  // rods_ are sorted by their right end here
    for (std::size_t i = 0; i < springs_.size(); ++i) {
      x[i + 1] = x[i] + springs_[i].floor;
      for (; next < rods_.size() && rods_[next].right == i + 1; ++next)
        x[i + 1] = std::max(x[i + 1], x[rods_[next].left] + rods_[next].length);
    }
    return x;
  }

  /// Common force under which the row is `width` long.
  [[nodiscard]] double settle(double width) {
    double force = force_for(0, springs_.size(), width);
    relax([&] { return force = force_for(0, springs_.size(), width); });
    return force;
  }
  void settle_at(double force) {
    relax([&] { return force; });
  }

  [[nodiscard]] std::vector<double> positions(double force) const {
    std::vector<double> x(springs_.size() + 1, 0.0);
    for (std::size_t i = 0; i < springs_.size(); ++i) x[i + 1] = x[i] + springs_[i].length(force + tension_[i]);
    return x;
  }

 private:
  struct Held {
    std::uint32_t left, right;
    double length;
    double pull;  // tension that the rod adds to the springs under it
  };

  void take(const Rod& rod) {
    if (rod.left >= rod.right || rod.right > springs_.size() || !std::isfinite(rod.length)) return;
    if (rod.right > rod.left + 1) {
      rods_.push_back({rod.left, rod.right, rod.length, 0.0});
      return;
    }
    hold(springs_[rod.left], rod.length);
  }

  void drop_slack_rods() {
    std::erase_if(rods_, [&](const Held& rod) {
      double floors = 0.0;
      for (std::uint32_t i = rod.left; i < rod.right; ++i) floors += springs_[i].floor;
      return floors >= rod.length;
    });
    std::sort(rods_.begin(), rods_.end(), [](const Held& a, const Held& b) {
      return a.right != b.right ? a.right < b.right : a.left != b.left ? a.left > b.left : a.length > b.length;
    });
  }

  /// Force beyond their present tensions under which springs first … last - 1 are `width` long.
  double force_for(std::size_t first, std::size_t last, double width) {
    changes_.clear();
    double length = 0.0;
    for (std::size_t i = first; i < last; ++i) {
      length += springs_[i].floor;
      append_changes(springs_[i], tension_[i], changes_);
    }
    if (changes_.empty()) return 0.0;
    sort_changes(changes_);
    double force = changes_.front().force;
    double slope = 0.0;
    for (const SlopeChange& change : changes_) {
      const double next = length + slope * (change.force - force);
      if (next >= width) break;
      length = next;
      force = change.force;
      slope += change.slope;
    }
    return width <= length || slope <= 0.0 ? force : force + (width - length) / slope;
  }

  template <class Force>
  void relax(Force common) {
    for (int round = 0; round < 400; ++round) {
      double moved = 0.0;
      for (Held& rod : rods_) {
        const double force = common();
        moved = std::max(moved, adjust(rod, force));
      }
      if (moved < 1e-12) return;
    }
  }

  double adjust(Held& rod, double force) {
    shift_tension(rod, -rod.pull);
    const double pull = std::max(0.0, force_for(rod.left, rod.right, rod.length) - force);
    shift_tension(rod, pull);
    const double change = std::abs(pull - rod.pull);
    rod.pull = pull;
    return change;
  }

  void shift_tension(const Held& rod, double amount) {
    for (std::uint32_t i = rod.left; i < rod.right; ++i) tension_[i] += amount;
  }

  std::vector<SoundSpring> springs_;
  std::vector<Held> rods_;
  std::vector<double> tension_;  // beyond the common force, by rods
  std::vector<SlopeChange> changes_;
};

}  // namespace

double overfull_force(double least, double width) noexcept {
  return -1.0 - (least - width) / std::max({least, width, 1e-3});
}

SpringSolution solve(std::span<const Spring> springs, std::span<const Rod> rods, double width) {
  Chain chain(springs, rods);
  std::vector<double> shortest = chain.shortest();
  const double least = shortest.back();
  if (!(width >= least)) return {overfull_force(least, std::isfinite(width) ? width : 0.0), true, std::move(shortest)};
  if (springs.empty()) return {0.0, false, std::move(shortest)};
  const double force = chain.settle(width);
  SpringSolution solution{force, false, chain.positions(force)};
  solution.x.back() = width;
  return solution;
}

SpringSolution at_force(std::span<const Spring> springs, std::span<const Rod> rods, double force) {
  Chain chain(springs, rods);
  const double sane = std::isfinite(force) ? force : 0.0;
  chain.settle_at(sane);
  return {sane, false, chain.positions(sane)};
}

double least_width(std::span<const Spring> springs, std::span<const Rod> rods) {
  return Chain(springs, rods).shortest().back();
}

}  // namespace burin::layout
