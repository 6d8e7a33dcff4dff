#include "pipeline/elements/tie_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace burin::layout {
namespace {

struct Tips {
  double left;
  double right;
  double y;
};

double sign_of(Side side) noexcept { return side == Side::below ? -1.0 : 1.0; }

Side opposite(StemDirection stem) noexcept { return stem == StemDirection::up ? Side::below : Side::above; }

bool has_direction(StemDirection stem) noexcept { return stem == StemDirection::up || stem == StemDirection::down; }

Side single_side(int position, StemDirection stem, StemDirection next) noexcept {
  const bool stemless = !has_direction(stem);
  if (stemless && !has_direction(next)) return position >= 0 ? Side::above : Side::below;
  if (stemless) return opposite(next);
  if (has_direction(next) && next != stem) return Side::above;
  return opposite(stem);
}

/// Tips above or below the heads' centres (outside) or at their edges (inside), made long enough.
Tips tips_of(const TieInput& in, const TieStyle& style) noexcept {
  const double sign = sign_of(in.side);
  Tips tips{};
  if (in.inside) {
    tips = {in.left.right + style.head_gap, in.right.left - style.head_gap, in.y + sign * style.tip_off_line};
  } else {
    const double edge =
        in.side == Side::above ? std::max(in.left.top, in.right.top) : std::min(in.left.bottom, in.right.bottom);
    tips = {(in.left.left + in.left.right) / 2.0 + style.head_inset,
            (in.right.left + in.right.right) / 2.0 - style.head_inset, edge + sign * style.head_gap};
  }
  return tips;
}

Tips open_tips(const TieInput& in, const TieStyle& style) noexcept {
  TieInput closed = in;
  if (in.open_left) closed.left = in.right;
  if (in.open_right) closed.right = in.left;
  Tips tips = tips_of(closed, style);
  if (in.left_stem) tips.left = std::max(tips.left, *in.left_stem + style.stem_gap);
  if (in.right_stem) tips.right = std::min(tips.right, *in.right_stem - style.stem_gap);
  if (in.left_limit) tips.left = std::max(tips.left, *in.left_limit + style.head_gap);
  if (in.right_limit) tips.right = std::min(tips.right, *in.right_limit - style.head_gap);
  if (in.open_left) tips.left = in.left_x;
  if (in.open_right) tips.right = in.right_x;
  const bool open = in.open_left || in.open_right;
  const double missing = (open ? style.shortest_broken : style.shortest) - (tips.right - tips.left);
  if (missing <= 0.0) return tips;
  // The end at a head gives way; an open end is bound by the barline or the header.
  const double left_share = in.open_left && !in.open_right ? 0.0 : in.open_right && !in.open_left ? 1.0 : 0.5;
  tips.left -= missing * left_share;
  tips.right += missing * (1.0 - left_share);
  return tips;
}

double height_of(double length, bool in_chord, const TieStyle& style) noexcept {
  if (in_chord) {
    const double limit = style.chord_limit;
    return limit * std::numbers::inv_pi * 2.0 *
           std::atan(std::numbers::pi * style.chord_ratio * length / (2.0 * limit));
  }
  return std::clamp(style.height_base + style.height_growth * std::sqrt(std::abs(length - 1.0)), style.height_least,
                    style.height_most);
}

/// How far y must move up and down so that a band of half height `half` around it clears the staff lines.
struct Escape {
  double up{0.0};
  double down{0.0};
};
Escape off_line(double y, double half, int staff_lines, double thickness) noexcept {
  const double edge = (staff_lines - 1) / 2.0;
  const double line = std::clamp(std::round(y + edge), 0.0, std::max(0.0, 2.0 * edge)) - edge;
  const double need = half + thickness / 2.0;
  const double above = y - line;
  if (staff_lines < 1 || std::abs(above) >= need) return {};
  return {need - above, need + above};
}

/// Height of the control points after staff-line etiquette: lower if that is nearer and little, else higher.
double etiquette(double height, double tip, double sign, const TieInput& in, const TieStyle& style) noexcept {
  const double apex = height * style.apex_share;
  const Escape escape = off_line(tip + sign * apex, style.apex_off_line, in.staff_lines, 0.0);
  const double outwards = sign > 0.0 ? escape.up : escape.down, inwards = sign > 0.0 ? escape.down : escape.up;
  if (inwards < outwards && inwards <= apex * style.apex_flatten) return height - inwards / style.apex_share;
  return height + std::min(outwards, style.apex_raise) / style.apex_share;
}

/// Moves `curve` by dy.
void move(CurveShape& curve, double dy) noexcept {
  for (CurvePoints* side : {&curve.outer, &curve.inner})
    for (Point& point : *side) point.y += dy;
}

/// Clear height between two ties that bend the same way, `outer` farther from the middle of the chord.
double clear_between(const CurveShape& inner, const CurveShape& outer, double sign) noexcept {
  const double from = std::max(inner.outer[0].x, outer.outer[0].x), to = std::min(inner.outer[3].x, outer.outer[3].x);
  const Cubic low = cubic(outer.inner), high = cubic(inner.outer);
  double least = std::numeric_limits<double>::infinity();
  for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
    const double x = from + (to - from) * share;
    least = std::min(least, sign * (y_at_x(low, x) - y_at_x(high, x)));
  }
  return least - (inner.outline + outer.outline) / 2.0;
}

bool is_second(std::span<const int> positions, std::size_t i) noexcept { return positions[i + 1] - positions[i] <= 1; }

/// Which way the middle one of an odd number of ties goes.
Side middle_side(std::span<const int> positions, StemDirection stem) noexcept {
  const std::size_t middle = positions.size() / 2;
  const bool below = is_second(positions, middle - 1), above = is_second(positions, middle);
  if (below != above) return below ? Side::above : Side::below;
  return single_side(positions[middle], stem, StemDirection::automatic);
}

}  // namespace

void tie_directions(std::span<const int> positions, StemDirection stem, StemDirection next_stem, VoicePlace voice,
                    std::span<Side> out) noexcept {
  const std::size_t n = std::min(positions.size(), out.size());
  if (voice != VoicePlace::single) {
    std::fill_n(out.begin(), n, voice == VoicePlace::upper ? Side::above : Side::below);
    return;
  }
  if (n == 1) {
    out[0] = single_side(positions[0], stem, next_stem);
    return;
  }
  const bool middle_above = n % 2 == 1 && middle_side(positions.first(n), stem) == Side::above;
  for (std::size_t i = 0; i < n; ++i) {
    const bool is_middle = n % 2 == 1 && i == n / 2;
    out[i] = (is_middle ? middle_above : i >= n / 2) ? Side::above : Side::below;
  }
}

CurveShape tie_shape(const TieInput& in, CurveWeights weights, const TieStyle& style) noexcept {
  Tips tips = open_tips(in, style);
  const double sign = sign_of(in.side);
  const double length = tips.right - tips.left;
  const Escape escape = off_line(tips.y, style.tip_off_line, in.staff_lines, style.staff_line);
  tips.y += sign > 0.0 ? escape.up : -escape.down;  // outwards, away from the heads
  const double height = etiquette(height_of(length, in.in_chord, style) + in.extra_height, tips.y, sign, in, style);
  const double indent = length * style.indent;
  const double control = tips.y + sign * height;
  return lens({Point{tips.left, tips.y}, Point{tips.left + indent, control}, Point{tips.right - indent, control},
               Point{tips.right, tips.y}},
              in.side == Side::above, weights);
}

TiePassage tie_passage(const TieInput& in, std::span<const Box> between, CurveWeights weights,
                       const TieStyle& style) noexcept {
  TiePassage passage;
  const CurveShape shape = tie_shape(in, weights, style);
  const double sign = sign_of(in.side);
  const double left = shape.outer[0].x, length = shape.outer[3].x - left;
  const Cubic inner = cubic(shape.inner), outer = cubic(shape.outer);
  for (const Box& box : between) {
    const double from = std::max(box.left, left + 0.02 * length), to = std::min(box.right, left + 0.98 * length);
    if (box.empty() || from >= to) continue;
    const double near = sign > 0.0 ? box.bottom : -box.top, far = sign > 0.0 ? box.top : -box.bottom;
    bool crossed = false;
    for (const double x : {from, (from + to) / 2.0, to}) {
      // Heads are round: their corners are not in the way.
      const double edge = x == from || x == to ? far - 0.25 * (far - near) : far;
      const double low = sign * y_at_x(inner, x) - shape.outline / 2.0;
      const double high = sign * y_at_x(outer, x) + shape.outline / 2.0;
      if (low >= edge || high <= near - style.pass_near) continue;
      crossed = true;
      const double share = (x - left) / length;
      passage.extra_height =
          std::max(passage.extra_height, (edge + style.pass_clear - low) / (3.0 * share * (1.0 - share)));
    }
    passage.crossed += crossed ? 1 : 0;
  }
  return passage;
}

void tie_shapes(std::span<const TieInput> inputs, CurveWeights weights, const TieStyle& style,
                std::span<CurveShape> out) noexcept {
  const std::size_t n = std::min(inputs.size(), out.size());
  for (std::size_t i = 0; i < n; ++i) out[i] = tie_shape(inputs[i], weights, style);
  const auto part = [&](std::size_t inner, std::size_t outer, Side side) {
    if (inputs[inner].side != side || inputs[outer].side != side) return;
    const double sign = sign_of(side), missing = style.between - clear_between(out[inner], out[outer], sign);
    if (missing > 0.0) move(out[outer], sign * missing);
  };
  for (std::size_t i = 1; i < n; ++i) part(i - 1, i, Side::above);
  for (std::size_t i = n; i-- > 1;) part(i, i - 1, Side::below);
}

bool curves_cross(const CurveShape& a, const CurveShape& b) noexcept {
  const double from = std::max(a.outer[0].x, b.outer[0].x), to = std::min(a.outer[3].x, b.outer[3].x);
  if (from >= to) return false;
  const Cubic first = cubic(a.outer), second = cubic(b.outer);
  bool above = false, below = false;
  for (const double share : {0.02, 0.25, 0.5, 0.75, 0.98}) {
    const double x = from + (to - from) * share;
    (y_at_x(first, x) > y_at_x(second, x) ? above : below) = true;
  }
  return above && below;
}

double let_ring_end(double right, const TieStyle& style) noexcept { return right + style.let_ring; }

double tie_end_rod(const TieEndRoom& room, const TieStyle& style) noexcept {
  double start = room.head_width / 2.0 + style.head_inset;
  if (room.stem) start = std::max(start, *room.stem + style.stem_gap);
  if (room.behind) start = std::max(start, *room.behind + style.head_gap);
  return start + style.shortest_broken + style.to_barline;
}

}  // namespace burin::layout
