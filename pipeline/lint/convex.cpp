#include "pipeline/lint/convex.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace burin::layout {
namespace {

void put(Convex& out, Point corner) noexcept {
  out.corners[out.count++] = corner;
  out.box.add({corner.x, corner.y, corner.x, corner.y});
}

/// Extent of an outline along a direction.
std::pair<double, double> extent(const Convex& shape, double dx, double dy) noexcept {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (std::uint8_t i = 0; i < shape.count; ++i) {
    const double at = shape.corners[i].x * dx + shape.corners[i].y * dy;
    low = std::min(low, at);
    high = std::max(high, at);
  }
  return {low, high};
}

/// The widest gap between the outlines across one of `sides`' edges.
double widest_gap(const Convex& sides, const Convex& a, const Convex& b) noexcept {
  double widest = -std::numeric_limits<double>::infinity();
  for (std::uint8_t i = 0; i < sides.count; ++i) {
    const Point from = sides.corners[i];
    const Point to = sides.corners[(i + 1U) % sides.count];
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    if (length < 1e-9) continue;
    const double dx = (to.y - from.y) / length;
    const double dy = (from.x - to.x) / length;
    const auto [a_low, a_high] = extent(a, dx, dy);
    const auto [b_low, b_high] = extent(b, dx, dy);
    widest = std::max({widest, b_low - a_high, a_low - b_high});
  }
  return widest;
}

}  // namespace

Convex convex_box(const Box& box) noexcept {
  if (box.empty()) return {};
  return convex_quad({box.left, box.bottom}, {box.right, box.bottom}, {box.right, box.top}, {box.left, box.top});
}

Convex convex_quad(Point a, Point b, Point c, Point d) noexcept {
  Convex out;
  for (const Point corner : {a, b, c, d}) put(out, corner);
  return out;
}

Convex convex_line(Point from, Point to, double width) noexcept {
  const double length = std::max(1e-9, std::hypot(to.x - from.x, to.y - from.y));
  const double dx = (to.y - from.y) / length * width / 2.0;
  const double dy = (from.x - to.x) / length * width / 2.0;
  return convex_quad({from.x + dx, from.y + dy}, {to.x + dx, to.y + dy}, {to.x - dx, to.y - dy},
                     {from.x - dx, from.y - dy});
}

Convex convex_ellipse(const Box& box) noexcept {
  Convex out;
  if (box.empty()) return out;
  constexpr double diagonal = 0.70710678118654752;
  constexpr std::array<Point, 8> around{
      Point{1, 0},  Point{diagonal, diagonal},   Point{0, 1},  Point{-diagonal, diagonal},
      Point{-1, 0}, Point{-diagonal, -diagonal}, Point{0, -1}, Point{diagonal, -diagonal}};
  const double x = (box.left + box.right) / 2.0;
  const double y = (box.bottom + box.top) / 2.0;
  for (const Point at : around) put(out, {x + at.x * box.width() / 2.0, y + at.y * box.height() / 2.0});
  return out;
}

double separation(const Convex& a, const Convex& b) noexcept {
  if (a.count == 0 || b.count == 0) return std::numeric_limits<double>::infinity();
  return std::max(widest_gap(a, a, b), widest_gap(b, a, b));
}

}  // namespace burin::layout
