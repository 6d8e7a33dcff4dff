// Ties of a system: handbook §11. Shapes come from tie_shape; here are their ends.
#include <algorithm>
#include <array>

#include "pipeline/elements/tie_shape.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

StemDirection stem_of(const Event& event) noexcept {
  if (!event.has_stem) return StemDirection::none;
  return event.direction > 0 ? StemDirection::up : StemDirection::down;
}

VoicePlace voice_of(const Event& event) noexcept {
  if (!event.multi_voice) return VoicePlace::single;
  return event.direction > 0 ? VoicePlace::upper : VoicePlace::lower;
}

class TiePlacer {
 public:
  explicit TiePlacer(SystemWork& system)
      : system_(system), weights_(CurveWeights::tie(system.context->glyphs->defaults())) {
    style_.staff_line = system.context->glyphs->defaults().staff_line;
  }

  void run() {
    for (const Span* span : system_.spans) {
      if (span->family != system_.context->families.tie) continue;
      if (span->start.head == SpanEnd::no_event || span->stop.head == SpanEnd::no_event) continue;
      tie(*span);
    }
    for (std::uint32_t i = 0; i < system_.line.count; ++i) let_ring(i);
  }

 private:
  const MeasureAtoms& atoms(std::uint32_t measure) const { return *(*system_.stacks)[measure]->atoms; }

  /// Direction of one of the ties that leave a chord: all of them decide together.
  Side direction(const MeasureAtoms& atoms, const Event& event, std::uint32_t head, StemDirection next) const {
    std::vector<int> positions;
    std::size_t own = 0;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const auto& marks = atoms.heads[h].note->marks;
      const bool tied = std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
        return mark.family == system_.context->families.tie && mark.role != SpanRole::stop && !mark.hidden;
      });
      if (!tied) continue;
      if (h == head) own = positions.size();
      positions.push_back(atoms.heads[h].p);
    }
    if (positions.empty()) return Side::above;
    std::vector<Side> sides(positions.size());
    tie_directions(positions, stem_of(event), next, voice_of(event), sides);
    return sides[own];
  }

  Box head_box(std::uint32_t measure, const Event& event, std::uint32_t e, const Head& head) const {
    const EventPlace& place = system_.places[measure - system_.line.first][e];
    const double y = system_.head_y(event, head);
    const double left = place.x + d(event.x) + d(head.x);
    return {left, y - 0.5 * d(event.scale), left + d(event.head_width), y + 0.5 * d(event.scale)};
  }

  void tie(const Span& span) {
    const bool starts = system_.holds(span.start.measure);
    const bool stops = system_.holds(span.stop.measure);
    if (!starts && !stops) return;
    const MeasureAtoms& from = atoms(span.start.measure);
    const MeasureAtoms& to = atoms(span.stop.measure);
    const Event& first = from.events[span.start.event];
    const Event& second = to.events[span.stop.event];
    const std::uint32_t staff = starts ? first.staff : second.staff;
    StaffWork* work = system_.work(staff);
    if (work == nullptr) return;
    const Head& head = from.heads[span.start.head];
    TieInput input;
    input.side = span.start.mark->side != Side::automatic ? span.start.mark->side
                                                          : direction(from, first, span.start.head, stem_of(second));
    input.in_chord = first.head_count > 1;
    input.open_left = !starts;
    input.open_right = !stops;
    input.staff_lines = system_.context->staves[staff].staff->lines;
    if (starts) input.left = with_dots(head_box(span.start.measure, first, span.start.event, head), first, head, span);
    if (stops) input.right = head_box(span.stop.measure, second, span.stop.event, to.heads[span.stop.head]);
    if (stops) before_signs(span, input);
    if (!starts) input.left_x = (system_.geometry.header_width + style_.after_header) / work->scale;
    if (!stops) input.right_x = (system_.geometry.measures.back().right - style_.to_barline) / work->scale;
    const Box& known = starts ? input.left : input.right;
    input.y = (known.bottom + known.top) / 2;
    input.inside = input.in_chord && head.dots == 0 && inner(from, first, span.start.head);
    paint(*work, tie_shape(input, weights_, style_), span.start.vpd, starts ? extra_none : extra_continuation,
          *span.start.mark);
  }

  /// A tie ends before an accidental of its last column that it would cross.
  void before_signs(const Span& span, TieInput& input) const {
    constexpr double clearance = 0.15;
    constexpr double reach = 0.9;  // of a tie's end above or below its head
    const std::uint32_t i = span.stop.measure - system_.line.first;
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& own = atoms.events[span.stop.event];
    const double y = (input.right.bottom + input.right.top) / 2;
    const double bottom = input.side == Side::above ? y - 0.1 : y - reach;
    const double top = input.side == Side::above ? y + reach : y + 0.1;
    double edge = input.right.left;
    for (std::uint32_t e = atoms.staff_begin[own.staff]; e < atoms.staff_begin[own.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || event.column != own.column) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        const Head& head = atoms.heads[h];
        if (head.accidental == 0 || head.hidden || h == span.stop.head) continue;
        const Box sign = system_.context->glyphs->box(head.accidental)
                             .scaled(d(event.scale))
                             .shifted(system_.places[i][e].x + d(head.accidental_x), system_.head_y(event, head));
        if (sign.bottom < top && sign.top > bottom && sign.left < edge) edge = sign.left - clearance;
      }
    }
    const double start = input.open_left ? edge - 2.0 : input.left.right;
    if (edge >= input.right.left || edge - start <= 1.0) return;
    input.right.left = edge;
    input.right.right = edge + clearance;  // ends of outer ties are measured from the middle
  }

  /// Ties of inner heads start after the dots.
  Box with_dots(Box box, const Event& event, const Head& head, const Span& span) const {
    if (head.dots > 0 && event.head_count > 1) {
      const EventPlace& place = system_.places[span.start.measure - system_.line.first][span.start.event];
      if (std::abs(head.dot_p - head.p) <= 1) box.right = std::max(box.right, place.x + d(head.dot_x) + 0.4);
    }
    return box;
  }

  static bool inner(const MeasureAtoms&, const Event& event, std::uint32_t head) {
    return head > event.first_head && head + 1 < event.first_head + event.head_count;
  }

  void let_ring(std::uint32_t i) {
    const MeasureAtoms& atoms = system_.atoms(i);
    for (std::uint32_t e = 0; e < atoms.events.size(); ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || system_.work(event.staff) == nullptr) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        for (const Mark& mark : atoms.heads[h].note->marks) {
          const bool open =
              mark.role == SpanRole::let_ring || (mark.role == SpanRole::start && mark.span == SpanId::none);
          if (mark.family != system_.context->families.tie || mark.hidden || !open) continue;
          ring(i, e, h, mark);
        }
      }
    }
  }

  void ring(std::uint32_t i, std::uint32_t e, std::uint32_t h, const Mark& mark) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& event = atoms.events[e];
    TieInput input;
    input.left = head_box(system_.line.first + i, event, e, atoms.heads[h]);
    input.y = (input.left.bottom + input.left.top) / 2;
    input.side = mark.side != Side::automatic ? mark.side : direction(atoms, event, h, stem_of(event));
    input.in_chord = event.head_count > 1;
    input.open_right = true;
    input.right_x = let_ring_end(input.left.right, style_);
    paint(*system_.work(event.staff), tie_shape(input, weights_, style_), event.vpd, extra_none, mark);
  }

  void paint(StaffWork& staff, const CurveShape& shape, const Vpd& vpd, std::uint8_t extras, const Mark& mark) {
    staff.spanners.open(GroupClass::tie, vpd, extras).color = mark_color(mark);
    staff.spanners.curve(shape.outer, shape.inner, shape.outline);
    staff.spanners.close();
    std::array<Box, 4> boxes;
    outline_boxes(shape, boxes);
    for (const Box& box : boxes) system_.add_ink(staff.staff, box);
  }

  SystemWork& system_;
  CurveWeights weights_;
  TieStyle style_;
};

}  // namespace

void place_ties(SystemWork& system) { TiePlacer(system).run(); }

}  // namespace burin::layout
