// Cubic Bézier curves: what slurs and ties are made of.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "core/base/units.hpp"

namespace burin::layout {

/// Start, two controls, end. All functions are pure and total: t outside 0 … 1 is clamped.
struct Cubic {
  Point p0{};
  Point p1{};
  Point p2{};
  Point p3{};
  friend bool operator==(const Cubic&, const Cubic&) = default;
};

[[nodiscard]] Point point_at(const Cubic& curve, double t) noexcept;
/// Derivative by t (not of unit length; zero where a control lies on its end).
[[nodiscard]] Point derivative_at(const Cubic& curve, double t) noexcept;
/// Direction of travel, of unit length; where the derivative is zero, that of the nearest control that differs; (1, 0)
/// for a curve that is a point.
[[nodiscard]] Point tangent_at(const Cubic& curve, double t) noexcept;
[[nodiscard]] std::pair<Cubic, Cubic> split(const Cubic& curve, double t) noexcept;
/// The part between two parameters; t0 > t1 gives it reversed.
[[nodiscard]] Cubic part(const Cubic& curve, double t0, double t1) noexcept;
[[nodiscard]] Cubic shifted(const Cubic& curve, double dx, double dy) noexcept;
[[nodiscard]] Cubic reversed(const Cubic& curve) noexcept;
/// The least box around the curve itself (not its controls).
[[nodiscard]] Box bounds(const Cubic& curve) noexcept;

/// Parameter where the curve passes x, for curves whose x never turns back; the nearer end when x lies beyond. Within
/// 1e-12 in t; at most 60 rounds.
[[nodiscard]] double parameter_at_x(const Cubic& curve, double x) noexcept;
[[nodiscard]] double y_at_x(const Cubic& curve, double x) noexcept;
/// Whether x never turns back from start to end (to the right).
[[nodiscard]] bool is_x_monotone(const Cubic& curve) noexcept;

/// n + 1 points at equal steps of t, ends included (n at least 1).
[[nodiscard]] std::vector<Point> flatten(const Cubic& curve, int n);
/// Arc length, by flattening into `steps` chords.
[[nodiscard]] double length(const Cubic& curve, int steps = 32) noexcept;

/// Least vertical distance by which an x-monotone curve passes above (`above`) or below the boxes that it meets in x;
/// negative where it cuts into one, +infinity where it meets none. Exact at the boxes' edges and the curve's extremes.
[[nodiscard]] double clearance(const Cubic& curve, std::span<const Box> boxes, bool above) noexcept;

/// The two edges of a tapered curve (slur, tie): both run from start to end; `outer` bulges further from the chord.
struct TaperedCurve {
  Cubic outer;
  Cubic inner;
};
/// Edges at ± half of `middle` thickness around the centre curve in its middle and ± half of `end` at the tips,
/// measured square to the chord. A chord of no length is taken as horizontal.
[[nodiscard]] TaperedCurve tapered(const Cubic& centre, double middle, double end) noexcept;

}  // namespace burin::layout
