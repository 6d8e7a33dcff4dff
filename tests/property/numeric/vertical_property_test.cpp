// Distribution over a height, and curves, against their definitions.
#include "pipeline/numeric/vertical.hpp"

#include <algorithm>
#include <cmath>

#include "../support.hpp"
#include "numbers.hpp"
#include "pipeline/numeric/curve.hpp"

namespace burin::layout {
namespace {

VerticalGap gap() {
  const double least = eighths(0, 4);
  return {eighths(0, 8), least, eighths(0, 3), least + eighths(0, 12)};
}

double natural_length(const VerticalGap& g) { return std::clamp(g.ideal, g.least, g.most); }

BURIN_PROPERTY(VerticalProperty, DistancesStayWithinTheirBounds, [] {
  const std::vector<VerticalGap> gaps = several(0, 7, gap);
  const VerticalSolution solution = distribute(gaps, eighths(0, 50), 0.5);
  RC_ASSERT(solution.positions.size() == gaps.size() + 1);
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const double length = solution.positions[i + 1] - solution.positions[i];
    RC_ASSERT(length >= gaps[i].least - 1e-9);
    RC_ASSERT(length <= gaps[i].most + 1e-9);
  }
})

BURIN_PROPERTY(VerticalProperty, EachDistanceIsWhatTheForceMakesOfIt, [] {
  const std::vector<VerticalGap> gaps = several(1, 7, gap);
  const VerticalSolution solution = distribute(gaps, eighths(0, 50), 0.5);
  for (std::size_t i = 0; i < gaps.size(); ++i) {
    const VerticalGap& g = gaps[i];
    const double slope = solution.force >= 0.0 ? g.stretch : std::max(0.0, g.ideal - g.least);
    const double wanted = std::clamp(g.ideal + solution.force * slope, g.least, g.most);
    RC_ASSERT(near(solution.positions[i + 1] - solution.positions[i], wanted));
  }
})

BURIN_PROPERTY(VerticalProperty, TheHeightIsFilledExactlyWhenItCanBeAndShould, [] {
  const std::vector<VerticalGap> gaps = several(1, 7, gap);
  const double height = 1.0 + eighths(0, 50);
  double least = 0.0;
  double natural_sum = 0.0;
  double most = 0.0;
  for (const VerticalGap& g : gaps) {
    least += g.least;
    natural_sum += natural_length(g);
    most += g.stretch > 0.0 ? std::max(natural_length(g), g.most) : natural_length(g);
  }
  RC_PRE(std::abs(natural_sum - 0.5 * height) > 1e-9);
  const VerticalSolution solution = distribute(gaps, height, 0.5);
  RC_ASSERT(solution.overfull == (least > height));
  const bool should = natural_sum > height || (natural_sum >= 0.5 * height && most >= height);
  RC_ASSERT(solution.justified == (!solution.overfull && should));
  if (solution.justified) RC_ASSERT(solution.positions.back() == height);
})

BURIN_PROPERTY(VerticalProperty, WaterStandsAtOneLevel, [] {
  const auto made = several(1, 7, [] {
    const double least = eighths(0, 4);
    return FillGap{least, 0.5 + eighths(0, 2), least + eighths(0, 12)};
  });
  const double height = 1.0 + eighths(0, 60);
  const VerticalSolution solution = fill_evenly(made, height, 0.3);
  RC_ASSERT(std::isfinite(solution.force));
  for (std::size_t i = 0; i < made.size(); ++i) {
    const double wanted = std::clamp(solution.force * made[i].factor, made[i].natural, made[i].most);
    RC_ASSERT(near(solution.positions[i + 1] - solution.positions[i], wanted));
  }
  if (!solution.overfull) RC_ASSERT(solution.positions.back() <= height + 1e-9);
})

Cubic cubic() {
  const auto point = [] { return Point{eighths(-10, 10), eighths(-10, 10)}; };
  return {point(), point(), point(), point()};
}

/// From left to right, its controls in order.
Cubic arc() {
  const double a = eighths(0, 2);
  const double b = a + eighths(0, 5);
  const double c = b + eighths(0, 5);
  return {{0.0, eighths(-4, 4)}, {a, eighths(-4, 4)}, {b, eighths(-4, 4)}, {c + 0.5, eighths(-4, 4)}};
}

BURIN_PROPERTY(CurveProperty, TheBoundsHoldThePointsAndTouchThem, [] {
  const Cubic curve = cubic();
  const Box box = bounds(curve);
  Box sampled;
  for (const Point p : flatten(curve, 2000)) sampled.add(Box{p.x, p.y, p.x, p.y});
  RC_ASSERT(box.left <= sampled.left + 1e-9 && box.right >= sampled.right - 1e-9);
  RC_ASSERT(box.bottom <= sampled.bottom + 1e-9 && box.top >= sampled.top - 1e-9);
  RC_ASSERT(near(box.left, sampled.left, 1e-3) && near(box.right, sampled.right, 1e-3));
  RC_ASSERT(near(box.bottom, sampled.bottom, 1e-3) && near(box.top, sampled.top, 1e-3));
})

BURIN_PROPERTY(CurveProperty, APartIsTheSameCurve, [] {
  const Cubic curve = cubic();
  const double t0 = natural(0, 8) / 8.0;
  const double t1 = natural(0, 8) / 8.0;
  const Cubic piece = part(curve, t0, t1);
  for (const double u : {0.0, 0.3, 0.5, 1.0}) {
    const Point a = point_at(piece, u);
    const Point b = point_at(curve, t0 + (t1 - t0) * u);
    RC_ASSERT(near(a.x, b.x, 1e-9) && near(a.y, b.y, 1e-9));
  }
})

BURIN_PROPERTY(CurveProperty, TheParameterAtAnXLeadsBackToIt, [] {
  const Cubic curve = arc();
  RC_ASSERT(is_x_monotone(curve));
  const double x = eighths(0, 12);
  const double wanted = std::clamp(x, curve.p0.x, curve.p3.x);
  RC_ASSERT(near(point_at(curve, parameter_at_x(curve, x)).x, wanted, 1e-9));
})

BURIN_PROPERTY(CurveProperty, MonotoneIsWhatNeverTurnsBack, [] {
  const Cubic curve = cubic();
  bool turns = false;
  for (int k = 0; k <= 4000; ++k) turns = turns || derivative_at(curve, k / 4000.0).x < -1e-3;
  if (is_x_monotone(curve)) RC_ASSERT(!turns);
  if (!turns) RC_ASSERT(is_x_monotone(curve) || bounds(curve).width() <= curve.p3.x - curve.p0.x + 1e-3);
})

BURIN_PROPERTY(CurveProperty, ClearanceIsTheLeastOverAllPoints, [] {
  const Cubic curve = arc();
  const double left = eighths(-1, 11);
  const Box box{left, eighths(-4, 0), left + eighths(0, 4), eighths(0, 4)};
  const bool above = *rc::gen::arbitrary<bool>();
  const double found = clearance(curve, std::vector<Box>{box}, above);
  double least = std::numeric_limits<double>::infinity();
  for (const Point p : flatten(curve, 2000))
    if (p.x >= box.left && p.x <= box.right) least = std::min(least, above ? p.y - box.top : box.bottom - p.y);
  RC_ASSERT(found <= least + 1e-9);
  if (std::isfinite(least)) RC_ASSERT(near(found, least, 0.05));
})

BURIN_PROPERTY(CurveProperty, ATaperedCurveIsAsThickAsAskedInTheMiddleAndAtTheEnds, [] {
  const Cubic centre = cubic();
  const double middle = 0.125 + eighths(0, 1);
  const double end = middle / 2.0;
  const TaperedCurve edges = tapered(centre, middle, end);
  const auto apart = [&](double t) {
    const Point a = point_at(edges.outer, t);
    const Point b = point_at(edges.inner, t);
    return std::hypot(a.x - b.x, a.y - b.y);
  };
  RC_ASSERT(near(apart(0.5), middle, 1e-9));
  RC_ASSERT(near(apart(0.0), end, 1e-9));
  RC_ASSERT(near(apart(1.0), end, 1e-9));
})

}  // namespace
}  // namespace burin::layout
