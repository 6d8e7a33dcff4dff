// Slurs of a system: handbook §12. Shapes come from slur_shape; here are ends, sides and obstacles.
#include <algorithm>
#include <array>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// One slur's piece on this system.
struct Piece {
  const Span* span{nullptr};
  bool starts{true};
  bool stops{true};
  bool leaves{false};  // from staff to staff
  double left{0.0};
  double right{0.0};
};

class SlurPlacer {
 public:
  explicit SlurPlacer(SystemWork& system)
      : system_(system), weights_(CurveWeights::slur(system.context->glyphs->defaults())) {
    style_.staff_line = system.context->glyphs->defaults().staff_line;
  }

  void run() {
    for (const Span* span : system_.spans) {
      if (span->family != system_.context->families.slur && !slurred_technique(*span)) continue;
      if (span->start.event == SpanEnd::no_event || span->stop.event == SpanEnd::no_event) continue;
      add_piece(*span);
    }
    if (pieces_.empty()) return;  // nobody asks for obstacles
    // Inner slurs first, so that outer ones can keep clear of them.
    sort_stably(pieces_.begin(), pieces_.end(), [](const Piece& a, const Piece& b) {
      return a.right - a.left != b.right - b.left ? a.right - a.left < b.right - b.left : a.left < b.left;
    });
    for (StaffWork& staff : system_.staves) collect_obstacles(staff);
    for (StaffWork& staff : system_.staves) sort_obstacles(staff, 0);
    for (const Piece& piece : pieces_) place(piece);
  }

 private:
  /// Hammer-ons and pull-offs have a slur; many files write it as well.
  bool slurred_technique(const Span& span) const {
    if (span.family != system_.context->families.technical) return false;
    if (span.start.event == SpanEnd::no_event || span.stop.event == SpanEnd::no_event) return false;
    const auto same = [](const SpanEnd& a, const SpanEnd& b) { return a.measure == b.measure && a.event == b.event; };
    return std::none_of(system_.spans.begin(), system_.spans.end(), [&](const Span* other) {
      return other->family == system_.context->families.slur && same(other->start, span.start) &&
             same(other->stop, span.stop);
    });
  }

  double event_x(const SpanEnd& end) const {
    const Event& event = system_.event(end);
    const EventPlace& place = system_.places[end.measure - system_.line.first][end.event];
    return place.x + d(event.x) + d(event.head_width) / 2;
  }

  void add_piece(const Span& span) {
    Piece piece;
    piece.span = &span;
    piece.starts = system_.holds(span.start.measure);
    piece.stops = system_.holds(span.stop.measure);
    piece.leaves = leaves_staff(span);
    const std::uint32_t staff = span.start.staff;
    const StaffWork* work = system_.work(staff);
    if (work == nullptr) return;
    piece.left = piece.starts ? event_x(span.start) : (system_.geometry.header_width + 0.5) / work->scale;
    piece.right =
        piece.stops ? event_x(span.stop) : (system_.geometry.measures.back().right - style_.to_barline) / work->scale;
    if (piece.right < piece.left) std::swap(piece.left, piece.right);
    pieces_.push_back(piece);
  }

  /// Everything that a slur of this staff has to keep clear of, by left edge.
  void collect_obstacles(StaffWork& staff) {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
        add_event(staff, atoms, atoms.events[e], system_.places[i][e]);
      }
    }
    for (const PlacedBeam& beam : staff.beams) {
      for (const auto& quad : beam.quads) {
        const Box box{quad[0].x, std::min(quad[2].y, quad[3].y), quad[1].x, std::max(quad[0].y, quad[1].y)};
        staff.obstacles.push_back({box, ObstacleKind::beam});
      }
    }
  }

  /// Sorts by left edge; those before `sorted` are in order.
  static void sort_obstacles(StaffWork& staff, std::size_t sorted) {
    const auto by_left = [](const SlurObstacle& a, const SlurObstacle& b) { return a.box.left < b.box.left; };
    const auto middle = staff.obstacles.begin() + static_cast<std::ptrdiff_t>(sorted);
    sort_stably(middle, staff.obstacles.end(), by_left);
    std::inplace_merge(staff.obstacles.begin(), middle, staff.obstacles.end(), by_left);
  }

  /// What stands on the next staves, for slurs that follow notes over there.
  void add_neighbours(const StaffWork& staff, double x0, double x1) {
    const auto own = static_cast<std::size_t>(system_.index_of[staff.staff]);
    const auto add = [&](std::size_t other, double offset) {
      for (const SlurObstacle& obstacle : system_.staves[other].obstacles) {
        if (obstacle.box.left > x1) break;
        if (obstacle.box.right > x0) obstacles_.push_back({obstacle.box.shifted(0.0, offset), obstacle.kind});
      }
    };
    if (system_.cross_distance[own] > 0.0) add(own + 1, -system_.cross_distance[own]);
    if (own > 0 && system_.cross_distance[own - 1] > 0.0) add(own - 1, system_.cross_distance[own - 1]);
  }

  /// Whether notes under a slur's piece here are printed on another staff than its voice's: then the notes there are in
  /// its way.
  bool leaves_staff(const Span& span) const {
    if (span.start.staff != span.stop.staff && system_.holds(span.stop.measure)) return true;
    const auto voice_of = [&](const SpanEnd& end) {
      return (*system_.stacks)[end.measure]->atoms->events[end.event].voice;
    };
    const std::uint32_t voice = voice_of(span.start);
    const std::uint32_t last_voice = voice_of(span.stop);
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const std::uint32_t m = system_.line.first + i;
      if (m < span.start.measure || m > span.stop.measure) continue;
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (!event.cross_staff || (event.voice != voice && event.voice != last_voice)) continue;
        if (m == span.start.measure && event.onset < span.start.at) continue;
        if (m == span.stop.measure && event.onset > span.stop.at) continue;
        return true;
      }
    }
    return false;
  }

  void add_event(StaffWork& staff, const MeasureAtoms& atoms, const Event& event, const EventPlace& place) {
    if (event.box.empty()) return;
    if (event.kind != EventKind::chord) {
      staff.obstacles.push_back({event.box.shifted(place.x, place.rest_shift), ObstacleKind::other});
      return;
    }
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h)
      add_head(event, place, atoms.heads[h]);
    if (event.has_stem) {
      const double sx = place.x + d(event.x) + d(event.stem_x);
      const StemSpan stem = system_.stem_span(atoms, event, place);
      staff.obstacles.push_back(
          {{sx - 0.06, std::min(stem.from, stem.to), sx + 0.06, std::max(stem.from, stem.to)}, ObstacleKind::stem});
    }
  }

  /// A head, its accidental and its dots are in the way on the staff that they are printed on.
  void add_head(const Event& event, const EventPlace& place, const Head& head) {
    StaffWork* staff =
        system_.work(static_cast<std::uint32_t>(static_cast<std::int32_t>(event.staff) + head.staff_shift));
    if (head.hidden || staff == nullptr) return;
    const double x = place.x + d(event.x);
    const double y = head.p / 2.0;
    const double half = 0.5 * d(event.scale);
    staff->obstacles.push_back(
        {{x + d(head.x), y - half, x + d(head.x) + d(event.head_width), y + half}, ObstacleKind::head});
    if (head.accidental != 0) {
      const Box& sign = system_.context->glyphs->box(head.accidental);
      staff->obstacles.push_back(
          {sign.scaled(d(event.scale)).shifted(place.x + d(head.accidental_x), y), ObstacleKind::accidental});
    }
    if (head.dots == 0) return;
    const double left = place.x + d(head.dot_x);
    const double dot_y = head.dot_p / 2.0;
    staff->obstacles.push_back(
        {{left, dot_y - 0.2, left + 0.4 + 0.65 * (head.dots - 1), dot_y + 0.2}, ObstacleKind::other});
  }

  Side side_of(const Span& span) const {
    const Mark& mark = *span.start.mark;
    if (mark.side != Side::automatic) return mark.side;
    const MeasureAtoms& atoms = *(*system_.stacks)[span.start.measure]->atoms;
    const Event& first = atoms.events[span.start.event];
    const bool away = first.head_count > 0 && atoms.heads[first.first_head].staff_shift != 0;
    VoicePlace voice = !first.multi_voice || away ? VoicePlace::single  // its own voices are elsewhere
                       : first.direction > 0      ? VoicePlace::upper
                                                  : VoicePlace::lower;
    if (first.size == NoteSize::grace && voice == VoicePlace::single) {
      return first.direction > 0 ? Side::below : Side::above;
    }
    bool visited = false;
    const std::vector<StemDirection> stems = stems_under(span, visited);
    const auto same = [&](StemDirection stem) { return stem == stems.front(); };
    if (voice == VoicePlace::single && visited && std::all_of(stems.begin(), stems.end(), same))
      voice = stems.front() == StemDirection::up ? VoicePlace::upper : VoicePlace::lower;
    return slur_side(stems, voice, false);
  }

  /// `visited`: whether notes of another staff's voice stand among these.
  std::vector<StemDirection> stems_under(const Span& span, bool& visited) const {
    std::vector<StemDirection> stems;
    const std::uint32_t voice = (*system_.stacks)[span.start.measure]->atoms->events[span.start.event].voice;
    for (std::uint32_t m = span.start.measure; m <= span.stop.measure; ++m) {
      const MeasureAtoms& atoms = *(*system_.stacks)[m]->atoms;
      for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.kind != EventKind::chord || !event.has_stem || event.voice != voice) continue;
        if (event.size == NoteSize::grace) continue;
        if (m == span.start.measure && event.onset < span.start.at) continue;
        if (m == span.stop.measure && event.onset > span.stop.at) continue;
        visited = visited || event.shares_staff;
        stems.push_back(event.direction > 0 ? StemDirection::up : StemDirection::down);
      }
    }
    return stems;
  }

  /// The chord of the column that lies farthest out on the slur's side: a slur on the inner side of a voice goes around
  /// the other voice's notes at its ends.
  std::uint32_t outermost(const MeasureAtoms& atoms, std::uint32_t e, Side side) const {
    constexpr double beside = 1.6;  // voices that were moved farther apart don't stand over each other
    const Event& own = atoms.events[e];
    if (own.kind != EventKind::chord || own.head_count == 0 || own.cross_staff || own.size == NoteSize::grace) return e;
    const auto reach = [&](const Event& event) {
      return side == Side::above ? atoms.heads[event.first_head + event.head_count - 1].p
                                 : -atoms.heads[event.first_head].p;
    };
    std::uint32_t best = e;
    for (std::uint32_t o = atoms.staff_begin[own.staff]; o < atoms.staff_begin[own.staff + 1]; ++o) {
      const Event& other = atoms.events[o];
      if (other.column != own.column || other.kind != EventKind::chord || other.box.empty()) continue;
      if (other.size == NoteSize::grace || other.cross_staff || std::abs(d(other.x) - d(own.x)) > beside) continue;
      const Event& so_far = atoms.events[best];
      const bool on_stem = other.has_stem && (other.direction > 0) == (side == Side::above);
      const bool had_stem = so_far.has_stem && (so_far.direction > 0) == (side == Side::above);
      const int farther = reach(other) - reach(so_far);
      if (farther > 0 || (farther == 0 && on_stem && !had_stem)) best = o;  // a shared head: beside the stem there
    }
    return best;
  }

  /// Whether strokes of a two-note tremolo lie at the end of the stem as a beam would.
  bool joined_by_strokes(const SpanEnd& end, std::uint32_t e) const {
    const StaffWork* staff = system_.work(end.staff);
    if (staff == nullptr) return false;
    const auto& tremolos = staff->tremolos;
    return std::any_of(tremolos.begin(), tremolos.end(), [&](const PlacedTremolo& placed) {
      return placed.measure + system_.line.first == end.measure &&
             (placed.atom->first == e || placed.atom->second == e);
    });
  }

  /// Ties at the slur's end: its tip stays beyond one that goes the same way, and aside of one that comes against it.
  void meet_ties(const SpanEnd& end, std::uint32_t e, Side side, bool at_start, double offset, SlurNote& note) const {
    for (const TieTip& tip : system_.tie_tips) {
      if (tip.measure != end.measure || (tip.event != e && tip.event != end.event) || tip.side != side) continue;
      if (tip.at_start != at_start) {
        note.shared = true;
        continue;
      }
      const double y = tip.y + offset;
      note.tie_y = !note.tie_on_side ? y : side == Side::above ? std::max(note.tie_y, y) : std::min(note.tie_y, y);
      note.tie_on_side = true;
    }
  }

  SlurNote note_of(const SpanEnd& end, Side side, bool at_start, bool own, double offset) const {
    const MeasureAtoms& atoms = system_.atoms(end.measure - system_.line.first);
    const std::uint32_t e = own ? end.event : outermost(atoms, end.event, side);
    const Event& event = atoms.events[e];
    const EventPlace& place = system_.places[end.measure - system_.line.first][e];
    SlurNote note;
    note.staff_lines = system_.context->staves[end.staff].staff->lines;
    if (event.kind != EventKind::chord || event.head_count == 0) {
      note.head = event.box.empty() ? Box{place.x, -0.5, place.x + 1.0, 0.5} : event.box.shifted(place.x, offset);
      return note;
    }
    const Head& head = atoms.heads[side == Side::above ? event.first_head + event.head_count - 1 : event.first_head];
    const double y = system_.head_y(event, head) + offset;
    const double left = place.x + d(event.x) + d(head.x);
    note.head = {left, y - 0.5 * d(event.scale), left + d(event.head_width), y + 0.5 * d(event.scale)};
    note.position = head.p;
    if (event.has_stem) note.stem = event.direction > 0 ? StemDirection::up : StemDirection::down;
    note.stem_x = place.x + d(event.x) + d(event.stem_x);
    note.stem_end = system_.stem_span(atoms, event, place).to + offset;
    note.beamed = event.beamed || joined_by_strokes(end, e);
    note.flagged = event.flag != 0;
    const bool sign = side == Side::above ? place.sign_top > place.top + 0.01 : place.sign_bottom < place.bottom - 0.01;
    if (sign) {
      note.has_articulation = true;
      note.articulation = {note.head.left, place.sign_bottom + offset, note.head.right, place.sign_top + offset};
      if (side == Side::above)
        note.articulation.bottom = place.top + offset;
      else
        note.articulation.top = place.bottom + offset;
    }
    meet_ties(end, e, side, at_start, offset, note);
    return note;
  }

  /// Where the staff of a slur's other end lies, relative to the start's staff.
  double offset_of(const Span& span, const SpanEnd& end) const {
    if (end.staff == span.start.staff) return 0.0;
    const int shift = static_cast<int>(end.staff) - static_cast<int>(span.start.staff);
    const double fixed = system_.head_offset(span.start.staff, shift);
    return fixed != 0.0 ? fixed : -system_.context->style.vertical.grand_staff * shift;
  }

  /// Outermost y of the notes of a half slur.
  double extreme(const StaffWork& staff, double x0, double x1, Side side) const {
    double y = side == Side::above ? 1.0 : -1.0;
    for (const SlurObstacle& obstacle : staff.obstacles) {
      const bool counts = obstacle.kind == ObstacleKind::head || obstacle.kind == ObstacleKind::inner_slur ||
                          obstacle.kind == ObstacleKind::accidental;
      if (!counts || obstacle.box.right < x0 || obstacle.box.left > x1) continue;
      y = side == Side::above ? std::max(y, obstacle.box.top) : std::min(y, obstacle.box.bottom);
    }
    return y;
  }

  bool shared(const SpanEnd& end, Side side, bool at_start) const {
    for (const Piece& piece : pieces_) {
      const SpanEnd& other = at_start ? piece.span->stop : piece.span->start;
      if (other.measure == end.measure && other.event == end.event && side_of(*piece.span) == side) return true;
    }
    return false;
  }

  /// Beyond the tips of slurs that were placed before on the same notes.
  double beyond_nested(const SpanEnd& end, Side side, bool at_start, double y) const {
    constexpr double beside = 1.0;  // tips at notes of two voices
    const double x = event_x(end);
    for (const Tip& tip : tips_) {
      if (tip.staff != end.staff || tip.side != side || tip.at_start != at_start || std::abs(tip.x - x) > beside)
        continue;
      const double gap = style_.nested_gap + 0.1;
      y = side == Side::above ? std::max(y, tip.y + gap) : std::min(y, tip.y - gap);
    }
    return y;
  }

  bool leads_from_grace(const Span& span) const {
    return system_.event(span.start).size == NoteSize::grace && system_.event(span.stop).size != NoteSize::grace;
  }

  /// Where a slur from a grace note ends: close to the head of its main note, before a stem on that side (handbook
  /// §14).
  Point grace_end(const SlurNote& main, Side side) const {
    const double sign = side == Side::above ? 1.0 : -1.0;
    if (on_stem(main, side))
      return {main.stem_x - style_.before_stem, (main.head.bottom + main.head.top) / 2 + sign * 0.35};
    const double edge = side == Side::above ? main.head.top : main.head.bottom;
    return {main.head.left + 0.3 * main.head.width(), edge + sign * style_.head_gap_on_line};
  }

  /// `own`: the tips stay with the slur's own notes, also where those of another voice lie farther out.
  SlurInput input_for(const Piece& piece, Side side, bool own) {
    const Span& span = *piece.span;
    StaffWork& staff = *system_.work(span.start.staff);
    SlurInput input;
    input.side = side;
    input.open_left = !piece.starts;
    input.open_right = !piece.stops;
    input.cross_staff = piece.leaves;
    input.staff_lines = system_.context->staves[span.start.staff].staff->lines;
    SlurNote first;
    SlurNote last;
    if (piece.starts) {
      first = note_of(span.start, side, true, own, 0.0);
      first.shared = first.shared || shared(span.start, side, true);
      input.left = slur_tip(first, side, true, style_);
      input.left.y = beyond_nested(span.start, side, true, input.left.y);
      input.free_left_tip = on_stem(first, side);
    }
    if (piece.stops) {
      last = note_of(span.stop, side, false, own, offset_of(span, span.stop));
      last.shared = last.shared || shared(span.stop, side, false);
      input.right = slur_tip(last, side, false, style_);
      if (piece.starts && leads_from_grace(span)) {
        input.right = grace_end(last, side);
        last.stem = StemDirection::none;  // it is short, and stops at the head, not at the stem's far end
      }
      input.right.y = beyond_nested(span.stop, side, false, input.right.y);
      input.free_right_tip = on_stem(last, side);
    }
    open_ends(piece, staff, side, input);
    if (piece.starts && piece.stops) {
      input.melodic_dy = (last.head.top - first.head.top + last.head.bottom - first.head.bottom) / 2;
      input.beamed = first.beamed && last.beamed;
    }
    if (piece.starts && piece.stops && is_steep(input, style_)) {
      const Point left = steep_tip(first, input.left, input, style_);
      input.right = leads_from_grace(span) ? input.right : steep_tip(last, input.right, input, style_);
      input.left = left;
    }
    if (input.right.x < input.left.x + 0.5) input.right.x = input.left.x + 0.5;
    return input;
  }

  void gather(const Piece& piece, const SlurInput& input) {
    const StaffWork& staff = *system_.work(piece.span->start.staff);
    obstacles_.clear();
    for (const SlurObstacle& obstacle : staff.obstacles) {
      if (obstacle.box.left > input.right.x + 1.0) break;
      if (obstacle.box.right > input.left.x - 1.0) obstacles_.push_back(obstacle);
    }
    if (!piece.leaves) return;
    add_neighbours(staff, input.left.x, input.right.x);
    sort_stably(obstacles_.begin(), obstacles_.end(),
                [](const SlurObstacle& a, const SlurObstacle& b) { return a.box.left < b.box.left; });
  }

  SlurResult shape(const Piece& piece, Side side, bool own) {
    SlurInput input = input_for(piece, side, own);
    gather(piece, input);
    input.obstacles = obstacles_;
    return slur_shape(input, weights_, style_);
  }

  /// Whether another voice's notes lie farther out at one end of the slur, but not at the other.
  bool goes_around_one(const Piece& piece, Side side) const {
    if (piece.leaves || !piece.starts || !piece.stops) return false;
    const auto around = [&](const SpanEnd& end) {
      return outermost(system_.atoms(end.measure - system_.line.first), end.event, side) != end.event;
    };
    return around(piece.span->start) != around(piece.span->stop);
  }

  void place(const Piece& piece) {
    const Span& span = *piece.span;
    Side side = side_of(span);
    SlurResult result = shape(piece, side, piece.leaves);
    // Around another voice at one end only: that may lead through its ties; then the slur stays inside.
    if (result.demerits > style_.stay_from && goes_around_one(piece, side)) {
      const SlurResult inside = shape(piece, side, true);
      if (inside.demerits < result.demerits * style_.turn_share) result = inside;
    }
    // From staff to staff the side that is wanted may lead right through the notes: then the other one.
    if (piece.starts && piece.stops && result.demerits > style_.turn_from && piece.leaves) {
      const Side opposite = side == Side::above ? Side::below : Side::above;
      const SlurResult turned = shape(piece, opposite, true);
      if (turned.demerits < result.demerits * style_.turn_share) {
        result = turned;
        side = opposite;
      }
    }
    keep_tips(piece, side, result);
    paint(*system_.work(span.start.staff), result, span, piece.starts ? extra_none : extra_continuation, piece.leaves);
  }

  void keep_tips(const Piece& piece, Side side, const SlurResult& result) {
    const SpanEnd& start = piece.span->start;
    const SpanEnd& stop = piece.span->stop;
    if (piece.starts) tips_.push_back({start.staff, side, true, event_x(start), result.shape.outer[0].y});
    if (piece.stops) tips_.push_back({stop.staff, side, false, event_x(stop), result.shape.outer[3].y});
  }

  static bool on_stem(const SlurNote& note, Side side) {
    return (note.stem == StemDirection::up && side == Side::above) ||
           (note.stem == StemDirection::down && side == Side::below);
  }

  void open_ends(const Piece& piece, const StaffWork& staff, Side side, SlurInput& input) const {
    const double edge = extreme(staff, piece.left, piece.right, side);
    const double flat = edge + (side == Side::above ? 0.6 : -0.6);
    if (!piece.starts && !piece.stops) {
      input.left = {piece.left, flat};
      input.right = {piece.right, flat};
    } else if (!piece.starts) {
      const double x = std::min(piece.left, input.right.x - style_.shortest_half);
      input.left = slur_open_end(input.right, x, edge, side, style_);
    } else if (!piece.stops) {
      const double x = std::max(piece.right, input.left.x + style_.shortest_half * 0.5);
      input.right = slur_open_end(input.left, x, edge, side, style_);
    }
  }

  void paint(StaffWork& staff, const SlurResult& result, const Span& span, std::uint8_t extras, bool leaves) {
    // That of a technique is a part of its sign.
    const bool own = span.family == system_.context->families.slur;
    staff.spanners
        .open(own ? GroupClass::slur : GroupClass::technical, span.start.vpd,
              own ? extras : static_cast<std::uint8_t>(extras | extra_continuation))
        .color = mark_color(*span.start.mark);
    staff.spanners.curve(result.shape.outer, result.shape.inner, result.shape.outline);
    staff.spanners.close();
    const std::size_t sorted = staff.obstacles.size();
    for (const Box& box : result.boxes) {
      system_.add_ink(span.start.staff, box);
      staff.obstacles.push_back({box, ObstacleKind::inner_slur});
    }
    sort_obstacles(staff, sorted);
    if (leaves) add_to_neighbours(staff, result);
  }

  /// A slur from staff to staff is in the way of those on the other staff, too.
  void add_to_neighbours(const StaffWork& staff, const SlurResult& result) {
    const auto own = static_cast<std::size_t>(system_.index_of[staff.staff]);
    const auto add = [&](std::size_t other, double offset) {
      for (const Box& box : result.boxes)
        system_.staves[other].obstacles.push_back({box.shifted(0.0, offset), ObstacleKind::inner_slur});
      sort_obstacles(system_.staves[other], 0);
    };
    if (system_.cross_distance[own] > 0.0) add(own + 1, system_.cross_distance[own]);
    if (own > 0 && system_.cross_distance[own - 1] > 0.0) add(own - 1, -system_.cross_distance[own - 1]);
  }

  SystemWork& system_;
  CurveWeights weights_;
  SlurStyle style_;
  std::vector<Piece> pieces_;
  struct Tip {
    std::uint32_t staff;
    Side side;
    bool at_start;
    double x;  // of its note
    double y;  // relative to the start's staff
  };
  std::vector<Tip> tips_;  // of the slurs placed so far
  std::vector<SlurObstacle> obstacles_;
};

}  // namespace

void place_slurs(SystemWork& system) { SlurPlacer(system).run(); }

}  // namespace burin::layout
