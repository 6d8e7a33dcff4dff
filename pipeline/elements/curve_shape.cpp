#include "pipeline/elements/curve_shape.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {
namespace {

constexpr double middle_of_offset = 0.75;  // a cubic reaches three quarters of what both its control points move

CurvePoints offset(const CurvePoints& centre, Point by) noexcept {
  return {centre[0], Point{centre[1].x + by.x, centre[1].y + by.y}, Point{centre[2].x + by.x, centre[2].y + by.y},
          centre[3]};
}

/// Vector at right angles to the chord, pointing up.
Point normal_of(const CurvePoints& centre) noexcept {
  const double dx = centre[3].x - centre[0].x;
  const double dy = centre[3].y - centre[0].y;
  const double length = std::hypot(dx, dy);
  return length > 0.0 ? Point{-dy / length, dx / length} : Point{0.0, 1.0};
}

void widen(Box& box, double by) noexcept {
  box.left -= by;
  box.bottom -= by;
  box.right += by;
  box.top += by;
}

void add_point(Box& box, Point p) noexcept { box.add({p.x, p.y, p.x, p.y}); }

}  // namespace

CurveShape lens(const CurvePoints& centre, bool above, CurveWeights weights) noexcept {
  const double half = std::max(0.0, weights.middle - weights.end) / 2.0 / middle_of_offset;
  const Point up = normal_of(centre);
  const double sign = above ? half : -half;
  return {offset(centre, {up.x * sign, up.y * sign}), offset(centre, {-up.x * sign, -up.y * sign}), weights.end};
}

void outline_boxes(const CurveShape& shape, std::span<Box> out) noexcept {
  const double n = static_cast<double>(out.size());
  const Cubic outer = cubic(shape.outer), inner = cubic(shape.inner);
  for (std::size_t i = 0; i < out.size(); ++i) {
    Box box;
    // The middle of each piece is sampled too, so that a box holds its part of the arch, not only the chord.
    for (const double part : {0.0, 0.5, 1.0}) {
      const double t = (static_cast<double>(i) + part) / n;
      add_point(box, point_at(outer, t));
      add_point(box, point_at(inner, t));
    }
    widen(box, shape.outline / 2.0);
    out[i] = box;
  }
}

Box bounds(const CurveShape& shape) noexcept {
  std::array<Box, 8> pieces;
  outline_boxes(shape, pieces);
  Box all;
  for (const Box& piece : pieces) all.add(piece);
  return all;
}

}  // namespace burin::layout
