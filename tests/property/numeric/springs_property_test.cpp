// Springs against the definition: rods hold, widths are met, and no other row of the same width has less energy.
#include "pipeline/numeric/springs.hpp"

#include <algorithm>
#include <cmath>

#include "../support.hpp"
#include "numbers.hpp"

namespace burin::layout {
namespace {

/// One that stretches: a rigid one would need forces beyond what a double tells apart.
Spring springy() {
  Spring made{eighths(0, 5), eighths(0, 3), eighths(1, 3), -1.0};
  return made;
}

Spring spring() { return {eighths(0, 5), eighths(0, 3), eighths(0, 3), *rc::gen::element(-1.0, -1.0, 0.0, 0.5, 2.0)}; }

struct Row {
  std::vector<Spring> springs;
  std::vector<Rod> rods;
};

Row row(std::uint32_t most_springs = 7, std::uint32_t most_rods = 5) {
  Row made{several(1, most_springs, spring), {}};
  const auto n = static_cast<std::uint32_t>(made.springs.size());
  made.rods = several(0, most_rods, [&] { return Rod{natural(0, n), natural(0, n), eighths(0, 12)}; });
  return made;
}

double length_under(const Spring& s, double force) {
  const double stretch = std::max(s.stretch, rigid_stretch);
  const double squeeze = s.squeeze < 0.0 ? std::max(0.0, s.ideal - s.least) : s.squeeze;
  return std::max(s.least, s.ideal + force * (force >= 0.0 ? stretch : squeeze));
}

/// Shortest length that the spring can take.
double floor_of(const Spring& s) { return s.squeeze == 0.0 ? std::max(s.ideal, s.least) : s.least; }

double energy(const Spring& s, double length) {
  if (length < floor_of(s) - 1e-9) return std::numeric_limits<double>::infinity();
  const double change = length - s.ideal;
  if (std::abs(change) < 1e-9) return 0.0;
  const double squeeze = s.squeeze < 0.0 ? std::max(1e-12, s.ideal - s.least) : std::max(1e-12, s.squeeze);
  return change * change / (2.0 * (change > 0.0 ? std::max(s.stretch, rigid_stretch) : squeeze));
}

double energy(const std::vector<Spring>& springs, const std::vector<double>& x) {
  double sum = 0.0;
  for (std::size_t i = 0; i < springs.size(); ++i) sum += energy(springs[i], x[i + 1] - x[i]);
  return sum;
}

bool valid(const Rod& rod, std::size_t springs) { return rod.left < rod.right && rod.right <= springs; }

bool rods_hold(const Row& made, const std::vector<double>& x, double slack) {
  return std::all_of(made.rods.begin(), made.rods.end(), [&](const Rod& rod) {
    return !valid(rod, made.springs.size()) || x[rod.right] - x[rod.left] >= rod.length - slack;
  });
}

bool floors_hold(const Row& made, const std::vector<double>& x) {
  for (std::size_t i = 0; i < made.springs.size(); ++i)
    if (x[i + 1] - x[i] < floor_of(made.springs[i]) - 1e-9) return false;
  return true;
}

/// The shortest row by relaxing every constraint until nothing moves.
double least_by_relaxation(const Row& made) {
  std::vector<double> x(made.springs.size() + 1, 0.0);
  for (std::size_t round = 0; round <= x.size(); ++round) {
    for (std::size_t i = 0; i < made.springs.size(); ++i)
      x[i + 1] = std::max(x[i + 1], x[i] + floor_of(made.springs[i]));
    for (const Rod& rod : made.rods)
      if (valid(rod, made.springs.size())) x[rod.right] = std::max(x[rod.right], x[rod.left] + rod.length);
  }
  return x.back();
}

BURIN_PROPERTY(SpringsProperty, WithoutRodsEverySpringHasItsLengthUnderTheForce, [] {
  const std::vector<Spring> springs = several(1, 9, spring);
  const double width = eighths(0, 60);
  const SpringSolution solution = solve(springs, {}, width);
  RC_PRE(!solution.overfull);
  RC_ASSERT(solution.x.back() == width);
  for (std::size_t i = 0; i < springs.size(); ++i)
    RC_ASSERT(near(solution.x[i + 1] - solution.x[i], length_under(springs[i], solution.force)));
})

BURIN_PROPERTY(SpringsProperty, RodsAndLeastLengthsHoldInEveryRow, [] {
  const Row made = row();
  const double width = eighths(0, 60);
  const SpringSolution solution = solve(made.springs, made.rods, width);
  RC_ASSERT(rods_hold(made, solution.x, 1e-9));
  RC_ASSERT(floors_hold(made, solution.x));
  RC_ASSERT(std::isfinite(solution.force));
  if (!solution.overfull) RC_ASSERT(solution.x.back() == width);
})

BURIN_PROPERTY(SpringsProperty, ARowIsOverfullExactlyWhenTheShortestOneIsLonger, [] {
  const Row made = row();
  const double width = eighths(0, 40);
  const double least = least_by_relaxation(made);
  const SpringSolution solution = solve(made.springs, made.rods, width);
  RC_ASSERT(solution.overfull == (least > width));
  RC_ASSERT(near(least_width(made.springs, made.rods), least, 1e-9));
  if (solution.overfull) {
    RC_ASSERT(near(solution.x.back(), least, 1e-9));
    RC_ASSERT(solution.force < -1.0);
  }
})

BURIN_PROPERTY(SpringsProperty, NoOtherRowOfTheSameWidthHasLessEnergy, [] {
  Row made = row();
  for (Spring& s : made.springs) s.stretch = std::max(s.stretch, 0.125);  // a rigid one would swamp the sum
  const SpringSolution solution = solve(made.springs, made.rods, eighths(0, 60));
  RC_PRE(!solution.overfull);
  const double least = energy(made.springs, solution.x);
  std::vector<double> other = solution.x;
  for (int trial = 0; trial < 200; ++trial) {
    const double step = *rc::gen::element(1.0, 0.1, 0.01, 0.001) * *rc::gen::inRange(-10, 11);
    const auto first = natural(1, static_cast<std::uint32_t>(other.size()) - 1);
    const auto last = natural(first, static_cast<std::uint32_t>(other.size()) - 1);
    std::vector<double> tried = other;
    for (std::uint32_t i = first; i < last; ++i) tried[i] += step;
    if (!floors_hold(made, tried) || !rods_hold(made, tried, 0.0)) continue;
    RC_ASSERT(energy(made.springs, tried) >= least - 1e-7);
    other = tried;
  }
})

BURIN_PROPERTY(SpringsProperty, WidthsRiseWithTheForce, [] {
  const Row made = row();
  double before = 0.0;
  for (const double force : {-2.0, -1.0, -0.5, -0.1, 0.0, 0.2, 1.0, 3.0}) {
    const SpringSolution solution = at_force(made.springs, made.rods, force);
    RC_ASSERT(solution.x.back() >= before - 1e-9);
    RC_ASSERT(rods_hold(made, solution.x, 1e-9));
    before = solution.x.back();
  }
})

BURIN_PROPERTY(SpringsProperty, SolvingForTheWidthAtAForceGivesThatRow, [] {
  Row made = row();
  for (Spring& s : made.springs) s.stretch = std::max(s.stretch, 0.125);
  const double force = eighths(-1, 4);
  const SpringSolution there = at_force(made.springs, made.rods, force);
  const SpringSolution back = solve(made.springs, made.rods, there.x.back() + 1e-12);
  RC_PRE(!back.overfull);
  for (std::size_t i = 0; i < there.x.size(); ++i) {
    RC_ASSERT(near(there.x[i], back.x[i]));
  }
})

BURIN_PROPERTY(PrefixWidthsProperty, AtTheGridItIsTheWidthOfTheRow, [] {
  Row made = row();
  for (Spring& s : made.springs) s.stretch = std::max(s.stretch, 0.125);
  const double more = eighths(0, 8);
  const PrefixWidths::Row widths = PrefixWidths::sample(made.springs, made.rods, more);
  for (std::size_t k = 0; k < PrefixWidths::samples; ++k) {
    const double force = PrefixWidths::forces()[k];
    RC_ASSERT(near(widths[k], at_force(made.springs, made.rods, force).x.back() + more, 1e-6));
    RC_ASSERT(k == 0 || widths[k] >= widths[k - 1]);
  }
})

BURIN_PROPERTY(PrefixWidthsProperty, WithoutRodsItIsExactAtTheGrid, [] {
  const std::vector<Spring> springs = several(0, 9, spring);
  const PrefixWidths::Row widths = PrefixWidths::sample(springs);
  for (std::size_t k = 0; k < PrefixWidths::samples; ++k)
    RC_ASSERT(near(widths[k], at_force(springs, {}, PrefixWidths::forces()[k]).x.back()));
})

BURIN_PROPERTY(PrefixWidthsProperty, AnyRunIsTheSumOfItsPieces, [] {
  std::vector<std::vector<Spring>> pieces;
  PrefixWidths prefix;
  for (std::uint32_t left = natural(1, 6); left > 0; --left) {
    pieces.push_back(several(1, 5, spring));
    prefix.add(PrefixWidths::sample(pieces.back()));
  }
  const auto begin = natural(0, static_cast<std::uint32_t>(pieces.size()) - 1);
  const auto end = natural(begin + 1, static_cast<std::uint32_t>(pieces.size()));
  const PrefixWidths::Row head = PrefixWidths::fixed(eighths(0, 4));
  for (const double force : PrefixWidths::forces()) {
    double sum = head[0];
    for (std::uint32_t i = begin; i < end; ++i) sum += at_force(pieces[i], {}, force).x.back();
    RC_ASSERT(near(prefix.width(begin, end, force, &head), sum));
  }
})

BURIN_PROPERTY(PrefixWidthsProperty, TheForceForAWidthGivesThatWidth, [] {
  PrefixWidths prefix;
  for (std::uint32_t left = natural(1, 6); left > 0; --left) prefix.add(PrefixWidths::sample(several(1, 5, springy)));
  const double width = eighths(0, 80);
  const double force = prefix.force_for(0, prefix.size(), width);
  if (width < prefix.least(0, prefix.size()))
    RC_ASSERT(force < -1.0);
  else
    RC_ASSERT(near(prefix.width(0, prefix.size(), force), width, 1e-6));
})

}  // namespace
}  // namespace burin::layout
