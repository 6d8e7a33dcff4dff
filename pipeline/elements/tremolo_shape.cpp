#include "pipeline/elements/tremolo_shape.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {
namespace {

double sign_of(StemDirection direction) noexcept { return direction == StemDirection::down ? -1.0 : 1.0; }

Stroke slanted(Point centre, double width, double slope, double thickness) noexcept {
  const double half = width / 2.0;
  return {{centre.x - half, centre.y - half * slope}, {centre.x + half, centre.y + half * slope}, thickness};
}

/// Centre of the stroke that lies nearest to the tip.
double outermost_stroke(const StemTremolo& in, double sign, const TremoloStyle& style) noexcept {
  const double stack = (in.strokes - 1) * style.pitch * in.scale;
  const double half =
      (style.thickness + style.width * std::abs(in.beamed ? in.beam_slope : style.slope)) / 2.0 * in.scale;
  if (in.direction == StemDirection::none)
    return in.head + sign * ((style.half_head + style.off_whole) * in.scale + half + stack);
  const double low = in.head + sign * ((style.half_head + style.off_head) * in.scale + half);
  const double high = in.stem_end - sign * (in.taken + style.off_beam * in.scale + half);
  const double free = (high - low) * sign - stack;
  // Too little room: the strokes keep off the head and let the flag come near.
  return low + sign * (stack + std::max(0.0, free) / 2.0);
}

}  // namespace

double tremolo_stem_growth(int strokes, const TremoloStyle& style) noexcept {
  return std::max(0, strokes - style.free_strokes) * style.longer_per_stroke;
}

std::vector<Stroke> stem_tremolo(const StemTremolo& in, const TremoloStyle& style) {
  std::vector<Stroke> strokes;
  strokes.reserve(static_cast<std::size_t>(std::max(0, in.strokes)));
  const double sign = in.direction == StemDirection::none ? (in.below ? -1.0 : 1.0) : sign_of(in.direction);
  const double start = in.strokes > 0 ? outermost_stroke(in, sign, style) : 0.0;
  for (int i = 0; i < in.strokes; ++i) {
    const double y = start - sign * i * style.pitch * in.scale;
    strokes.push_back(slanted({in.x, y}, style.width * in.scale, in.beamed ? in.beam_slope : style.slope,
                              style.thickness * in.scale));
  }
  return strokes;
}

std::vector<Stroke> note_tremolo(const NoteTremolo& in, const TremoloStyle& style) {
  std::vector<Stroke> strokes;
  strokes.reserve(static_cast<std::size_t>(std::max(0, in.strokes)));
  const double sign = sign_of(in.direction);
  const double width = in.right.x - in.left.x;
  if (width <= 0.0) return strokes;
  const double cap = style.greatest_rise * in.scale;
  const double rise = in.stemless ? std::clamp(in.right.y - in.left.y, -cap, cap) : in.right.y - in.left.y;
  const double middle = (in.left.y + in.right.y) / 2.0;
  for (int i = 0; i < in.strokes; ++i) {
    const bool joined = !in.stemless && i < in.joined;
    const double gap = joined ? 0.0 : std::min(in.stemless ? style.head_gap : style.stem_gap * in.scale, width / 3.0);
    const double slope = rise / width;
    const double y = middle - sign * (i * style.pitch + style.thickness / 2.0) * in.scale;
    const double half = width / 2.0 - gap;
    const double centre = (in.left.x + in.right.x) / 2.0;
    strokes.push_back(
        {{centre - half, y - half * slope}, {centre + half, y + half * slope}, style.thickness * in.scale});
  }
  return strokes;
}

Stroke grace_slash(const GlyphMetrics& metrics, GlyphId flag, Point stem_end, StemDirection direction, double scale,
                   const TremoloStyle& style) noexcept {
  const bool down = direction == StemDirection::down;
  const auto left = metrics.anchor(flag, down ? Anchor::grace_slash_nw : Anchor::grace_slash_sw);
  const auto right = metrics.anchor(flag, down ? Anchor::grace_slash_se : Anchor::grace_slash_ne);
  const double thickness = style.slash_thickness * scale;
  if (left && right)
    return {{stem_end.x + left->x * scale, stem_end.y + left->y * scale},
            {stem_end.x + right->x * scale, stem_end.y + right->y * scale},
            thickness};
  const double sign = sign_of(direction);
  const double start_x = stem_end.x - style.slash_left * scale;
  const double width = style.slash_width * scale;
  const double start_y = stem_end.y - sign * (style.slash_width + style.slash_left) * scale;
  return {{start_x, start_y}, {start_x + width, start_y + sign * width}, thickness};
}

Stroke grace_beam_slash(double stem_x, double head, double beam_y, double scale, const TremoloStyle& style) noexcept {
  const double sign = beam_y >= head ? 1.0 : -1.0;
  const double middle = beam_y + (head - beam_y) * style.slash_share;
  const double half = style.slash_width * scale / 2.0;
  return {{stem_x - half, middle - sign * half}, {stem_x + half, middle + sign * half}, style.slash_thickness * scale};
}

}  // namespace burin::layout
