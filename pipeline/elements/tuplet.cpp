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

/// Whether the notes rise all along, or fall; rests between them say nothing.
bool one_way(const TupletInput& in, double sign) noexcept {
  bool rises = false, falls = false;
  const TupletNote* before = nullptr;
  for (const TupletNote& note : in.notes) {
    if (note.apart || (note.rest && &note != &in.notes.front() && &note != &in.notes.back())) continue;
    if (before != nullptr) {
      rises = rises || outer(note, sign) > outer(*before, sign);
      falls = falls || outer(note, sign) < outer(*before, sign);
    }
    before = &note;
  }
  return rises != falls;
}

/// Slope from first to last note, 0 when tops and bottoms move against each other or the notes turn on their way.
double slope_of(const TupletInput& in, double sign, const TupletStyle& style) noexcept {
  if (in.beam_left && in.beam_right && in.beam_right->x > in.beam_left->x)
    return (in.beam_right->y - in.beam_left->y) / (in.beam_right->x - in.beam_left->x);
  const TupletNote& first = in.notes.front();
  const TupletNote& last = in.notes.back();
  const double width = middle(last) - middle(first);
  const double tops = last.top - first.top;
  const double bottoms = last.bottom - first.bottom;
  if (width <= 0.0 || tops * bottoms <= 0.0 || !one_way(in, sign)) return 0.0;
  const double slope = (outer(last, sign) - outer(first, sign)) / width;
  double most = std::min(style.greatest_slope, style.greatest_rise / (last.right - first.left));
  if (in.far_beam) most = std::min(most, slope * *in.far_beam > 0.0 ? std::abs(*in.far_beam) : 0.0);
  return std::clamp(slope, -most, most);
}

/// What reaches farther inwards than the line does, between two places: its number.
struct Bulge {
  double left{0.0};
  double right{0.0};
  double gap{0.0};
};

/// A number alone, no stem pointing to its side: it has but the notes near it to clear, so it is not carried off by a
/// high note at one end. Stems may bear a beam that goes on under the number.
bool keeps_near(const TupletInput& in, double sign) noexcept {
  const StemDirection towards = sign > 0.0 ? StemDirection::up : StemDirection::down;
  return !in.bracket &&
         std::none_of(in.notes.begin(), in.notes.end(), [&](const TupletNote& note) { return note.stem == towards; });
}

/// The line that clears all notes by `gap` and the staff; notes under the bulge by what that needs.
Slant clear_line(const TupletInput& in, double sign, double gap, double off_staff, double slope,
                 const Bulge& bulge) noexcept {
  const bool near_number = keeps_near(in, sign);
  const double x = in.notes.front().left;
  const double width = in.notes.back().right - x;
  const double staff = (in.staff_lines - 1) / 2.0 + off_staff;
  double y = staff + std::max(0.0, -slope * sign * width);  // measured outwards; both ends outside the staff
  for (const TupletNote& note : in.notes) {
    if (near_number && (note.right < bulge.left || note.left > bulge.right)) continue;
    const double lowest = std::min(slope * sign * (note.left - x), slope * sign * (note.right - x));
    const bool under = note.right > bulge.left && note.left < bulge.right;
    y = std::max(y, sign * outer(note, sign) + (under ? std::max(gap, bulge.gap) : gap) - lowest);
  }
  return {sign * y, x, slope};
}

/// Signs of the number from left to right, with their places relative to its left end and its baseline.
struct Number {
  std::array<TupletGlyph, 16> glyphs{};
  std::size_t count{0};
  double width{0.0};
  double bottom{0.0};
  double top{0.0};
};

class NumberBuilder {
 public:
  NumberBuilder(const TupletInput& in, const GlyphMetrics& metrics, const TupletStyle& style)
      : metrics_(metrics), style_(style), scale_(style.number_scale * in.scale) {
    if (in.show == TupletShow::none) return;
    put_number(in.actual);
    if (in.show_type != TupletShow::none) put_value(in.actual_type);
    if (in.show != TupletShow::both) return;
    put(style.colon, scale_);
    put_number(in.normal);
    if (in.show_type == TupletShow::both) put_value(in.normal_type);
  }
  [[nodiscard]] const Number& number() const noexcept { return number_; }

 private:
  void put_number(unsigned value) {
    std::array<GlyphId, 5> digits{};
    std::size_t n = 0;
    do {
      digits[n++] = style_.first_digit + value % 10;
      value /= 10;
    } while (value != 0 && n < digits.size());
    while (n > 0) put(digits[--n], scale_);
  }
  /// A small note and its dots (SMuFL metronome marks).
  void put_value(WrittenDuration type) {
    constexpr GlyphId breve = 0xECA0, whole = 0xECA2, half = 0xECA3, quarter = 0xECA5, dot = 0xECB7;
    constexpr int shortest = 10;
    if (type.value == no_value) return;
    const int value = std::clamp<int>(type.value, -1, shortest);
    const GlyphId note = value < 0    ? breve
                         : value == 0 ? whole
                         : value == 1 ? half
                                      : quarter + 2U * static_cast<GlyphId>(value - 2);
    number_.width += style_.note_gap * scale_;
    const double lift = -std::min(0.0, metrics_.box(note).bottom) * scale_ * style_.note_scale;  // heads stand, too
    put(note, scale_ * style_.note_scale, lift);
    for (int i = 0; i < std::min<int>(type.dots, 2); ++i) put(dot, scale_ * style_.note_scale, lift);
    number_.width += style_.note_gap * scale_;
  }
  void put(GlyphId id, double scale, double lift = 0.0) {
    if (number_.count == number_.glyphs.size()) return;
    const auto& glyph = metrics_.glyph(id);
    number_.glyphs[number_.count++] = {id, {number_.width, lift}, scale};
    number_.width += glyph.advance * scale;
    if (glyph.box.empty()) return;
    number_.top = std::max(number_.top, glyph.box.top * scale + lift);
    number_.bottom = std::min(number_.bottom, glyph.box.bottom * scale + lift);
  }

  const GlyphMetrics& metrics_;
  const TupletStyle& style_;
  double scale_;
  Number number_;
};

void place_number(TupletPlan& plan, const Number& number, Point centre) {
  const double x = centre.x - number.width / 2.0;
  const double y = centre.y - (number.top + number.bottom) / 2.0;
  for (std::size_t i = 0; i < number.count; ++i) {
    const TupletGlyph& glyph = number.glyphs[i];
    plan.number.push_back({glyph.glyph, {x + glyph.at.x, y + glyph.at.y}, glyph.scale});
  }
  if (number.count > 0) plan.box.add({x, y + number.bottom, x + number.width, y + number.top});
}

/// The arc of a curved bracket: from hook to hook, its middle where the bracket's line would be.
void add_arc(TupletPlan& plan, const TupletInput& in, const Slant& line, double left, double right, double sign,
             const TupletStyle& style) {
  constexpr double reach = 0.75;  // of the control points' height, in the middle
  const double hook = style.hook * in.scale;
  const double width = right - left;
  const auto at = [&](double x, double height) { return Point{x, line.at(x) - sign * (hook - height)}; };
  const CurvePoints centre{at(left, 0.0), at(left + style.arc_shoulder * width, hook / reach),
                           at(right - style.arc_shoulder * width, hook / reach), at(right, 0.0)};
  plan.arc = lens(centre, sign > 0.0, {style.line / 2.0, style.line * 1.3});
  plan.box.add(bounds(*plan.arc));
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
  const Number number = NumberBuilder(in, metrics, style).number();
  const double number_half = (number.top - number.bottom) / 2.0;
  const bool follows_beam = in.beam_left && in.beam_right;
  if (follows_beam || !keeps_near(in, sign)) plan.slope = slope_of(in, sign, style);
  if (!in.bracket && follows_beam) {
    place_number(plan, number, beside_beam(in, sign, number, style));
    return plan;
  }
  // Note values are taller than digits: they don't come nearer to the notes.
  const double tall = in.show_type == TupletShow::none ? 0.0 : number_half + style.number_gap;
  const double gap = std::max(style.padding, in.bracket ? tall : 0.0) + in.inner_tuplets * style.nesting +
                     (in.bracket ? 0.0 : number_half);
  const double off_staff = style.off_staff + std::max(style.line / 2.0, in.bracket ? 0.0 : number_half);
  const double left = in.notes.front().left - (in.open_left ? 0.0 : style.overhang);
  const double right = in.notes.back().right + (in.open_right ? 0.0 : style.overhang);
  const double centre = (left + right) / 2.0;
  constexpr double beside = 0.5;  // a number alone to notes at its side
  Bulge bulge{centre - number.width / 2.0 - beside, centre + number.width / 2.0 + beside, 0.0};
  if (in.bracket && !in.curved && number.count > 0)
    bulge = {centre - number.width / 2.0, centre + number.width / 2.0,
             number_half + style.number_gap + in.inner_tuplets * style.nesting};
  const Slant line = clear_line(in, sign, gap, off_staff, plan.slope, bulge);
  if (in.bracket && in.curved) {
    add_arc(plan, in, line, left, right, sign, style);
    place_number(plan, number, {centre, line.at(centre) + sign * (style.number_off_arc + number_half)});
    return plan;
  }
  place_number(plan, number, {centre, line.at(centre)});
  const double number_gap = number.count == 0 ? 0.0 : number.width + 2.0 * style.number_gap;
  if (in.bracket) add_bracket(plan, in, line, left, right, number_gap, sign, style);
  return plan;
}

}  // namespace burin::layout
