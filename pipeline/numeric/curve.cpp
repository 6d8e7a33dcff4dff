#include "pipeline/numeric/curve.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace burin::layout {

namespace {

Point mix(Point a, Point b, double t) noexcept { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

double unit(double t) noexcept { return t > 0.0 ? std::min(t, 1.0) : 0.0; }

double bezier(double a, double b, double c, double d, double t) noexcept {
  const double s = 1.0 - t;
  return s * s * s * a + 3.0 * s * s * t * b + 3.0 * s * t * t * c + t * t * t * d;
}

double slope(double a, double b, double c, double d, double t) noexcept {
  const double s = 1.0 - t;
  return 3.0 * (s * s * (b - a) + 2.0 * s * t * (c - b) + t * t * (d - c));
}

double y_at(const Cubic& c, double t) noexcept { return bezier(c.p0.y, c.p1.y, c.p2.y, c.p3.y, t); }
double x_at(const Cubic& c, double t) noexcept { return bezier(c.p0.x, c.p1.x, c.p2.x, c.p3.x, t); }

/// Parameters strictly inside 0 … 1 where one coordinate turns.
struct Turns {
  std::array<double, 2> at{};
  int count{0};
  void add(double t) noexcept {
    if (t > 0.0 && t < 1.0) at[static_cast<std::size_t>(count++)] = t;
  }
};

Turns turns(double p0, double p1, double p2, double p3) noexcept {
  const double a = p3 - 3.0 * p2 + 3.0 * p1 - p0;
  const double b = 2.0 * (p2 - 2.0 * p1 + p0);
  const double c = p1 - p0;
  Turns found;
  const double root = b * b - 4.0 * a * c;
  if (root < 0.0) return found;
  const double q = -0.5 * (b + std::copysign(std::sqrt(root), b));
  if (a != 0.0) found.add(q / a);
  if (q != 0.0) found.add(c / q);
  return found;
}

Point difference(Point a, Point b) noexcept { return {a.x - b.x, a.y - b.y}; }

}  // namespace

Point point_at(const Cubic& curve, double t) noexcept {
  const double u = unit(t);
  return {x_at(curve, u), y_at(curve, u)};
}

Point derivative_at(const Cubic& c, double t) noexcept {
  const double u = unit(t);
  return {slope(c.p0.x, c.p1.x, c.p2.x, c.p3.x, u), slope(c.p0.y, c.p1.y, c.p2.y, c.p3.y, u)};
}

Point tangent_at(const Cubic& c, double t) noexcept {
  const double u = unit(t);
  const Point first = u < 0.5 ? difference(c.p2, c.p0) : difference(c.p3, c.p1);
  for (const Point d : {derivative_at(c, u), first, difference(c.p3, c.p0)}) {
    const double size = std::hypot(d.x, d.y);
    if (size > 1e-9) return {d.x / size, d.y / size};
  }
  return {1.0, 0.0};
}

std::pair<Cubic, Cubic> split(const Cubic& c, double t) noexcept {
  const double u = unit(t);
  const Point a = mix(c.p0, c.p1, u);
  const Point b = mix(c.p1, c.p2, u);
  const Point d = mix(c.p2, c.p3, u);
  const Point ab = mix(a, b, u);
  const Point bd = mix(b, d, u);
  const Point middle = mix(ab, bd, u);
  return {{c.p0, a, ab, middle}, {middle, bd, d, c.p3}};
}

Cubic part(const Cubic& curve, double t0, double t1) noexcept {
  const double a = unit(std::min(t0, t1));
  const double b = unit(std::max(t0, t1));
  const Cubic tail = split(curve, a).second;
  const Cubic piece = a < 1.0 ? split(tail, (b - a) / (1.0 - a)).first : tail;
  return t0 <= t1 ? piece : reversed(piece);
}

Cubic shifted(const Cubic& c, double dx, double dy) noexcept {
  const auto moved = [&](Point p) { return Point{p.x + dx, p.y + dy}; };
  return {moved(c.p0), moved(c.p1), moved(c.p2), moved(c.p3)};
}

Cubic reversed(const Cubic& curve) noexcept { return {curve.p3, curve.p2, curve.p1, curve.p0}; }

Box bounds(const Cubic& c) noexcept {
  Box box{std::min(c.p0.x, c.p3.x), std::min(c.p0.y, c.p3.y), std::max(c.p0.x, c.p3.x), std::max(c.p0.y, c.p3.y)};
  for (const Turns& found : {turns(c.p0.x, c.p1.x, c.p2.x, c.p3.x), turns(c.p0.y, c.p1.y, c.p2.y, c.p3.y)}) {
    for (int k = 0; k < found.count; ++k) {
      const Point p = point_at(c, found.at[static_cast<std::size_t>(k)]);
      box.add(Box{p.x, p.y, p.x, p.y});
    }
  }
  return box;
}

double parameter_at_x(const Cubic& c, double x) noexcept {
  if (!(x > c.p0.x)) return 0.0;
  if (x >= c.p3.x) return 1.0;
  double low = 0.0;
  double high = 1.0;
  double t = (x - c.p0.x) / (c.p3.x - c.p0.x);
  for (int round = 0; round < 60 && high - low > 1e-12; ++round) {
    const double miss = x_at(c, t) - x;
    if (miss == 0.0) return t;
    (miss < 0.0 ? low : high) = t;
    const double rise = slope(c.p0.x, c.p1.x, c.p2.x, c.p3.x, t);
    const double next = rise > 0.0 ? t - miss / rise : low;
    const double better = next > low && next < high ? next : (low + high) / 2.0;  // Newton, kept inside
    if (std::abs(better - t) < 1e-14) return better;
    t = better;
  }
  return t;
}

double y_at_x(const Cubic& curve, double x) noexcept { return y_at(curve, parameter_at_x(curve, x)); }

bool is_x_monotone(const Cubic& c) noexcept {
  const double a = c.p1.x - c.p0.x;
  const double b = c.p2.x - c.p1.x;
  const double d = c.p3.x - c.p2.x;
  if (a < 0.0 || d < 0.0) return false;
  return b >= 0.0 || b * b <= a * d;  // the derivative's control values: convex enough to stay above 0
}

std::vector<Point> flatten(const Cubic& curve, int n) {
  const int steps = std::max(1, n);
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(steps) + 1);
  for (int k = 0; k < steps; ++k) points.push_back(point_at(curve, static_cast<double>(k) / steps));
  points.push_back(curve.p3);
  return points;
}

double length(const Cubic& curve, int steps) noexcept {
  const int n = std::max(1, steps);
  double sum = 0.0;
  Point before = curve.p0;
  for (int k = 1; k <= n; ++k) {
    const Point p = point_at(curve, static_cast<double>(k) / n);
    sum += std::hypot(p.x - before.x, p.y - before.y);
    before = p;
  }
  return sum;
}

double clearance(const Cubic& c, std::span<const Box> boxes, bool above) noexcept {
  const Turns found = turns(c.p0.y, c.p1.y, c.p2.y, c.p3.y);
  double least = std::numeric_limits<double>::infinity();
  for (const Box& box : boxes) {
    if (box.empty() || box.right < c.p0.x || box.left > c.p3.x) continue;
    const double t0 = parameter_at_x(c, box.left);
    const double t1 = parameter_at_x(c, box.right);
    const auto gap = [&](double t) { return above ? y_at(c, t) - box.top : box.bottom - y_at(c, t); };
    least = std::min({least, gap(t0), gap(t1)});
    for (int k = 0; k < found.count; ++k) {
      const double t = found.at[static_cast<std::size_t>(k)];
      if (t > t0 && t < t1) least = std::min(least, gap(t));
    }
  }
  return least;
}

TaperedCurve tapered(const Cubic& c, double middle, double end) noexcept {
  const Point chord = difference(c.p3, c.p0);
  const double size = std::hypot(chord.x, chord.y);
  Point normal = size > 1e-9 ? Point{-chord.y / size, chord.x / size} : Point{0.0, 1.0};
  const Point bulge = difference(mix(c.p1, c.p2, 0.5), mix(c.p0, c.p3, 0.5));
  if (bulge.x * normal.x + bulge.y * normal.y < 0.0) normal = {-normal.x, -normal.y};
  // In the middle of a cubic its ends weigh 1/4 and its controls 3/4.
  const double at_ends = end / 2.0;
  const double at_controls = std::max(0.0, (middle - end / 4.0) / 0.75) / 2.0;
  const auto edge = [&](double sign) {
    const auto moved = [&](Point p, double by) {
      return Point{p.x + sign * by * normal.x, p.y + sign * by * normal.y};
    };
    return Cubic{moved(c.p0, at_ends), moved(c.p1, at_controls), moved(c.p2, at_controls), moved(c.p3, at_ends)};
  };
  return {edge(1.0), edge(-1.0)};
}

}  // namespace burin::layout
