// RodChain::leap: Newton steps on the pulls of all binding rods together, where turns would take many rounds.
#include <algorithm>
#include <cmath>

#include "pipeline/numeric/rod_chain.hpp"

namespace burin::layout {

namespace {

constexpr std::size_t most_bars = 160;  // the work is cubic
constexpr int most_steps = 12;

double tolerance(double length) noexcept { return 1e-11 * (1.0 + std::abs(length)); }

/// Solves a symmetric system that is positive, or nearly: by Cholesky, unknowns that nothing determines staying 0.
/// `matrix` is n·n, row by row; `right` becomes the solution.
void solve_symmetric(std::vector<double>& matrix, std::vector<double>& right) {
  const std::size_t n = right.size();
  const auto at = [&](std::size_t row, std::size_t column) -> double& { return matrix[row * n + column]; };
  for (std::size_t k = 0; k < n; ++k) {
    const double whole = at(k, k);
    for (std::size_t j = 0; j < k; ++j) at(k, k) -= at(k, j) * at(k, j);
    const double root = at(k, k) > 1e-10 * std::max(whole, 1e-6) ? std::sqrt(at(k, k)) : 0.0;
    at(k, k) = root;
    for (std::size_t i = k + 1; i < n; ++i) {
      for (std::size_t j = 0; j < k; ++j) at(i, k) -= at(i, j) * at(k, j);
      at(i, k) = root > 0.0 ? at(i, k) / root : 0.0;
    }
  }
  for (std::size_t k = 0; k < n; ++k) {
    for (std::size_t j = 0; j < k; ++j) right[k] -= at(k, j) * right[j];
    right[k] = at(k, k) > 0.0 ? right[k] / at(k, k) : 0.0;
  }
  for (std::size_t k = n; k-- > 0;) {
    for (std::size_t i = k + 1; i < n; ++i) right[k] -= at(i, k) * right[i];
    right[k] = at(k, k) > 0.0 ? right[k] / at(k, k) : 0.0;
  }
}

}  // namespace

/// What must get a given length: a binding rod, or the whole row.
struct RodChain::Bar {
  std::uint32_t left;
  std::uint32_t right;
  double missing;
  Held* rod;  // none: the row, whose pull is the common force
};

/// Lengths and slopes of the springs at their present tensions, summed from the left.
void RodChain::sum_up(double force) {
  lengths_.assign(springs_.size() + 1, 0.0);
  slopes_.assign(springs_.size() + 1, 0.0);
  for (std::size_t i = 0; i < springs_.size(); ++i) {
    const SoundSpring& spring = springs_[i];
    const double tension = force + tension_[i];
    const double slope = tension < spring.start ? 0.0 : tension < 0.0 ? spring.squeeze : spring.stretch;
    lengths_[i + 1] = lengths_[i] + spring.length(tension);
    slopes_[i + 1] = slopes_[i] + slope;
  }
}

/// The bars that pull or should; `balanced` when each is as long as it must be, so that this is the equilibrium.
std::vector<RodChain::Bar> RodChain::binding(const double* width, bool& balanced) {
  std::vector<Bar> bars;
  balanced = true;
  for (Held& rod : rods_) {
    const double missing = rod.length - (lengths_[rod.right] - lengths_[rod.left]);
    if (rod.pull <= 0.0 && missing <= tolerance(rod.length)) continue;
    balanced = balanced && std::abs(missing) <= tolerance(rod.length);
    bars.push_back({rod.left, rod.right, missing, &rod});
  }
  if (width != nullptr) {
    const double missing = *width - lengths_.back();
    balanced = balanced && std::abs(missing) <= tolerance(*width);
    bars.push_back({0, static_cast<std::uint32_t>(springs_.size()), missing, nullptr});
  }
  return bars;
}

/// One Newton step: all bars get their lengths at once, if no spring changes its slope on the way.
void RodChain::step(const std::vector<Bar>& bars, double& force) {
  const std::size_t n = bars.size();
  std::vector<double> matrix(n * n, 0.0);
  std::vector<double> change(n);
  for (std::size_t a = 0; a < n; ++a) {
    change[a] = bars[a].missing;
    for (std::size_t b = 0; b <= a; ++b) {
      const std::uint32_t left = std::max(bars[a].left, bars[b].left);
      const std::uint32_t right = std::min(bars[a].right, bars[b].right);
      if (left < right) matrix[a * n + b] = slopes_[right] - slopes_[left];
    }
  }
  solve_symmetric(matrix, change);
  for (std::size_t a = 0; a < n; ++a) {
    if (bars[a].rod != nullptr)
      bars[a].rod->pull = std::max(0.0, bars[a].rod->pull + change[a]);
    else
      force += change[a];
  }
  collect_pulls();
}

void RodChain::collect_pulls() {
  std::vector<double> steps(springs_.size() + 1, 0.0);
  for (const Held& rod : rods_) {
    steps[rod.left] += rod.pull;
    steps[rod.right] -= rod.pull;
  }
  double pull = 0.0;
  for (std::size_t i = 0; i < springs_.size(); ++i) tension_[i] = pull += steps[i];
}

bool RodChain::leap(const double* width, double force) {
  if (rods_.size() >= most_bars) return false;
  const std::vector<Held> rods = rods_;
  const std::vector<double> tension = tension_;
  for (int k = 0; k < most_steps; ++k) {
    sum_up(force);
    bool balanced = false;
    const std::vector<Bar> bars = binding(width, balanced);
    if (balanced) return true;
    step(bars, force);
  }
  rods_ = rods;
  tension_ = tension;
  return false;
}

}  // namespace burin::layout
