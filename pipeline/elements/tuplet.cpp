#include "pipeline/elements/tuplet.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace burin::layout {
namespace {

struct Slant {
  double y{0.0};  // at x
  double x{0.0};
  double slope{0.0};
  [[nodiscard]] double at(double where) const noexcept { return y + slope * (where - x); }
};

double outer(const TupletNote& note, double sign) noexcept { return sign > 0.0 ? note.top : note.bottom; }

double middle(const TupletNote& note) noexcept { return (note.left + note.right) / 2.0; }

/// Slope from first to last note, 0 when tops and bottoms move against each other.
double slope_of(const TupletInput& in, double sign, const TupletStyle& style) noexcept {
  if (in.beam_left && in.beam_right && in.beam_right->x > in.beam_left->x)
    return (in.beam_right->y - in.beam_left->y) / (in.beam_right->x - in.beam_left->x);
  const TupletNote& first = in.notes.front();
  const TupletNote& last = in.notes.back();
  const double width = middle(last) - middle(first);
  const double tops = last.top - first.top;
  const double bottoms = last.bottom - first.bottom;
  if (width <= 0.0 || tops * bottoms <= 0.0) return 0.0;
  const double slope = (outer(last, sign) - outer(first, sign)) / width;
  return std::clamp(slope, -style.greatest_slope, style.greatest_slope);
}

/// The line that clears all notes by `gap` and the staff.
Slant clear_line(const TupletInput& in, double sign, double gap, double off_staff, double slope) noexcept {
  const double x = in.notes.front().left;
  const double width = in.notes.back().right - x;
  const double staff = (in.staff_lines - 1) / 2.0 + off_staff;
  double y = staff + std::max(0.0, -slope * sign * width);  // measured outwards; both ends outside the staff
  for (const TupletNote& note : in.notes) {
    const double lowest = std::min(slope * sign * (note.left - x), slope * sign * (note.right - x));
    y = std::max(y, sign * outer(note, sign) + gap - lowest);
  }
  return {sign * y, x, slope};
}

/// Code points of the number, most significant digit first.
std::size_t number_glyphs(const TupletInput& in, const TupletStyle& style, std::array<GlyphId, 12>& out) noexcept {
  std::size_t count = 0;
  const auto put = [&](unsigned value) {
    std::array<GlyphId, 5> digits{};
    std::size_t n = 0;
    do {
      digits[n++] = style.first_digit + value % 10;
      value /= 10;
    } while (value != 0 && n < digits.size());
    while (n > 0) out[count++] = digits[--n];
  };
  if (in.show == TupletShow::none) return 0;
  put(in.actual);
  if (in.show == TupletShow::both) {
    out[count++] = style.colon;
    put(in.normal);
  }
  return count;
}

struct Number {
  std::array<GlyphId, 12> glyphs{};
  std::size_t count{0};
  double width{0.0};
  double bottom{0.0};
  double top{0.0};
};

Number number_of(const TupletInput& in, const GlyphMetrics& metrics, const TupletStyle& style) noexcept {
  Number number;
  number.count = number_glyphs(in, style, number.glyphs);
  const double scale = style.number_scale * in.scale;
  for (std::size_t i = 0; i < number.count; ++i) {
    const auto& glyph = metrics.glyph(number.glyphs[i]);
    number.width += glyph.advance * scale;
    if (glyph.box.empty()) continue;
    number.top = std::max(number.top, glyph.box.top * scale);
    number.bottom = std::min(number.bottom, glyph.box.bottom * scale);
  }
  return number;
}

void place_number(TupletPlan& plan, const Number& number, Point centre, double scale, const GlyphMetrics& metrics) {
  double x = centre.x - number.width / 2.0;
  const double y = centre.y - (number.top + number.bottom) / 2.0;
  for (std::size_t i = 0; i < number.count; ++i) {
    plan.number.push_back({number.glyphs[i], {x, y}, scale});
    x += metrics.advance(number.glyphs[i]) * scale;
  }
  if (number.count > 0)
    plan.box.add({centre.x - number.width / 2.0, y + number.bottom, centre.x + number.width / 2.0, y + number.top});
}

void add_line(TupletPlan& plan, Point from, Point to, double width) {
  plan.lines.push_back({from, to});
  const double half = width / 2.0;
  plan.box.add({std::min(from.x, to.x) - half, std::min(from.y, to.y) - half, std::max(from.x, to.x) + half,
                std::max(from.y, to.y) + half});
}

void add_bracket(TupletPlan& plan, const TupletInput& in, const Slant& line, double left, double right, double gap,
                 double sign, const TupletStyle& style) {
  const Point a{left, line.at(left)}, b{right, line.at(right)};
  const double hook = style.hook * in.scale;
  if (!in.open_left) add_line(plan, {a.x, a.y - sign * hook}, a, style.line);
  const double centre = (left + right) / 2.0;
  const double piece = (right - left - gap) / 2.0;
  if (gap <= 0.0) {
    add_line(plan, a, b, style.line);
  } else if (piece >= style.shortest_line) {
    add_line(plan, a, {centre - gap / 2.0, line.at(centre - gap / 2.0)}, style.line);
    add_line(plan, {centre + gap / 2.0, line.at(centre + gap / 2.0)}, b, style.line);
  }
  if (!in.open_right) add_line(plan, b, {b.x, b.y - sign * hook}, style.line);
}

/// Centre of a number that stands at the middle of a beam, clear of what rises over the beam there.
Point beside_beam(const TupletInput& in, double sign, const Number& number, const TupletStyle& style) noexcept {
  const double x = (in.beam_left->x + in.beam_right->x) / 2.0, half = number.width / 2.0;
  double y = sign * (in.beam_left->y + in.beam_right->y) / 2.0;
  const double slope = (in.beam_right->y - in.beam_left->y) / std::max(half, in.beam_right->x - in.beam_left->x);
  y += std::abs(slope) * half;
  for (const TupletNote& note : in.notes)
    if (note.left < x + half && note.right > x - half) y = std::max(y, sign * outer(note, sign));
  return {x, sign * (y + style.number_off_beam + (number.top - number.bottom) / 2.0)};
}

}  // namespace

bool tuplet_has_bracket(Tuplet::Bracket asked, bool beam_spans_exactly) noexcept {
  if (asked != Tuplet::Bracket::automatic) return asked == Tuplet::Bracket::yes;
  return !beam_spans_exactly;
}

Side tuplet_side(Side asked, std::span<const TupletNote> notes, bool upper_voice, bool lower_voice) noexcept {
  if (asked != Side::automatic) return asked;
  if (upper_voice != lower_voice) return upper_voice ? Side::above : Side::below;
  int balance = 0;
  for (const TupletNote& note : notes) {
    if (note.stem == StemDirection::up) ++balance;
    if (note.stem == StemDirection::down) --balance;
  }
  return balance >= 0 ? Side::above : Side::below;
}

TupletPlan plan_tuplet(const TupletInput& in, const GlyphMetrics& metrics, const TupletStyle& style) {
  TupletPlan plan;
  if (in.notes.empty()) return plan;
  const double sign = in.side == Side::below ? -1.0 : 1.0;
  const Number number = number_of(in, metrics, style);
  const double number_half = (number.top - number.bottom) / 2.0;
  plan.slope = slope_of(in, sign, style);
  const bool follows_beam = in.beam_left && in.beam_right;
  if (!in.bracket && follows_beam) {
    place_number(plan, number, beside_beam(in, sign, number, style), style.number_scale * in.scale, metrics);
    return plan;
  }
  const double gap = style.padding + in.inner_tuplets * style.nesting + (in.bracket ? 0.0 : number_half);
  const double off_staff = style.off_staff + std::max(style.line / 2.0, in.bracket ? 0.0 : number_half);
  const Slant line = clear_line(in, sign, gap, off_staff, plan.slope);
  const double left = in.notes.front().left - (in.open_left ? 0.0 : style.overhang);
  const double right = in.notes.back().right + (in.open_right ? 0.0 : style.overhang);
  const double centre = (left + right) / 2.0;
  place_number(plan, number, {centre, line.at(centre)}, style.number_scale * in.scale, metrics);
  const double number_gap = number.count == 0 ? 0.0 : number.width + 2.0 * style.number_gap;
  if (in.bracket) add_bracket(plan, in, line, left, right, number_gap, sign, style);
  return plan;
}

}  // namespace burin::layout
