// Inner works of springs.cpp and prefix_widths.cpp: a chain of springs under rods, in equilibrium.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "pipeline/numeric/spring_chain.hpp"

namespace burin::layout {

/// The row of least energy is one where each spring's tension is the common force plus the pulls of the rods over it,
/// and a rod pulls only when it is just as long as what it spans. A rod that crosses no other holds its springs at the
/// force under which they are as long as it: a matter of floors, exact at once. What crosses is settled by turns, each
/// rod given the pull that it needs while the others stand (coordinate ascent on the pulls), until nothing moves;
/// Newton's method cuts that short as soon as it is seen which rods bind.
class RodChain {
 public:
  RodChain(std::span<const Spring> springs, std::span<const Rod> rods);

  [[nodiscard]] std::size_t size() const noexcept { return springs_.size(); }
  /// Springs with what simple rods ask of them as floors.
  [[nodiscard]] std::span<const SoundSpring> springs() const noexcept { return springs_; }
  /// No rods are left that cross.
  [[nodiscard]] bool simple() const noexcept { return rods_.empty(); }

  /// Shortest positions that keep every rod: each column as far left as it can be.
  [[nodiscard]] std::vector<double> shortest() const;
  /// Settles the rods for a row of this width, at least as long as the shortest, and returns the common force.
  double settle(double width);
  /// Settles the rods under this common force; quick when the last one was near.
  void settle_at(double force);
  /// Positions under the common force that was settled for. With a width, the last is exactly there.
  [[nodiscard]] std::vector<double> positions(double force) const;
  [[nodiscard]] std::vector<double> positions(double force, double width) const;
  /// Width under the common force that was settled for.
  [[nodiscard]] double width(double force) const noexcept;

 private:
  struct Held {
    std::uint32_t left;
    std::uint32_t right;
    double length;
    double pull;
  };

  void take(std::span<const Rod> rods);
  void drop_slack();
  void apply_simple();
  void hold_at(const Held& rod, double force) noexcept;
  [[nodiscard]] double force_for(std::size_t first, std::size_t last, double width);
  template <class Force>
  void relax(Force common, const double* width);
  double adjust(Held& rod, double force);

  /// Newton's method from the present pulls (rod_leap.cpp). Leaves them alone and returns false unless it arrives at
  /// the equilibrium, which it proves by looking at every rod.
  struct Bar;
  bool leap(const double* width, double force);
  void sum_up(double force);
  [[nodiscard]] std::vector<Bar> binding(const double* width, bool& balanced);
  void step(const std::vector<Bar>& bars, double& force);
  void collect_pulls();

  std::vector<SoundSpring> springs_;
  std::vector<Held> rods_;       // by right end
  std::vector<double> tension_;  // of each spring beyond the common force
  // Scratch:
  std::vector<SlopeChange> changes_;
  std::vector<double> lengths_;
  std::vector<double> slopes_;
};

}  // namespace burin::layout
