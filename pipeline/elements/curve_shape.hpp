// The lens between two cubics that slurs and ties are drawn as.
#pragma once

#include <array>
#include <span>

#include "core/base/units.hpp"
#include "core/font/glyph_metrics.hpp"
#include "pipeline/numeric/curve.hpp"

namespace burin::layout {

/// Start, two controls and end of a cubic, the way the paint list takes them.
using CurvePoints = std::array<Point, 4>;

/// The same as a curve to calculate with.
[[nodiscard]] inline Cubic cubic(const CurvePoints& points) noexcept {
  return {points[0], points[1], points[2], points[3]};
}

/// What PaintBuilder::curve takes. Outer and inner share both end points; the outer one is farther from the notes.
struct CurveShape {
  CurvePoints outer{};
  CurvePoints inner{};
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

/// The lens around a centre line, `above` telling which side is the outer one. O(1).
[[nodiscard]] CurveShape lens(const CurvePoints& centre, bool above, CurveWeights weights) noexcept;
/// Boxes that together contain the lens, from left to right, one per element of `out`: for skylines and collisions.
void outline_boxes(const CurveShape& shape, std::span<Box> out) noexcept;
/// Box around all of it. O(1).
[[nodiscard]] Box bounds(const CurveShape& shape) noexcept;

}  // namespace burin::layout
