#include "pipeline/numeric/springs.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/numeric/rod_chain.hpp"

namespace burin::layout {

namespace {
constexpr double rounding = 1e-9;  // by which sums of lengths may miss a width that they just fill
}

double overfull_force(double least, double width) noexcept {
  const double room = std::isfinite(width) ? width : 0.0;
  return -1.0 - std::max(0.0, least - room) / std::max({least, room, 1e-3});
}

SpringSolution solve(std::span<const Spring> springs, std::span<const Rod> rods, double width) {
  RodChain chain(springs, rods);
  std::vector<double> shortest = chain.shortest();
  const double least = shortest.back();
  if (!(width >= least - rounding) || !std::isfinite(width))
    return {overfull_force(least, width), true, std::move(shortest)};
  if (springs.empty()) return {0.0, false, std::move(shortest)};
  const double force = chain.settle(width);
  return {force, false, chain.positions(force, width)};
}

SpringSolution at_force(std::span<const Spring> springs, std::span<const Rod> rods, double force) {
  RodChain chain(springs, rods);
  const double sane = std::isfinite(force) ? force : 0.0;
  chain.settle_at(sane);
  return {sane, false, chain.positions(sane)};
}

double least_width(std::span<const Spring> springs, std::span<const Rod> rods) {
  return RodChain(springs, rods).shortest().back();
}

}  // namespace burin::layout
