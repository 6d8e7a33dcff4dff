#include "pipeline/elements/slur_shape.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace burin::layout {
namespace {

double sign_of(Side side) noexcept { return side == Side::below ? -1.0 : 1.0; }

double middle(const Box& box) noexcept { return (box.left + box.right) / 2.0; }

bool on_stem_side(const SlurNote& note, Side side) noexcept {
  return (note.stem == StemDirection::up && side == Side::above) ||
         (note.stem == StemDirection::down && side == Side::below);
}

Point stem_side_tip(const SlurNote& note, double sign, bool at_start, const SlurStyle& style) noexcept {
  if (note.beamed) return {note.stem_x, note.stem_end + sign * style.beam_gap};
  return {note.stem_x + (at_start ? style.stem_inset : -style.stem_inset), note.stem_end - sign * style.below_stem_tip};
}

Point head_side_tip(const SlurNote& note, double sign, const SlurStyle& style) noexcept {
  const double edge = sign > 0.0 ? note.head.top : note.head.bottom;
  const bool on_line = note.position % 2 == 0;
  return {middle(note.head), edge + sign * (on_line ? style.head_gap_on_line : style.head_gap)};
}

double height_of(double length, const SlurStyle& style) noexcept {
  const double limit = length > style.long_length ? style.long_height : style.height_limit;
  return limit * 2.0 * std::numbers::inv_pi * std::atan(std::numbers::pi * style.height_ratio * length / (2.0 * limit));
}

double indent_of(double length, const SlurStyle& style) noexcept {
  const double limit = 2.0 * style.height_limit;
  const double q = limit * style.indent_ratio;
  return std::min(limit - q * q / (style.indent_ratio * (length + q)), length / style.indent_ratio);
}

Cubic arch(Point left, Point right, double height, double indent, double sign) noexcept {
  const double dx = right.x - left.x, dy = right.y - left.y;
  const double length = std::hypot(dx, dy);
  const Point along = length > 0.0 ? Point{dx / length, dy / length} : Point{1.0, 0.0};
  const Point up{-along.y * sign, along.x * sign};
  return {left, Point{left.x + along.x * indent + up.x * height, left.y + along.y * indent + up.y * height},
          Point{right.x - along.x * indent + up.x * height, right.y - along.y * indent + up.y * height}, right};
}

}  // namespace

Side slur_side(std::span<const StemDirection> stems, VoicePlace voice, bool above_always) noexcept {
  if (voice != VoicePlace::single) return voice == VoicePlace::upper ? Side::above : Side::below;
  if (above_always || stems.empty()) return Side::above;
  const bool all_up = std::all_of(stems.begin(), stems.end(), [](StemDirection s) { return s == StemDirection::up; });
  return all_up ? Side::below : Side::above;
}

Point slur_tip(const SlurNote& note, Side side, bool at_start, const SlurStyle& style) noexcept {
  const double sign = sign_of(side);
  Point tip = on_stem_side(note, side) ? stem_side_tip(note, sign, at_start, style) : head_side_tip(note, sign, style);
  if (note.has_articulation) {
    const double edge = (sign > 0.0 ? note.articulation.top : note.articulation.bottom) + sign * style.articulation_gap;
    tip.y = sign > 0.0 ? std::max(tip.y, edge) : std::min(tip.y, edge);
  }
  return tip;
}

Point slur_open_end(Point closed, double x, double extreme, Side side, const SlurStyle& style) noexcept {
  const double sign = sign_of(side);
  const double y = extreme + sign * style.open_gap;
  return {x, std::clamp(y, closed.y - style.open_reach, closed.y + style.open_reach)};
}

SlurResult slur_shape(const SlurInput& in, CurveWeights weights, const SlurStyle& style) {
  SlurResult result;
  const double length = std::hypot(in.right.x - in.left.x, in.right.y - in.left.y);
  const Cubic centre = arch(in.left, in.right, height_of(length, style), indent_of(length, style), sign_of(in.side));
  result.shape = lens(centre, in.side == Side::above, weights);
  outline_boxes(result.shape, result.boxes);
  return result;
}

}  // namespace burin::layout
