// The lens between two cubics that slurs and ties are drawn as.
#pragma once

#include <array>
#include <span>

#include "core/base/units.hpp"
#include "core/font/glyph_metrics.hpp"

namespace burin::layout {

/// Four points of a cubic Bézier curve.
using Cubic = std::array<Point, 4>;

/// What PaintBuilder::curve takes. Outer and inner share both end points; the outer one is farther from the notes.
struct CurveShape {
  Cubic outer{};
  Cubic inner{};
  double outline{0.0};  // width of the line around the lens: the thickness of its tips
};

/// Thickness of tips and middle, from EngravingDefaults.
struct CurveWeights {
  double end{0.1};
  double middle{0.22};
  [[nodiscard]] static CurveWeights slur(const EngravingDefaults& font) noexcept {
    return {font.slur_end, font.slur_middle};
  }
  [[nodiscard]] static CurveWeights tie(const EngravingDefaults& font) noexcept {
    return {font.tie_end, font.tie_middle};
  }
};

/// Point of a cubic at t in 0 … 1.
[[nodiscard]] Point at(const Cubic& curve, double t) noexcept;
/// y of a cubic whose x rises with t, at x (clamped to its ends). Newton and bisection, about 1e-6 exact.
[[nodiscard]] double y_at(const Cubic& curve, double x) noexcept;
/// The lens around a centre line, `above` telling which side is the outer one. O(1).
[[nodiscard]] CurveShape lens(const Cubic& centre, bool above, CurveWeights weights) noexcept;
/// Boxes that together contain the lens, from left to right, one per element of `out`: for skylines and collisions.
void outline_boxes(const CurveShape& shape, std::span<Box> out) noexcept;
/// Box around all of it. O(1).
[[nodiscard]] Box bounds(const CurveShape& shape) noexcept;

}  // namespace burin::layout
