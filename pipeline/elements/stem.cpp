#include "pipeline/elements/stem.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace burin::layout {
namespace {

constexpr int five_lines = 5;
constexpr int beams_with_base_length = 2;
constexpr int strokes_with_base_length = 2;

/// Full-size length before any modification.
double base_length(const StemRequest& request, const StemStyle& style) {
  double length = style.length;
  if (request.beamed && request.beams > beams_with_base_length) {
    length += style.third_beam + style.further_beam * (request.beams - beams_with_base_length - 1);
  }
  if (request.strokes > 0 && request.beams > 0 && !request.beamed) length += style.tremolo_flag;
  return length + style.tremolo_stroke * std::max(0, request.strokes - strokes_with_base_length);
}

/// Factor or fixed length of small notes.
double sized_length(const StemRequest& request, const StemStyle& style) {
  const double length = base_length(request, style);
  if (request.size == NoteSize::grace) return style.grace * length / style.length;
  return request.size == NoteSize::cue ? length * style.cue : length;
}

/// How much a stem that points away from the staff gives up, its tip `outside` spaces beyond the outer line.
double shortening(const StemRequest& request, double outside, const StemStyle& style) {
  const auto rows = static_cast<int>(style.shorten.size());
  const bool flag_at_head = request.beams > 0 && !request.beamed && request.direction < 0;
  if (request.beams >= rows || flag_at_head || request.strokes > 0 || outside < style.shorten_from) return 0.0;
  const auto& row = style.shorten[static_cast<std::size_t>(std::max(request.beams, 0))];
  const auto step = static_cast<std::size_t>((outside - style.shorten_from) / style.shorten_step);
  return row[std::min(step, row.size() - 1)];
}

double line_limit(const StemRequest& request, const StemStyle& style) {
  return request.size == NoteSize::full ? 0.0 : -style.small_limit;
}

}  // namespace

int default_direction(std::span<const int> p) noexcept {
  int low = 0;
  int high = 0;
  for (const int at : p) {
    low = std::min(low, at);
    high = std::max(high, at);
  }
  return -low > high ? 1 : -1;
}

double stem_tip(const StemRequest& request, const StemStyle& style) noexcept {
  const int direction = request.direction < 0 ? -1 : 1;
  const double from = (direction > 0 ? request.high : request.low) / 2.0 * direction;  // towards the tip is positive
  const double length = sized_length(request, style);
  double tip = from + length;
  if (request.staff_lines == five_lines) {
    if (from > 0.0) {
      const double least = request.size == NoteSize::full ? style.least : style.least * style.cue;
      tip = from + std::max(std::min(length, least), length - shortening(request, tip - style.staff_half, style));
    }
    tip = std::max(tip, line_limit(request, style));
  }
  return tip * direction;
}

Stem place_stem(const StemRequest& request, const GlyphMetrics& font, const StemStyle& style,
                const NoteSizeStyle& sizes) noexcept {
  const bool up = request.direction >= 0;
  const double thickness = font.defaults().stem * sizes.of(request.size);
  const double scale = sizes.of(request.size) * request.grow;
  const Point standard = up ? Point{notehead_width(request.head, font), 0.0} : Point{};
  const Point anchor = font.anchor(request.head, up ? Anchor::stem_up_se : Anchor::stem_down_nw, standard);
  Stem stem;
  stem.left = up ? anchor.x * scale - thickness : anchor.x * scale;
  stem.right = stem.left + thickness;
  stem.start = (up ? request.low : request.high) / 2.0 + anchor.y * scale;
  stem.tip = stem_tip(request, style);
  stem.end = stem.tip;
  if (request.beams > 0 && !request.beamed) {
    const GlyphId id = flag_glyph(request.beams, up);
    const Point joint = font.anchor(id, up ? Anchor::stem_up_nw : Anchor::stem_down_sw, Point{});
    stem.flag = {id, stem.left - joint.x * scale, stem.tip, scale};
    stem.end += joint.y * scale;
  }
  return stem;
}

Box Stem::box() const noexcept { return {left, std::min(start, end), right, std::max(start, end)}; }

}  // namespace burin::layout
