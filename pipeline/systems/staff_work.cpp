#include "pipeline/systems/staff_work.hpp"

#include <algorithm>

namespace burin::layout {

double SystemWork::head_offset(std::uint32_t staff, int shift) const {
  double y = 0.0;
  const std::int32_t own = index_of[staff];
  if (own < 0) return 0.0;
  for (int i = 0; i < shift; ++i) y -= cross_distance[static_cast<std::size_t>(own + i)];
  for (int i = 0; i > shift; --i) y += cross_distance[static_cast<std::size_t>(own + i - 1)];
  return y;
}

StemSpan SystemWork::stem_span(const MeasureAtoms& atoms, const Event& event, const EventPlace& place) const {
  StemSpan span{static_cast<double>(event.stem_from), place.stem_to, static_cast<double>(event.flag_y)};
  if (!event.cross_staff || event.head_count == 0) return span;
  const Head& low = atoms.heads[event.first_head];
  const Head& high = atoms.heads[event.first_head + event.head_count - 1];
  const Head& anchor = event.direction > 0 ? low : high;
  const Head& nearest = event.direction > 0 ? high : low;
  span.from += head_offset(event.staff, anchor.staff_shift);
  const double shift = head_offset(event.staff, nearest.staff_shift);
  if (!event.beamed) span.to += shift;
  span.flag += shift;
  return span;
}

void SystemWork::note_between(std::size_t index, const Box& box) {
  constexpr double near = 2.0;
  const auto keep = [&](std::size_t upper, const Box& ink) {
    const double middle = -cross_distance[upper] / 2;
    if (cross_distance[upper] > 0.0 && ink.bottom < middle + near && ink.top > middle - near)
      staves[upper].between.push_back(ink);
  };
  keep(index, box);
  if (index > 0) keep(index - 1, box.shifted(0.0, -cross_distance[index - 1]));
}

void SystemWork::add_ink(std::uint32_t staff, Box box) {
  if (index_of[staff] < 0 || box.empty()) return;
  note_between(static_cast<std::size_t>(index_of[staff]), box);
  const double room = context->style.vertical.padding / 2 + 0.1;
  auto at = static_cast<std::size_t>(index_of[staff]);
  while (cross_distance[at] > 0.0 && box.bottom < -cross_distance[at] / 2) {
    const double middle = -cross_distance[at] / 2;
    if (box.top > middle + room) {
      staves[at].add_ink({box.left, middle + room, box.right, box.top});
      box.top = middle - room;
    }
    box = box.shifted(0.0, cross_distance[at++]);
  }
  while (at > 0 && cross_distance[at - 1] > 0.0 && box.top > cross_distance[at - 1] / 2) {
    const double middle = cross_distance[at - 1] / 2;
    if (box.bottom < middle - room) {
      staves[at].add_ink({box.left, box.bottom, box.right, middle - room});
      box.bottom = middle + room;
    }
    box = box.shifted(0.0, -cross_distance[--at]);
  }
  staves[at].add_ink(box);
}

double SystemWork::x_at(std::uint32_t i, Rational at) const {
  const MeasurePlace& place = geometry.measures[i];
  const auto& columns = atoms(i).columns;
  const auto next =
      std::lower_bound(columns.begin(), columns.end(), at, [](const Column& c, Rational t) { return c.onset < t; });
  const auto column_index = static_cast<std::size_t>(next - columns.begin());
  if (next != columns.end() && next->onset == at) return place.columns[column_index];
  const double x1 = next == columns.end() ? place.right : place.columns[column_index];
  const double x0 = column_index == 0 ? place.left + 1.0 : place.columns[column_index - 1];
  const Rational t0 = column_index == 0 ? Rational(0) : columns[column_index - 1].onset;
  const Rational t1 = next == columns.end() ? atoms(i).length : next->onset;
  if (t1 <= t0 || at <= t0) return column_index == 0 && at.num() <= 0 ? place.left + 1.0 : x0;
  const double share = std::clamp((at - t0).value() / (t1 - t0).value(), 0.0, 1.0);
  return x0 + (x1 - x0) * share;
}

bool over_trill_line(const Context& context, const std::vector<Mark>& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    return mark.family == context.families.trill_line && mark.role == SpanRole::middle && !mark.hidden;
  });
}

SignContext SystemWork::sign_context() const {
  SignContext sign;
  sign.glyphs = context->glyphs;
  sign.text = context->text;
  sign.style = &context->style;
  sign.sizes = size_reference(*context->piece);
  return sign;
}

}  // namespace burin::layout
