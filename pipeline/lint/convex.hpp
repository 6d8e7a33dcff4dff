// Small convex outlines and how far apart they are: what the lint compares. Numbers only, any unit.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/units.hpp"

namespace burin::layout {

/// A convex outline of up to eight corners, in order around it.
struct Convex {
  std::array<Point, 8> corners{};
  std::uint8_t count{0};
  Box box;  // around the corners
};

[[nodiscard]] Convex convex_box(const Box& box) noexcept;
/// Four corners in order around the outline, which must be convex.
[[nodiscard]] Convex convex_quad(Point a, Point b, Point c, Point d) noexcept;
/// A straight line with its thickness; ends are cut square.
[[nodiscard]] Convex convex_line(Point from, Point to, double width) noexcept;
/// The octagon whose corners lie on the ellipse that fills the box.
[[nodiscard]] Convex convex_ellipse(const Box& box) noexcept;

/// Clear distance of two outlines; where they overlap, minus the least distance that would part them. Corner against
/// corner it may come out smaller than the true distance, never larger. Empty outlines are infinitely far apart.
/// O(corners²).
[[nodiscard]] double separation(const Convex& a, const Convex& b) noexcept;

}  // namespace burin::layout
