#include <algorithm>
#include <cmath>

#include "pipeline/numeric/rod_chain.hpp"
#include "pipeline/numeric/springs.hpp"

namespace burin::layout {

const PrefixWidths::Row& PrefixWidths::forces() noexcept {
  static constexpr Row grid{-1.0, -0.9, -0.8, -0.7, -0.6, -0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1,
                            0.2,  0.3,  0.45, 0.6,  0.8,  1.0,  1.3,  1.7,  2.2,  3.0,  4.0, 6.0};
  return grid;
}

namespace {
constexpr std::size_t zero_force = 10;  // where the grid has 0
}

PrefixWidths::Row PrefixWidths::sample(std::span<const Spring> springs, std::span<const Rod> rods, double more) {
  RodChain chain(springs, rods);
  Row row{};
  double widest = 0.0;
  for (std::size_t k = 0; k < samples; ++k) {
    chain.settle_at(forces()[k]);
    widest = std::max(widest, chain.width(forces()[k]));
    row[k] = widest + more;
  }
  return row;
}

PrefixWidths::Row PrefixWidths::fixed(double width) noexcept {
  Row row{};
  row.fill(width);
  return row;
}

void PrefixWidths::add(const Row& widths) {
  Row sums = rows_.back();
  for (std::size_t k = 0; k < samples; ++k) sums[k] += widths[k];
  rows_.push_back(sums);
}

double PrefixWidths::width(std::size_t begin, std::size_t end, double force, const Row* head,
                           const Row* tail) const noexcept {
  const Run widths = run(begin, end, head, tail);
  const Row& grid = forces();
  if (!(force > grid.front())) return widths[0];
  const auto above = static_cast<std::size_t>(std::lower_bound(grid.begin(), grid.end() - 1, force) - grid.begin());
  const double share = (force - grid[above - 1]) / (grid[above] - grid[above - 1]);
  return widths[above - 1] + (widths[above] - widths[above - 1]) * share;
}

double PrefixWidths::force_for(std::size_t begin, std::size_t end, double width, const Row* head,
                               const Row* tail) const noexcept {
  const Run widths = run(begin, end, head, tail);
  if (!(width >= widths[0]) || !std::isfinite(width)) return overfull_force(widths[0], width);
  std::size_t low = 0;  // widths[low] <= width < widths[high], or high is the last
  std::size_t high = samples - 1;
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (widths[middle] <= width ? low : high) = middle;
  }
  const double step = std::max(widths[high] - widths[low], rigid_stretch);
  return forces()[low] + (forces()[high] - forces()[low]) * (width - widths[low]) / step;
}

double PrefixWidths::least(std::size_t begin, std::size_t end, const Row* head, const Row* tail) const noexcept {
  return run(begin, end, head, tail)[0];
}

double PrefixWidths::ideal(std::size_t begin, std::size_t end, const Row* head, const Row* tail) const noexcept {
  return run(begin, end, head, tail)[zero_force];
}

}  // namespace burin::layout
