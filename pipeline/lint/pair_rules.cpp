#include "pipeline/lint/pair_rules.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {
namespace {

bool is(LintKind a, LintKind b, LintKind x, LintKind y) noexcept { return (a == x && b == y) || (a == y && b == x); }

double middle_x(const Box& box) noexcept { return (box.left + box.right) / 2.0; }
double middle_y(const Box& box) noexcept { return (box.bottom + box.top) / 2.0; }

/// Things of two voices printed at one place.
bool coincide(const Box& a, const Box& b) noexcept {
  constexpr double same = 0.15;
  return std::abs(middle_x(a) - middle_x(b)) < same && std::abs(middle_y(a) - middle_y(b)) < same;
}

/// A cue-sized head that prints over one of full size.
bool covers(const Box& a, const Box& b) noexcept {
  constexpr double edge = 0.05;
  return b.left > a.left - edge && b.right < a.right + edge && b.bottom > a.bottom - edge && b.top < a.top + edge;
}

/// A stem at the side of a head may be its own: only one through the head's middle is judged. Slashes reach beyond the
/// oval at which their own stem stands.
bool beside_head(const LintItem& stem, const LintItem& head) noexcept {
  const bool own = stem.note != 0 && stem.note == head.note;
  const double x = middle_x(stem.box);
  const double margin = (own ? 0.35 : 0.22) * head.box.width();
  return x < head.box.left + margin || x > head.box.right - margin;
}

/// A tie starts beyond its own note's stem up. Farther on, stems of other voices pass it, and at heads displaced from
/// their stem's side its own.
bool at_its_start(const LintItems& all, const LintItem& stem, const Box& tie) noexcept {
  constexpr double own = 0.9;
  constexpr double beside = 2.0;  // heads of its chord
  const double x = middle_x(stem.box);
  if (x <= tie.left || x >= tie.left + own) return false;
  Box heads;
  auto head = std::lower_bound(all.items.begin(), all.items.end(), x - beside,
                               [](const LintItem& item, double left) { return item.box.left < left; });
  for (; head != all.items.end() && head->box.left < x + beside; ++head) {
    if (head->kind == LintKind::notehead && head->note == stem.note) heads.add(head->box);
  }
  return heads.empty() || stem.box.top - heads.top > heads.bottom - stem.box.bottom;
}

/// A stem ends at its beam, or where another level of it begins.
bool ends_at(const Box& stem, const Box& beam) noexcept {
  constexpr double reach = 0.3;
  const double at_x = middle_x(stem);
  if (at_x < beam.left - reach || at_x > beam.right + reach) return false;
  const bool down_into = stem.bottom > beam.bottom - reach && stem.bottom < beam.top + reach;
  const bool up_into = stem.top > beam.bottom - reach && stem.top < beam.top + reach;
  return down_into || up_into;
}

bool ends_at_part(const LintItems& all, const Box& stem, const LintItem& beam) noexcept {
  for (std::uint32_t i = beam.first; i < beam.first + beam.count; ++i) {
    const Convex& shape = all.shapes[i];
    // The part of a slanted piece that the stem meets: outlines of beams are quads, upper edge first.
    const Point a = shape.corners[0];
    const Point b = shape.corners[1];
    const double share = b.x > a.x ? std::clamp((middle_x(stem) - a.x) / (b.x - a.x), 0.0, 1.0) : 0.0;
    const double edge = a.y + (b.y - a.y) * share;
    const double other = shape.corners[3].y + (shape.corners[2].y - shape.corners[3].y) * share;
    const Box here{shape.box.left, std::min(edge, other), shape.box.right, std::max(edge, other)};
    if (ends_at(stem, here)) return true;
  }
  return false;
}

/// Another stem at the same place that ends at the beam: voices whose stems are one print it once, and the longer one
/// goes on.
bool shares_stem(const LintItems& all, const LintItem& stem, const LintItem& beam) noexcept {
  constexpr double same = 0.05;
  const double x = middle_x(stem.box);
  auto other = std::lower_bound(all.items.begin(), all.items.end(), stem.box.left - same,
                                [](const LintItem& item, double left) { return item.box.left < left; });
  for (; other != all.items.end() && other->box.left < stem.box.left + same; ++other) {
    if (&*other == &stem || other->kind != LintKind::stem || std::abs(middle_x(other->box) - x) > same) continue;
    if (other->box.bottom > stem.box.top || other->box.top < stem.box.bottom) continue;
    if (ends_at_part(all, other->box, beam)) return true;
  }
  return false;
}

/// The box around a text is mostly white at its corners and between its letters.
constexpr double words_depth = 0.3;

}  // namespace

PairRule pair_rule(LintKind a, LintKind b) noexcept {
  using K = LintKind;
  PairRule rule;
  const auto either = [&](K kind) { return a == kind || b == kind; };
  // Kinds that meet by their nature.
  if (a == b && (a == K::stem || a == K::flag || a == K::glissando || a == K::tremolo)) return {false};
  if (is(a, b, K::stem, K::flag)) return {false};
  const auto outside = [](K kind) { return kind == K::dynamic || kind == K::words || kind == K::hairpin; };
  // Among each other these are many things: letters of one dynamic, lines of one text, a hairpin's two lines.
  if (outside(a) && outside(b)) return {false};
  // Long lines between two staves cross what goes from one to the other.
  if (is(a, b, K::hairpin, K::stem) || is(a, b, K::hairpin, K::slur)) return {false};
  if (outside(a) || outside(b)) return {true, either(K::words) ? words_depth : 0.1};
  if (is(a, b, K::stem, K::tremolo) || is(a, b, K::beam, K::tremolo) || is(a, b, K::stem, K::glissando)) return {false};
  // Outlines that are only near the ink.
  if (either(K::stem)) rule.depth = 0.03;  // a stem is thin, and pieces of a curve meet within it
  if (either(K::flag)) rule.depth = 0.2;
  if (either(K::rest)) rule.depth = 0.12;
  if (a == K::notehead && b == K::notehead) rule.depth = 0.2;  // seconds share the stem
  if (a == K::accidental && b == K::accidental) rule.depth = 0.05;
  if (is(a, b, K::sign, K::sign)) rule.depth = 0.12;
  const bool curve = either(K::slur) || either(K::tie);
  const bool core = either(K::notehead) || either(K::accidental) || either(K::dots);
  if (curve && (core || a == b || is(a, b, K::slur, K::tie) || either(K::tuplet) || either(K::sign))) rule.near = 0.05;
  if (is(a, b, K::slur, K::beam) || is(a, b, K::slur, K::flag)) rule.near = 0.05;
  if (either(K::arpeggio) && (core || either(K::stem))) rule.near = 0.05;
  if (either(K::dots) && (either(K::stem) || either(K::flag))) rule.near = 0.05;
  if (either(K::sign) && (either(K::notehead) || either(K::stem) || either(K::beam))) rule.near = 0.05;
  if (is(a, b, K::rest, K::notehead) || is(a, b, K::accidental, K::stem) || (a == b && a == K::accidental))
    rule.near = 0.05;
  if (is(a, b, K::notehead, K::dots) || is(a, b, K::notehead, K::accidental) || is(a, b, K::accidental, K::dots))
    rule.near = 0.05;
  return rule;
}

bool may_touch(const LintItems& all, const LintItem& a, const LintItem& b) noexcept {
  using K = LintKind;
  if (a.kind == K::notehead && b.kind == K::notehead && (covers(a.box, b.box) || covers(b.box, a.box))) return true;
  if (is(a.kind, b.kind, K::notehead, K::notehead) || is(a.kind, b.kind, K::rest, K::rest) ||
      is(a.kind, b.kind, K::dots, K::dots) || is(a.kind, b.kind, K::tuplet, K::tuplet) ||
      is(a.kind, b.kind, K::accidental, K::accidental))
    return coincide(a.box, b.box);
  if (is(a.kind, b.kind, K::stem, K::notehead)) {
    const bool first = a.kind == K::stem;
    return beside_head(first ? a : b, first ? b : a);
  }
  if (is(a.kind, b.kind, K::stem, K::tie)) {
    const bool first = a.kind == K::stem;
    return !at_its_start(all, first ? a : b, first ? b.box : a.box);
  }
  if (is(a.kind, b.kind, K::stem, K::beam)) {
    const bool first = a.kind == K::stem;
    const LintItem& stem = first ? a : b;
    const LintItem& beam = first ? b : a;
    return ends_at_part(all, stem.box, beam) || shares_stem(all, stem, beam);
  }
  // A shared head's sign or dots are printed once for each voice.
  return a.note != 0 && a.note == b.note && is(a.kind, b.kind, K::rest, K::dots);
}

}  // namespace burin::layout
