#include "pipeline/elements/rest.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {
namespace {

constexpr NoteValue longest = -3;
constexpr NoteValue shortest = 10;
constexpr int whole_hangs_from = 2;  // position of the line

/// Rests that touch a line: they move by whole spaces only, and take a ledger line along outside the staff.
bool touches_line(NoteValue value) { return value == no_value || value <= 1; }

int usual_p(NoteValue value, int staff_lines) {
  const bool hangs = value == 0 || value == no_value;
  return hangs && staff_lines > 1 ? whole_hangs_from : 0;
}

/// White space towards the other voice when the rest stands at `p` instead of the middle line.
double gap_to_other(const RestRequest& request, const Box& neutral, int p) {
  const double y = p / 2.0;
  return request.voice > 0 ? neutral.bottom + y - request.other_top : request.other_bottom - (neutral.top + y);
}

int outside_staff(int p, int staff_lines) { return std::abs(p) - (staff_lines - 1); }

/// Moves the rest away from the middle until the other voice is clear; bounded by the distance to go.
int voiced_p(const RestRequest& request, const Box& neutral, const RestStyle& style) {
  const int away = request.voice > 0 ? 1 : -1;
  const auto steps = [](double spaces) { return static_cast<int>(std::lround(spaces * 2.0)); };
  int p = away * steps(style.voiced);
  if (gap_to_other(request, neutral, p) < style.near) p = away * steps(style.voiced_far);
  const double lacking = style.clearance - gap_to_other(request, neutral, p);
  if (!(lacking > 0.0) || !std::isfinite(lacking)) return p;
  const int most = steps(std::ceil(lacking)) + steps(style.inside_step);
  for (int moved = 0; moved < most && gap_to_other(request, neutral, p) < style.clearance;) {
    const bool outside = outside_staff(p, request.staff_lines) >= 0 && !touches_line(request.value);
    const int step = steps(outside ? style.outside_step : style.inside_step);
    p += away * step;
    moved += step;
  }
  return p;
}

/// The version with a ledger line, for rests that touch a line outside the staff.
GlyphId ledger_version(GlyphId id, int line, int staff_lines) {
  const int outer = staff_lines - 1;
  if (id == glyph::rest_double_whole) {
    return line < -outer || line + 2 > outer ? glyph::rest_double_whole_ledger : id;
  }
  if (std::abs(line) <= outer) return id;
  if (id == glyph::rest_whole) return glyph::rest_whole_ledger;
  return id == glyph::rest_half ? glyph::rest_half_ledger : id;
}

int place_of(const RestRequest& request, const Box& neutral, const RestStyle& style) {
  const int p = request.has_position ? request.p : request.voice != 0 ? voiced_p(request, neutral, style) : 0;
  return touches_line(request.value) ? p / 2 * 2 : p;
}

}  // namespace

GlyphId rest_glyph(NoteValue value) noexcept {
  if (value == no_value) return glyph::rest_whole;
  if (value > shortest) return glyph::rest_quarter;
  return glyph::rest_maxima + static_cast<GlyphId>(std::max(value, longest) - longest);
}

PlacedRest place_rest(const RestRequest& request, const GlyphMetrics& font, const RestStyle& style) noexcept {
  const double scale = (request.small ? style.cue : 1.0) * request.grow;
  const GlyphId id = rest_glyph(request.value);
  const int usual = usual_p(request.value, request.staff_lines);
  PlacedRest placed;
  placed.p = place_of(request, box_of({id, 0.0, usual / 2.0, scale}, font), style);
  const int line = usual + placed.p;
  const GlyphId with_ledger = request.staff_lines > 1 ? ledger_version(id, line, request.staff_lines) : id;
  placed.glyph = {font.has(with_ledger) ? with_ledger : id, 0.0, line / 2.0, scale};
  placed.box = box_of(placed.glyph, font);
  return placed;
}

}  // namespace burin::layout
