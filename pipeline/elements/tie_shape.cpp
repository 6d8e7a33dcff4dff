#include "pipeline/elements/tie_shape.hpp"

#include <algorithm>
#include <cmath>
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

/// How far y must move (either way, the shorter) so that a band of half height `half` clears the nearest staff line.
double off_line(double y, double half, int staff_lines, double line) noexcept {
  const double edge = (staff_lines - 1) / 2.0;
  const double first = std::floor(edge) == edge ? 0.0 : 0.5;  // lines lie on whole or half spaces
  const double nearest = std::clamp(std::round(y - first) + first, -edge, edge);
  const double need = half + line / 2.0;
  const double distance = y - nearest;
  if (std::abs(distance) >= need) return 0.0;
  return distance >= 0.0 ? need - distance : -need - distance;
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
  // The middle tie of an odd number goes with the heads' end, away from the stem.
  const bool middle_above = n > 0 && single_side(positions[n / 2], stem, StemDirection::automatic) == Side::above;
  for (std::size_t i = 0; i < n; ++i) {
    const bool is_middle = n % 2 == 1 && i == n / 2;
    out[i] = (is_middle ? middle_above : i >= n / 2) ? Side::above : Side::below;
  }
}

CurveShape tie_shape(const TieInput& in, CurveWeights weights, const TieStyle& style) noexcept {
  Tips tips = open_tips(in, style);
  const double sign = sign_of(in.side);
  const double length = tips.right - tips.left;
  tips.y += off_line(tips.y, style.tip_off_line, in.staff_lines, style.staff_line);
  double height = height_of(length, in.in_chord, style);
  const double apex = tips.y + sign * height * style.apex_share;
  const double shift = off_line(apex, style.apex_off_line + weights.middle / 2.0, in.staff_lines, style.staff_line);
  const double most = std::abs(style.apex_shift);
  height += std::clamp(shift * sign / style.apex_share, -height * style.apex_flatten, most / style.apex_share);
  const double indent = length * style.indent;
  const double control = tips.y + sign * height;
  return lens({Point{tips.left, tips.y}, Point{tips.left + indent, control}, Point{tips.right - indent, control},
               Point{tips.right, tips.y}},
              in.side == Side::above, weights);
}

void tie_shapes(std::span<const TieInput> inputs, CurveWeights weights, const TieStyle& style,
                std::span<CurveShape> out) noexcept {
  const std::size_t n = std::min(inputs.size(), out.size());
  for (std::size_t i = 0; i < n; ++i) out[i] = tie_shape(inputs[i], weights, style);
}

double let_ring_end(double right, const TieStyle& style) noexcept { return right + style.let_ring; }

double tie_rod(const TieStyle& style, bool inside) noexcept {
  return inside ? style.shortest + 2.0 * style.head_gap : 0.0;
}

}  // namespace burin::layout
