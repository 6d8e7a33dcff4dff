// Arpeggios left of their chords, and glissandos between notes: handbook §15.6, §15.7.
#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

constexpr double wave = 0.62;  // height of one wave
constexpr double swing = 0.28;
constexpr double weight = 0.12;

/// One half wave as a lens that swells in its middle.
void half_wave(double x, double y0, double y1, double to, PaintBuilder& out) {
  const double c = to * 1.35;
  out.curve({Point{x, y0}, Point{x + c + weight, y0 + (y1 - y0) * 0.3}, Point{x + c + weight, y0 + (y1 - y0) * 0.7},
             Point{x, y1}},
            {Point{x, y0}, Point{x + c - weight, y0 + (y1 - y0) * 0.3}, Point{x + c - weight, y0 + (y1 - y0) * 0.7},
             Point{x, y1}},
            0.1);
}

void wavy(double x, double bottom, double top, PaintBuilder& out) {
  const int count = std::max(2, static_cast<int>((top - bottom) / wave * 2.0 + 0.5));
  const double step = (top - bottom) / count;
  for (int i = 0; i < count; ++i) {
    half_wave(x, bottom + i * step, bottom + (i + 1) * step, i % 2 == 0 ? swing : -swing, out);
  }
}

bool has_arpeggio(const SystemWork& system, const Event& event) {
  if (event.chord == nullptr || event.box.empty()) return false;
  const auto& marks = event.chord->marks;
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    return mark.family == system.context->families.arpeggio && !mark.hidden;
  });
}

void arpeggio(SystemWork& system, StaffWork& staff, std::uint32_t i, std::uint32_t e, const Mark& mark) {
  const MeasureAtoms& atoms = system.atoms(i);
  const Event& event = atoms.events[e];
  const EventPlace& place = system.places[i][e];
  const double low = system.head_y(event, atoms.heads[event.first_head]);
  const double high = system.head_y(event, atoms.heads[event.first_head + event.head_count - 1]);
  double bottom = std::min(low, high) - 0.6;
  const double top = std::max(low, high) + 0.6;
  // Where a lower voice's arpeggio stands already, this one goes on above it.
  for (std::uint32_t o = atoms.staff_begin[staff.staff]; o < atoms.staff_begin[staff.staff + 1]; ++o) {
    const Event& other = atoms.events[o];
    if (o == e || other.column != event.column || other.head_count == 0 || !has_arpeggio(system, other)) continue;
    const double other_low = system.head_y(other, atoms.heads[other.first_head]);
    const double other_top = system.head_y(other, atoms.heads[other.first_head + other.head_count - 1]) + 0.6;
    const bool below = other_low != low ? other_low < low : o > e;
    if (below && other_top > bottom) bottom = std::min(other_top, top - wave);
  }
  const double x = place.x + event.box.left + 0.4;
  PaintBuilder& out = staff.measures[i];
  out.open(mark.variant == 1 ? GroupClass::non_arpeggio : GroupClass::arpeggio, event.vpd).color = mark_color(mark);
  if (mark.variant == 1) {
    out.line({x, bottom}, {x, top}, 0.13);
    out.line({x, top}, {x + 0.7, top}, 0.13);
    out.line({x, bottom}, {x + 0.7, bottom}, 0.13);
  } else {
    wavy(x, bottom, top, out);
    const std::string_view arrow = mark.parameters().text(Param::type);
    if (arrow == "up") out.polygon({{x - 0.35, top}, {x + 0.35, top}, {x, top + 0.7}});
    if (arrow == "down") out.polygon({{x - 0.35, bottom}, {x + 0.35, bottom}, {x, bottom - 0.7}});
  }
  out.close();
  staff.add_ink({x - 0.3, bottom, x + 0.3, top});
}

/// A wave along a line of any slope, of whole half waves.
void wavy_line(Point from, Point to, PaintBuilder& out) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  constexpr double half_wave_length = 0.5;
  const int count = std::max(4, static_cast<int>(length / half_wave_length + 0.5));
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
  const double step = length / count;
  for (int i = 0; i < count; ++i) {
    const auto at = [&](double share, double aside) {
      const double way = (i + share) * step;
      return Point{from.x + along.x * way - along.y * aside, from.y + along.y * way + along.x * aside};
    };
    const double height = (i % 2 == 0 ? swing : -swing) * 1.35;
    out.curve({at(0, 0), at(0.3, height + weight), at(0.7, height + weight), at(1, 0)},
              {at(0, 0), at(0.3, height - weight), at(0.7, height - weight), at(1, 0)}, 0.1);
  }
}

/// The word of a glissando, level above the middle of its line; none when the line is too short for it (§15.7).
void glissando_text(const SystemWork& system, std::string_view word, Point from, Point to, PaintBuilder& out) {
  constexpr double size = 1.6;
  const double width = system.context->text->measure(word, FontFace::italic, size).advance;
  if (word.empty() || to.x - from.x < width + 2.0) return;
  const double rise = std::abs(to.y - from.y) / (to.x - from.x) * width / 2;
  out.text(word, (from.x + to.x) / 2, (from.y + to.y) / 2 + rise + 0.5, size, FontFace::italic, TextAlign::middle);
}

/// Calls visit(head, its box, box of its accidental or an empty one) for the visible heads of an event.
template <class Visit>
void each_head(const SystemWork& system, std::uint32_t i, std::uint32_t e, Visit visit) {
  const MeasureAtoms& atoms = system.atoms(i);
  const Event& event = atoms.events[e];
  const double column = system.places[i][e].x;
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
    const Head& head = atoms.heads[h];
    if (head.hidden) continue;
    const double y = system.head_y(event, head);
    const double left = column + d(event.x) + d(head.x);
    const double half = 0.5 * d(event.scale);
    Box sign;
    if (head.accidental != 0)
      sign =
          system.context->glyphs->box(head.accidental).scaled(d(event.scale)).shifted(column + d(head.accidental_x), y);
    visit(Box{left, y - half, left + d(event.head_width), y + half}, sign);
  }
}

bool at_height(const Box& box, double y) noexcept { return box.bottom < y + 0.3 && box.top > y - 0.3; }

/// Where a line that comes at this height has to end, for the accidentals of all voices in its last column.
double before_accidentals(const SystemWork& system, const SpanEnd& stop, double y) {
  const std::uint32_t i = stop.measure - system.line.first;
  const MeasureAtoms& atoms = system.atoms(i);
  const Event& own = atoms.events[stop.event];
  double x = std::numeric_limits<double>::infinity();
  for (std::uint32_t e = atoms.staff_begin[own.staff]; e < atoms.staff_begin[own.staff + 1]; ++e) {
    const Event& event = atoms.events[e];
    if (event.column != own.column || event.kind != EventKind::chord) continue;
    if ((event.size == NoteSize::grace) != (own.size == NoteSize::grace)) continue;
    each_head(system, i, e, [&](const Box&, const Box& sign) {
      if (!sign.empty() && at_height(sign, y)) x = std::min(x, sign.left - 0.25);
    });
  }
  return x;
}

/// Where a line that begins at a hidden note comes clear of the printed notes on its way, as small notes that show how
/// it is to be played.
Point past_notes(const SystemWork& system, const Span& span, Point from, Point to) {
  const double slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0.0;
  double x = from.x;
  const auto pass = [&](const Box& box) {
    const double y = from.y + slope * ((box.left + box.right) / 2 - from.x);
    if (!box.empty() && at_height(box, y)) x = std::max(x, box.right + 0.35);
  };
  const auto meet = [&](std::uint32_t i, std::uint32_t e) {
    const double column = system.places[i][e].x;
    if (column > from.x - 2.0 && column < to.x - 1.0)
      each_head(system, i, e, [&](const Box& head, const Box& sign) { pass(head), pass(sign); });
  };
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure && system.holds(m); ++m) {
    const std::uint32_t i = m - system.line.first;
    const MeasureAtoms& atoms = system.atoms(i);
    const std::uint32_t staff = span.start.staff;
    for (std::uint32_t e = atoms.staff_begin[staff]; e < atoms.staff_begin[staff + 1]; ++e) {
      const bool ends_here = m == span.stop.measure && atoms.events[e].column == system.event(span.stop).column;
      if (!ends_here && atoms.events[e].kind == EventKind::chord) meet(i, e);
    }
  }
  return {x, from.y + slope * (x - from.x)};
}

/// Line from head to head; at a system break it goes to the edge at the height that it has there.
void glissando(SystemWork& system, const Span& span) {
  if (span.start.head == SpanEnd::no_event || span.stop.head == SpanEnd::no_event) return;
  const bool starts = system.holds(span.start.measure);
  const bool stops = system.holds(span.stop.measure);
  StaffWork* staff = system.work(span.start.staff);
  if (staff == nullptr) return;
  const auto end = [&](const SpanEnd& at, bool left) {
    const MeasureAtoms& atoms = system.atoms(at.measure - system.line.first);
    const Event& event = atoms.events[at.event];
    const Head& head = atoms.heads[at.head];
    const double x = system.places[at.measure - system.line.first][at.event].x + d(event.x) + d(head.x);
    const double dots = head.dots > 0 ? 1.0 : 0.0;
    const double edge =
        left ? x + d(event.head_width) + 0.35 + dots
             : std::min(x, head.accidental != 0 ? x - d(event.x) - d(head.x) + d(head.accidental_x) : x) - 0.35;
    const double y = system.head_y(event, head);
    return Point{edge, y};
  };
  Point from;
  Point to;
  if (starts) from = end(span.start, true);
  if (stops) to = end(span.stop, false);
  if (stops) to.x = std::min(to.x, before_accidentals(system, span.stop, to.y));
  if (!starts) from = {(system.geometry.header_width + 0.5) / staff->scale, to.y + (to.y > 0 ? -0.5 : 0.5)};
  if (!stops) to = {(system.geometry.measures.back().right - 0.3) / staff->scale, from.y + 0.5};
  if (starts && system.atoms(span.start.measure - system.line.first).heads[span.start.head].hidden)
    from = past_notes(system, span, from, to);
  if (to.x < from.x + 0.5) to.x = from.x + 0.5;
  PaintBuilder& out = staff->spanners;
  out.open(GroupClass::glissando, span.start.vpd, starts ? extra_none : extra_continuation).color =
      mark_color(*span.start.mark);
  const std::string_view type = span.start.mark->parameters().text(Param::line_type);
  const LineStyle style = type == "dashed"   ? LineStyle::dashed
                          : type == "dotted" ? LineStyle::dotted
                                             : LineStyle::solid;
  if (type == "wavy" || (type.empty() && span.start.mark->variant == 0))
    wavy_line(from, to, out);
  else
    out.line(from, to, 0.15, style, 0.6, 0.4);
  if (starts) glissando_text(system, span.start.mark->parameters().text(Param::text), from, to, out);
  out.close();
}

}  // namespace

void place_arpeggios(SystemWork& system) {
  for (StaffWork& staff : system.staves) {
    for (std::uint32_t i = 0; i < system.line.count; ++i) {
      const MeasureAtoms& atoms = system.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.chord == nullptr || event.head_count == 0 || event.box.empty()) continue;
        for (const Mark& mark : event.chord->marks) {
          if (mark.family == system.context->families.arpeggio && !mark.hidden) arpeggio(system, staff, i, e, mark);
        }
      }
    }
  }
  for (const Span* span : system.spans) {
    if (span->family == system.context->families.glissando) glissando(system, *span);
  }
}

}  // namespace burin::layout
