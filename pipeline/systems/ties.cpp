// Ties of a system: handbook §11. Shapes come from tie_shape; here are their ends.
#include <algorithm>
#include <array>

#include "core/collections/sort_stably.hpp"
#include "pipeline/atoms/head_accidental.hpp"
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
  if (!event.among_voices()) return VoicePlace::single;
  return event.direction > 0 ? VoicePlace::upper : VoicePlace::lower;
}

/// A tie that waits for the other ties of its chord.
struct Waiting {
  TieInput input;
  std::uint32_t staff{0};
  const Span* span{nullptr};  // null: rings on
  Vpd vpd;
  std::uint8_t extras{extra_none};
  const Mark* mark{nullptr};
  std::uint64_t chord{0};  // same for all ties that leave (or, open at the left, reach) one chord
};

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
    shape_all();
  }

 private:
  const MeasureAtoms& atoms(std::uint32_t measure) const { return *(*system_.stacks)[measure]->atoms; }
  EventPlace& place_of(std::uint32_t measure, std::uint32_t e) const {
    return system_.places[measure - system_.line.first][e];
  }

  /// Direction of one of the ties of a chord. All its heads count, tied or not: a tie of the lowest head bends away
  /// from the others.
  Side direction(const MeasureAtoms& atoms, const Event& event, std::uint32_t head, StemDirection next) const {
    positions_.clear();
    std::size_t own = 0;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      if (atoms.heads[h].hidden && h != head) continue;
      if (atoms.heads[h].staff_shift != atoms.heads[head].staff_shift) continue;
      if (h == head) own = positions_.size();
      positions_.push_back(atoms.heads[h].p);
    }
    std::vector<Side> sides(positions_.size());
    tie_directions(positions_, stem_of(event), next, voice_of(event), sides);
    return sides[own];
  }

  Side side_of(const Span& span) const {
    if (span.start.mark->side != Side::automatic) return span.start.mark->side;
    const MeasureAtoms& from = atoms(span.start.measure);
    const MeasureAtoms& to = atoms(span.stop.measure);
    const Event& first = from.events[span.start.event];
    const Event& second = to.events[span.stop.event];
    // A single note tied into a chord takes its place there.
    if (first.head_count == 1 && second.head_count > 1 && !first.multi_voice)
      return direction(to, second, span.stop.head, stem_of(first));
    return direction(from, first, span.start.head, stem_of(second));
  }

  Box head_box(std::uint32_t measure, const Event& event, std::uint32_t e, const Head& head) const {
    const EventPlace& place = place_of(measure, e);
    const double y = system_.head_y(event, head);
    const double left = place.x + d(event.x) + d(head.x);
    const double half = system_.half_head(event, head);
    return {left, y - half, left + d(event.head_width), y + half};
  }

  /// Calls visit(event, index, head) for all heads of the tie's column that are printed near it.
  template <class Visit>
  void in_column(std::uint32_t measure, const Event& own, Visit visit) const {
    const MeasureAtoms& from = atoms(measure);
    for (std::uint32_t e = from.staff_begin[own.staff]; e < from.staff_begin[own.staff + 1]; ++e) {
      const Event& event = from.events[e];
      if (event.kind != EventKind::chord || event.column != own.column) continue;
      if ((event.size == NoteSize::grace) != (own.size == NoteSize::grace)) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        if (!from.heads[h].hidden) visit(event, e, h);
      }
    }
  }

  /// Whether a tip over (or under) the head would meet another head.
  bool blocked(const SpanEnd& end, const Box& own, Side side, bool at_start) const {
    constexpr double nearest = 0.2;   // from centre to centre, on the tie's side
    constexpr double farthest = 1.6;  // a fourth
    const Event& event = system_.event(end);
    const double middle = (own.left + own.right) / 2;
    bool found = false;
    in_column(end.measure, event, [&](const Event& other, std::uint32_t e, std::uint32_t h) {
      if (h == end.head) return;
      const Box box = head_box(end.measure, other, e, atoms(end.measure).heads[h]);
      const double away = (box.bottom + box.top - own.bottom - own.top) / 2 * (side == Side::above ? 1.0 : -1.0);
      const bool beside = at_start ? box.right > middle + 0.1 : box.left < middle - 0.1;
      found = found || (beside && away > nearest && away < farthest);
    });
    return found;
  }

  /// Whether a tip over or under its head lies beside the stem of its chord, so that the tie would pass that.
  bool passes_stem(const SpanEnd& end, const Box& head, const TieInput& input) const {
    const Event& event = atoms(end.measure).events[end.event];
    if (!event.has_stem || input.inside) return false;
    const StemSpan stem = system_.stem_span(atoms(end.measure), event, place_of(end.measure, end.event));
    const double y = input.side == Side::above ? head.top + style_.head_gap : head.bottom - style_.head_gap;
    return y > std::min(stem.from, stem.to) && y < std::max(stem.from, stem.to);
  }

  /// Stems and flags of the tie's column that stand right of its first tip: its own, and those of other voices, as long
  /// as the tie is still seen behind them.
  void stem_at_start(const SpanEnd& end, TieInput& input) const {
    constexpr double reach = 2.6;  // voices are shifted that far
    const double middle = (input.left.left + input.left.right) / 2;
    in_column(end.measure, system_.event(end), [&](const Event& event, std::uint32_t e, std::uint32_t) {
      if (!event.has_stem) return;
      const double x = place_of(end.measure, e).x + d(event.x) + d(event.stem_x);
      if (x < middle || x > middle + reach) return;
      SpanEnd other = end;
      other.event = e;
      const bool own = e == end.event;
      if (own && event.direction > 0 && passes_stem(other, input.left, input))
        input.left_stem = std::max(input.left_stem.value_or(x), x);
      if (own || !seen_behind(x + style_.stem_gap, input)) return;
      if (meets_stem(other, input)) input.left_stem = std::max(input.left_stem.value_or(x), x);
      const Box flag = flag_box(other);
      if (meets_near_tip(flag.bottom, flag.top, input) && seen_behind(flag.right + style_.head_gap, input))
        input.left_limit = std::max(input.left_limit.value_or(-1e9), flag.right);
    });
  }

  /// Whether a tie that starts at x is still long enough.
  bool seen_behind(double x, const TieInput& input) const {
    const double end = input.open_right ? input.right_x : input.right_limit.value_or(input.right.left);
    return end - x > style_.shortest;
  }

  /// Whether something between two heights stands in the way of a tie near its first tip.
  bool meets_near_tip(double bottom, double top, const TieInput& input) const {
    constexpr double rise = 0.7;  // of the tie by the time it has passed a stem or flag
    const double sign = input.side == Side::above ? 1.0 : -1.0;
    const double edge = input.side == Side::above ? input.left.top : input.left.bottom;
    const double tip = input.inside ? input.y : edge + sign * style_.head_gap;
    return bottom < std::max(tip, tip + sign * rise) && top > std::min(tip, tip + sign * rise);
  }

  bool meets_stem(const SpanEnd& end, const TieInput& input) const {
    const Event& event = atoms(end.measure).events[end.event];
    const StemSpan stem = system_.stem_span(atoms(end.measure), event, place_of(end.measure, end.event));
    return meets_near_tip(std::min(stem.from, stem.to), std::max(stem.from, stem.to), input);
  }

  /// The flag of a chord, empty where it has none.
  Box flag_box(const SpanEnd& end) const {
    const Event& event = atoms(end.measure).events[end.event];
    if (event.flag == 0) return {};
    const EventPlace& place = place_of(end.measure, end.event);
    const StemSpan stem = system_.stem_span(atoms(end.measure), event, place);
    return system_.context->glyphs->box(event.flag)
        .scaled(d(event.scale))
        .shifted(place.x + d(event.x) + d(event.stem_x), stem.flag);
  }

  /// Heights that a tie takes near its tips, relative to the centre of its head, outwards.
  struct Band {
    double from{0.0};
    double to{0.0};
  };
  static Band band(bool inside) noexcept { return inside ? Band{-0.1, 0.5} : Band{0.5, 1.25}; }
  /// Signs are wide: the curve has risen before it has passed them.
  static Band band_at_signs(bool inside) noexcept { return inside ? Band{-0.1, 0.7} : Band{0.5, 1.45}; }

  static bool meets(const Box& box, double centre, Side side, Band at) noexcept {
    const double low = side == Side::above ? box.bottom - centre : centre - box.top;
    const double high = side == Side::above ? box.top - centre : centre - box.bottom;
    return low < at.to && high > at.from;
  }

  /// What a tie starts after: dots of its column, heads beside its own.
  void limit_start(const Span& span, TieInput& input) const {
    const double centre = (input.left.bottom + input.left.top) / 2;
    const Band at = band(input.inside);
    const Event& own = system_.event(span.start);
    double limit = input.inside ? input.left.right : -1e9;
    in_column(span.start.measure, own, [&](const Event& event, std::uint32_t e, std::uint32_t h) {
      const Head& head = atoms(span.start.measure).heads[h];
      const EventPlace& place = place_of(span.start.measure, e);
      if (head.dots > 0) {
        const double x = place.x + d(head.dot_x);
        const double y = head.dot_p / 2.0 + system_.head_offset(event.staff, head.staff_shift);
        const Box dots{x, y - 0.3, x + 0.4 + 0.65 * (head.dots - 1), y + 0.3};
        if (meets(dots, centre, input.side, at)) limit = std::max(limit, dots.right);
      }
      const Box box = head_box(span.start.measure, event, e, head);
      if (h != span.start.head && box.right > input.left.left + 0.2 && meets(box, centre, input.side, at))
        limit = std::max(limit, box.right);
    });
    if (limit > -1e8) input.left_limit = limit;
    stem_at_start(span.start, input);
    const Box flag = flag_box(span.start);
    const bool flagged = input.left_stem && own.direction > 0 && input.side == Side::above && !flag.empty();
    if (flagged && meets_near_tip(flag.bottom, flag.top, input))
      input.left_limit = std::max(input.left_limit.value_or(-1e9), flag.right);
  }

  /// What a tie ends before: accidentals of its last column, its own too, heads beside its own, and its arpeggio.
  void limit_stop(const Span& span, TieInput& input) const {
    const double centre = (input.right.bottom + input.right.top) / 2;
    const Band at = band(input.inside);
    const Event& own = system_.event(span.stop);
    double limit = input.inside ? input.right.left : 1e9;
    in_column(span.stop.measure, own, [&](const Event& event, std::uint32_t e, std::uint32_t h) {
      const Head& head = atoms(span.stop.measure).heads[h];
      const EventPlace& place = place_of(span.stop.measure, e);
      if (head.accidental != 0) {
        const Box sign =
            accidental_glyphs(accidental_of(event, head), place.x + d(head.accidental_x), *system_.context->glyphs)
                .box.shifted(0.0, system_.head_y(event, head));
        if (sign.left < input.right.right && meets(sign, centre, input.side, band_at_signs(input.inside)))
          limit = std::min(limit, sign.left);
      }
      const Box box = head_box(span.stop.measure, event, e, head);
      if (h != span.stop.head && box.left < input.right.right - 0.2 && meets(box, centre, input.side, at))
        limit = std::min(limit, box.left);
    });
    if (const StaffWork* staff = system_.work(own.staff)) {
      constexpr double arpeggio_reach = 2.5;  // accidentals may stand between it and its heads
      for (const Box& wave : staff->arpeggios) {
        const bool of_chord = wave.right < input.right.left && wave.right > input.right.left - arpeggio_reach;
        if (of_chord && meets(wave, centre, input.side, band_at_signs(input.inside)))
          limit = std::min(limit, wave.left);
      }
    }
    const double start = input.open_left ? limit - style_.shortest_broken : input.left.right;
    if (limit < 1e8 && (limit >= input.right.left - 0.01 || limit - start > style_.shortest)) input.right_limit = limit;
    if (own.direction < 0 && passes_stem(span.stop, input.right, input))
      input.right_stem = place_of(span.stop.measure, span.stop.event).x + d(own.x) + d(own.stem_x);
  }

  void tie(const Span& span) {
    const bool starts = system_.holds(span.start.measure);
    const bool stops = system_.holds(span.stop.measure);
    if (!starts && !stops) return;
    const Event& first = atoms(span.start.measure).events[span.start.event];
    const Event& second = atoms(span.stop.measure).events[span.stop.event];
    const std::uint32_t staff = starts ? first.staff : second.staff;
    StaffWork* work = system_.work(staff);
    if (work == nullptr) return;
    TieInput input;
    input.side = side_of(span);
    input.in_chord = first.head_count > 1 || second.head_count > 1;
    input.open_left = !starts;
    input.open_right = !stops;
    input.staff_lines = system_.context->staves[staff].staff->lines;
    if (starts)
      input.left =
          head_box(span.start.measure, first, span.start.event, atoms(span.start.measure).heads[span.start.head]);
    if (stops)
      input.right =
          head_box(span.stop.measure, second, span.stop.event, atoms(span.stop.measure).heads[span.stop.head]);
    if (!starts) input.left_x = (system_.geometry.header_width + style_.after_header) / work->scale;
    if (!stops) input.right_x = (system_.geometry.measures.back().right - style_.to_barline) / work->scale;
    const Box& known = starts ? input.left : input.right;
    input.y = (known.bottom + known.top) / 2;
    if (starts && stops) {  // written differently they stand at two heights: the tie keeps clear of both
      const double other = (input.right.bottom + input.right.top) / 2;
      input.y = input.side == Side::above ? std::max(input.y, other) : std::min(input.y, other);
    }
    input.inside = (starts && blocked(span.start, input.left, input.side, true)) ||
                   (stops && blocked(span.stop, input.right, input.side, false));
    if (starts) limit_start(span, input);
    if (stops) limit_stop(span, input);
    pass_between(span, input);
    const SpanEnd& carrier = starts ? span.start : span.stop;
    waiting_.push_back(
        {input, staff, &span, span.start.vpd, starts ? extra_none : extra_continuation, span.start.mark,
         (std::uint64_t{carrier.measure} << 33U) + (std::uint64_t{carrier.event} << 1U) + (starts ? 0 : 1)});
  }

  /// Notes of other voices, or of the same one, between the tied ones: the tie goes over them or on its other side when
  /// it would cut through them.
  void pass_between(const Span& span, TieInput& input) {
    collect_between(span);
    if (between_.empty()) return;
    const TiePassage usual = tie_passage(input, between_, weights_, style_);
    if (usual.crossed == 0) return;
    const auto cost = [&](TieInput& way) {
      const TiePassage plain = tie_passage(way, between_, weights_, style_);
      if (plain.crossed == 0) return 0.0;
      way.extra_height = std::min(plain.extra_height, style_.pass_height);
      return way.extra_height + 10.0 * tie_passage(way, between_, weights_, style_).crossed;
    };
    TieInput other = turned(span, input);
    TieInput same = input;
    const double here = cost(same);
    const bool grace = system_.holds(span.start.measure) && system_.event(span.start).size == NoteSize::grace;
    const double there = cost(other) + (input.in_chord && !grace ? 5.0 : 1.0);
    const double now = 10.0 * usual.crossed;
    if (std::min(here, there) >= now) return;
    input = here <= there ? same : other;
  }

  /// The same tie on its other side.
  TieInput turned(const Span& span, const TieInput& input) const {
    TieInput other = input;
    other.side = input.side == Side::above ? Side::below : Side::above;
    other.left_limit.reset();
    other.right_limit.reset();
    other.left_stem.reset();
    other.right_stem.reset();
    const bool starts = !other.open_left, stops = !other.open_right;
    other.inside = (starts && blocked(span.start, other.left, other.side, true)) ||
                   (stops && blocked(span.stop, other.right, other.side, false));
    if (starts) limit_start(span, other);
    if (stops) limit_stop(span, other);
    return other;
  }

  void collect_between(const Span& span) {
    between_.clear();
    if (!system_.holds(span.start.measure) && !system_.holds(span.stop.measure)) return;
    const std::uint32_t staff = span.start.staff;
    const std::uint32_t last = std::min(span.stop.measure, system_.line.first + system_.line.count - 1);
    for (std::uint32_t m = std::max(span.start.measure, system_.line.first); m <= last; ++m) {
      const MeasureAtoms& from = atoms(m);
      for (std::uint32_t e = from.staff_begin[staff]; e < from.staff_begin[staff + 1]; ++e) {
        const Event& event = from.events[e];
        if (event.box.empty() || event.kind == EventKind::measure_rest || !lies_between(span, m, e)) continue;
        if (event.kind == EventKind::rest)
          between_.push_back(event.box.shifted(place_of(m, e).x, place_of(m, e).rest_shift));
        else
          take_note(m, e);
      }
      if (staff > 0) take_visitors(span, m, staff, -1);
      take_visitors(span, m, staff, 1);
    }
  }

  /// Notes of another staff's voice that are printed on the tie's staff stand in its way as its own staff's do.
  void take_visitors(const Span& span, std::uint32_t m, std::uint32_t staff, int from) {
    const std::uint32_t host = from < 0 ? staff - 1 : staff + 1;
    if (host >= system_.index_of.size() || system_.work(host) == nullptr) return;
    const MeasureAtoms& all = atoms(m);
    for (std::uint32_t e = all.staff_begin[host]; e < all.staff_begin[host + 1]; ++e) {
      const Event& event = all.events[e];
      if (event.kind != EventKind::chord || !event.cross_staff || !lies_between(span, m, e)) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        const Head& head = all.heads[h];
        if (head.hidden || head.staff_shift != -from) continue;
        const double x = place_of(m, e).x + d(event.x) + d(head.x);
        const double half = 0.5 * d(event.scale);
        const double y = head.p / 2.0;
        between_.push_back({x, y - half, x + d(event.head_width), y + half});
        if (head.accidental != 0)
          between_.push_back(system_.context->glyphs->box(head.accidental)
                                 .scaled(d(event.scale))
                                 .shifted(place_of(m, e).x + d(head.accidental_x), y));
      }
    }
  }

  /// Whether the event stands right of the tie's first note and left of its last one.
  bool lies_between(const Span& span, std::uint32_t m, std::uint32_t e) const {
    const auto x = [&](std::uint32_t measure, std::uint32_t event) {
      return place_of(measure, event).x + d(atoms(measure).events[event].x);
    };
    constexpr double beside = 1.7;  // heads of the same column
    const Event& first = system_.event(span.start);
    const double after = first.size == NoteSize::grace ? d(first.head_width) : beside;
    if (m == span.start.measure && x(m, e) < x(m, span.start.event) + after) return false;
    if (m == span.stop.measure && x(m, e) > x(m, span.stop.event) - beside) return false;
    return true;
  }

  /// Heads, accidentals and flags; stems pass ties.
  void take_note(std::uint32_t m, std::uint32_t e) {
    const Event& event = atoms(m).events[e];
    SpanEnd at;
    at.measure = m;
    at.event = e;
    if (event.flag != 0 && event.has_stem && !event.cross_staff) between_.push_back(flag_box(at));
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const Head& head = atoms(m).heads[h];
      if (head.hidden || head.staff_shift != 0) continue;
      between_.push_back(head_box(m, event, e, head));
      if (head.accidental == 0) continue;
      between_.push_back(system_.context->glyphs->box(head.accidental)
                             .scaled(d(event.scale))
                             .shifted(place_of(m, e).x + d(head.accidental_x), system_.head_y(event, head)));
    }
  }

  void let_ring(std::uint32_t i) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const auto [begin, end] = system_.events(i);
    for (std::uint32_t e = begin; e < end; ++e) {
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
    Span span;
    span.start.measure = system_.line.first + i;
    span.start.event = e;
    span.start.head = h;
    TieInput input;
    input.left = head_box(span.start.measure, event, e, atoms.heads[h]);
    input.y = (input.left.bottom + input.left.top) / 2;
    input.side = mark.side != Side::automatic ? mark.side : direction(atoms, event, h, stem_of(event));
    input.in_chord = event.head_count > 1;
    input.open_right = true;
    input.right_x = let_ring_end(input.left.right, style_);
    input.staff_lines = system_.context->staves[event.staff].staff->lines;
    input.inside = blocked(span.start, input.left, input.side, true);
    limit_start(span, input);
    if (input.left_limit) input.right_x = std::max(input.right_x, *input.left_limit + style_.let_ring);
    waiting_.push_back({input, event.staff, nullptr, event.vpd, extra_none, &mark,
                        (std::uint64_t{span.start.measure} << 33U) + (std::uint64_t{e} << 1U)});
  }

  /// Ties of one chord are shaped together; all are painted in the order of the spans.
  void shape_all() {
    std::vector<CurveShape> shapes(waiting_.size());
    std::vector<std::size_t> order(waiting_.size());
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    sort_stably(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      if (waiting_[a].chord != waiting_[b].chord) return waiting_[a].chord < waiting_[b].chord;
      return waiting_[a].input.y < waiting_[b].input.y;
    });
    std::vector<TieInput> inputs;
    std::vector<CurveShape> found;
    for (std::size_t from = 0; from < order.size();) {
      std::size_t to = from;
      inputs.clear();
      while (to < order.size() && waiting_[order[to]].chord == waiting_[order[from]].chord)
        inputs.push_back(waiting_[order[to++]].input);
      found.resize(inputs.size());
      tie_shapes(inputs, weights_, style_, found);
      for (std::size_t k = from; k < to; ++k) shapes[order[k]] = found[k - from];
      from = to;
    }
    uncross(shapes);
    part_tips(shapes);
    for (std::size_t k = 0; k < waiting_.size(); ++k) {
      note_tips(waiting_[k], shapes[k]);
      paint(*system_.work(waiting_[k].staff), shapes[k], waiting_[k].vpd, waiting_[k].extras, *waiting_[k].mark);
    }
  }

  /// Index of a tie of the same staff that `shape` in place of tie k would cross, or the number of ties.
  std::size_t crossed_by(const CurveShape& shape, std::size_t k, const std::vector<CurveShape>& shapes) const {
    std::size_t i = 0;
    while (i < shapes.size() && (i == k || waiting_[i].staff != waiting_[k].staff || !curves_cross(shape, shapes[i])))
      ++i;
    return i;
  }

  /// A tie that cuts through another, as those of interlocked chords of two voices or of grace notes may, goes to its
  /// other side when that is free; else the outer one of both goes around.
  void uncross(std::vector<CurveShape>& shapes) {
    for (std::size_t k = 0; k < shapes.size(); ++k) {
      const std::size_t other = crossed_by(shapes[k], k, shapes);
      if (other == shapes.size() || turn_over(k, shapes)) continue;
      if (waiting_[other].input.side == waiting_[k].input.side) go_around(k, other, shapes);
    }
  }

  /// A short half before a barline reaches back over its head: not into the tie that ends there.
  void part_tips(std::vector<CurveShape>& shapes) const {
    constexpr double apart = 0.2;
    for (std::size_t k = 0; k < shapes.size(); ++k) {
      if (!waiting_[k].input.open_right || waiting_[k].input.open_left) continue;
      const Point tip = shapes[k].outer[0];
      const double after_stem = waiting_[k].input.left_stem.value_or(-1e9) + style_.stem_gap;
      constexpr double least = 0.8;  // better a shorter half than one across its stem
      if (tip.x < after_stem && shapes[k].outer[3].x - after_stem > least) start_at(shapes[k], after_stem);
      for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Point end = shapes[i].outer[3];
        const bool meets = i != k && waiting_[i].staff == waiting_[k].staff && std::abs(end.y - tip.y) < apart &&
                           std::abs(end.x - tip.x) < style_.shortest_broken && end.x > tip.x - apart;
        if (meets && end.x + apart < shapes[k].outer[3].x) start_at(shapes[k], end.x + apart);
      }
    }
  }

  /// Moves the left tip of a curve and everything between with it.
  static void start_at(CurveShape& shape, double x) {
    const double left = shape.outer[0].x;
    const double right = shape.outer[3].x;
    const double share = (right - x) / (right - left);
    for (CurvePoints* side : {&shape.outer, &shape.inner})
      for (Point& point : *side) point.x = right - (right - point.x) * share;
  }

  bool turn_over(std::size_t k, std::vector<CurveShape>& shapes) {
    Waiting& tie = waiting_[k];
    if (tie.span == nullptr || tie.mark->side != Side::automatic) return false;
    const TieInput other = turned(*tie.span, tie.input);
    const CurveShape shape = tie_shape(other, weights_, style_);
    if (crossed_by(shape, k, shapes) < shapes.size()) return false;
    collect_between(*tie.span);
    if (tie_passage(other, between_, weights_, style_).crossed > 0) return false;
    tie.input = other;
    shapes[k] = shape;
    return true;
  }

  void go_around(std::size_t a, std::size_t b, std::vector<CurveShape>& shapes) {
    const double sign = waiting_[a].input.side == Side::below ? -1.0 : 1.0;
    const std::size_t outer = sign * waiting_[a].input.y > sign * waiting_[b].input.y ? a : b;
    constexpr double step = 0.25;
    TieInput input = waiting_[outer].input;
    for (double more = 0.0; more < style_.pass_height; more += step) {
      input.extra_height += step;
      const CurveShape shape = tie_shape(input, weights_, style_);
      if (crossed_by(shape, outer, shapes) < shapes.size()) continue;
      input.extra_height += step;  // clear of it
      waiting_[outer].input = input;
      shapes[outer] = tie_shape(input, weights_, style_);
      return;
    }
  }

  void note_tips(const Waiting& tie, const CurveShape& shape) {
    if (tie.span == nullptr) return;
    const Side side = tie.input.side;
    if (!tie.input.open_left)
      system_.tie_tips.push_back({tie.span->start.measure, tie.span->start.event, side, true, shape.outer[0].y});
    if (!tie.input.open_right)
      system_.tie_tips.push_back({tie.span->stop.measure, tie.span->stop.event, side, false, shape.outer[3].y});
  }

  void paint(StaffWork& staff, const CurveShape& shape, const Vpd& vpd, std::uint8_t extras, const Mark& mark) {
    staff.spanners.open(GroupClass::tie, vpd, extras).color = mark_color(mark);
    staff.spanners.curve(shape.outer, shape.inner, shape.outline);
    staff.spanners.close();
    std::array<Box, 6> boxes;
    outline_boxes(shape, boxes);
    for (const Box& box : boxes) {
      system_.add_ink(staff.staff, box);
      staff.obstacles.push_back({box, ObstacleKind::tie});
    }
  }

  SystemWork& system_;
  CurveWeights weights_;
  TieStyle style_;
  std::vector<Waiting> waiting_;
  mutable std::vector<int> positions_;
  std::vector<Box> between_;
};

}  // namespace

void place_ties(SystemWork& system) { TiePlacer(system).run(); }

}  // namespace burin::layout
