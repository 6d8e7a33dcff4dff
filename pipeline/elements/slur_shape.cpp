#include "pipeline/elements/slur_shape.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/elements/slur_search.hpp"

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
  // A flag fills the place to the right of its stem, so a slur that starts there goes over the end of the stem.
  if (note.flagged && at_start) return {note.stem_x, note.stem_end + sign * style.flag_gap};
  return {note.stem_x + (at_start ? style.stem_inset : -style.stem_inset), note.stem_end - sign * style.below_stem_tip};
}

Point head_side_tip(const SlurNote& note, double sign, const SlurStyle& style) noexcept {
  const double edge = sign > 0.0 ? note.head.top : note.head.bottom;
  const bool on_line = note.position % 2 == 0;
  return {middle(note.head), edge + sign * (on_line ? style.head_gap_on_line : style.head_gap)};
}

/// A tip on or close to a staff line moves outwards, within the staff.
double off_line(double y, double sign, int staff_lines, const SlurStyle& style) noexcept {
  const double staff_edge = (staff_lines - 1) / 2.0;
  if (staff_lines < 1 || std::abs(y) > staff_edge + style.tip_off_line) return y;
  const double line = std::clamp(std::round(y + staff_edge), 0.0, 2.0 * staff_edge) - staff_edge;
  const double need = style.tip_off_line + style.staff_line / 2.0;
  return std::abs(y - line) < need ? line + sign * need : y;
}

}  // namespace

Side slur_side(std::span<const StemDirection> stems, VoicePlace voice, bool above_always) noexcept {
  if (voice != VoicePlace::single) return voice == VoicePlace::upper ? Side::above : Side::below;
  if (above_always || stems.empty()) return Side::above;
  const bool all_up = std::all_of(stems.begin(), stems.end(), [](StemDirection s) { return s == StemDirection::up; });
  return all_up ? Side::below : Side::above;
}

Point slur_tip(const SlurNote& note, Side side, bool at_start, const SlurStyle& style) noexcept {
  const double sign = sign_of(side), inwards = at_start ? 1.0 : -1.0;
  Point tip = on_stem_side(note, side) ? stem_side_tip(note, sign, at_start, style) : head_side_tip(note, sign, style);
  const auto beyond = [&](double y) { tip.y = sign > 0.0 ? std::max(tip.y, y) : std::min(tip.y, y); };
  if (note.has_articulation) {
    const double edge = sign > 0.0 ? note.articulation.top : note.articulation.bottom;
    beyond(edge + sign * style.articulation_gap);
    tip.x += inwards * style.articulation_inset;
  }
  if (note.tie_on_side) beyond(note.tie_y + sign * style.tie_gap);
  if (note.shared) tip.x += inwards * style.shared_tip;
  tip.y += sign * note.nested * style.nested_gap;
  return {tip.x, off_line(tip.y, sign, note.staff_lines, style)};
}

bool is_steep(const SlurInput& in, const SlurStyle& style) noexcept {
  return in.cross_staff &&
         std::abs(in.right.y - in.left.y) > style.steep_between_staves * std::abs(in.right.x - in.left.x);
}

Point steep_tip(const SlurNote& note, Point tip, const SlurInput& in, const SlurStyle& style) noexcept {
  if (note.has_articulation || note.tie_on_side || note.head.empty()) return tip;
  const double sign = sign_of(in.side);
  if (on_stem_side(note, in.side)) return {note.stem_x, note.stem_end + sign * style.beam_gap};
  const double dx = in.right.x - in.left.x, dy = in.right.y - in.left.y;
  const double length = std::hypot(dx, dy);
  const Point outwards{-sign * dy / length, sign * dx / length + sign};
  const double reach = (note.head.height() / 2.0 + style.head_gap) / std::hypot(outwards.x, outwards.y);
  const double y = (note.head.bottom + note.head.top) / 2.0;
  return {middle(note.head) + outwards.x * reach, y + outwards.y * reach};
}

Point slur_open_end(Point closed, double x, double extreme, Side side, const SlurStyle& style) noexcept {
  const double y = extreme + sign_of(side) * style.open_gap;
  const double reach = std::max(std::abs(x - closed.x), style.shortest_half);
  const double most = std::min(style.open_reach, style.open_slope * reach);
  return {x < closed.x ? closed.x - reach : closed.x + reach, std::clamp(y, closed.y - most, closed.y + most)};
}

SlurResult slur_shape(const SlurInput& in, CurveWeights weights, const SlurStyle& style) {
  const SlurCurve curve =
      is_steep(in, style) ? find_turned_slur(in, weights.middle, style) : find_slur(in, weights.middle, style);
  SlurResult result;
  result.shape = lens(curve.centre, in.side == Side::above, weights);
  result.demerits = curve.demerits;
  outline_boxes(result.shape, result.boxes);
  return result;
}

bool is_pocket(const SlurResult& result) noexcept {
  constexpr double deepest = 1.5;  // as a share of its length, at least that of a head
  const Point& left = result.shape.outer[0];
  const Point& right = result.shape.outer[3];
  double depth = 0.0;
  for (const Box& box : result.boxes)
    depth = std::max({depth, box.top - std::max(left.y, right.y), std::min(left.y, right.y) - box.bottom});
  return depth > deepest * std::max(1.0, right.x - left.x);
}

}  // namespace burin::layout
