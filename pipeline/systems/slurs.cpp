// Slurs of a system: handbook §12. Shapes come from slur_shape; here are ends, sides and obstacles.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/systems/slur_parts.hpp"
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
  int moved{0};        // all its notes here are printed that many staves below its voice's own
  double left{0.0};
  double right{0.0};
  std::size_t first{0};  // the piece that it is printed with: itself, or one that is the same slur
};

/// Where a slur's tips belong: at its own notes, at those of another voice where these lie farther out, or, as no slur
/// from a grace note does else, at the end of the last stem.
enum class Ends : std::uint8_t { own, outermost, at_stems };

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
    collect_slur_obstacles(system_);
    join_twins();
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      if (pieces_[i].first == i) place(pieces_[i]);
    }
  }

 private:
  /// Of pieces that are one slur the first is printed, on the side that one of them asks for. They follow one another.
  void join_twins() {
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
      Piece& piece = pieces_[i];
      piece.first = i;
      for (std::size_t j = i; j-- > 0 && pieces_[j].left == piece.left && pieces_[j].right == piece.right;) {
        if (pieces_[j].first != j || !is_same_slur(*pieces_[j].span, *piece.span)) continue;
        piece.first = j;
        if (pieces_[j].span->start.mark->side == Side::automatic) std::swap(pieces_[j].span, piece.span);
        break;
      }
    }
  }

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
    piece.leaves = leaves_staff(system_, span, piece.moved);
    const std::uint32_t staff = span.start.staff;
    const StaffWork* work = system_.work(staff);
    if (work == nullptr) return;
    piece.left = piece.starts ? event_x(span.start) : (system_.geometry.header_width + 0.5) / work->scale;
    piece.right =
        piece.stops ? event_x(span.stop) : (system_.geometry.measures.back().right - style_.to_barline) / work->scale;
    if (piece.right < piece.left) std::swap(piece.left, piece.right);
    pieces_.push_back(piece);
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
    const std::uint32_t e = own ? end.event : outermost_chord(system_, end, side);
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
    const double half = system_.half_head(event, head);
    note.head = {left, y - half, left + d(event.head_width), y + half};
    const double strokes = stemless_strokes(system_, event);
    const bool under = event.multi_voice && event.direction < 0;
    if (under == (side == Side::below)) (under ? note.head.bottom : note.head.top) += under ? -strokes : strokes;
    note.position = head.p;
    if (event.has_stem) note.stem = event.direction > 0 ? StemDirection::up : StemDirection::down;
    note.stem_x = place.x + d(event.x) + d(event.stem_x);
    note.stem_end = system_.stem_span(atoms, event, place).to + offset;
    note.beamed = event.beamed || joined_by_strokes(end, e);
    note.flagged = event.flag != 0;
    if (const StaffWork* staff = system_.work(end.staff); staff != nullptr && !note.beamed)
      share_beam(*staff, offset, note);
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

  bool shared(const SpanEnd& end, Side side, bool at_start) const {
    for (const Piece& piece : pieces_) {
      const SpanEnd& other = at_start ? piece.span->stop : piece.span->start;
      if (other.measure == end.measure && other.event == end.event && side_of_slur(system_, *piece.span) == side)
        return true;
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

  /// A tie may pass under or over the note that a slur starts from or ends at: one from a grace note goes around it,
  /// others keep their tips off it.
  double beyond_ties(const StaffWork& staff, Point tip, Side side, bool grace) const {
    const double reach = grace ? 1.5 : 0.4;
    const double sign = side == Side::above ? 1.0 : -1.0;
    double y = sign * tip.y;
    for (const SlurObstacle& obstacle : staff.obstacles) {
      const Box& box = obstacle.box;
      if (obstacle.kind != ObstacleKind::tie || box.left > tip.x || box.right < tip.x) continue;
      const double near = side == Side::above ? box.bottom : -box.top;
      const double far = side == Side::above ? box.top : -box.bottom;
      if (near < y + reach && far > y - style_.nested_gap) y = far + style_.nested_gap;
    }
    return sign * y;
  }

  /// Where a slur from a grace note ends: close to the head of its main note, before a stem on that side (handbook
  /// §14).
  Point grace_end(const SlurNote& main, Side side) const {
    const double sign = side == Side::above ? 1.0 : -1.0;
    if (on_stem(main, side)) {
      // Between ledger lines, where the head has some.
      const bool ledgers = std::abs(main.position) > main.staff_lines;
      const double under = !ledgers ? 0.35 : main.position % 2 == 0 ? 0.5 : 1.0;
      return {main.stem_x - style_.before_stem, (main.head.bottom + main.head.top) / 2 + sign * under};
    }
    const double edge = side == Side::above ? main.head.top : main.head.bottom;
    Point tip{main.head.left + 0.3 * main.head.width(), edge + sign * style_.head_gap_on_line};
    if (main.tie_on_side) tip.y = sign * std::max(sign * tip.y, sign * main.tie_y + style_.nested_gap);
    return tip;
  }

  SlurInput input_for(const Piece& piece, Side side, Ends ends) {
    const bool own = ends != Ends::outermost;
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
      input.left.y = beyond_ties(staff, input.left, side, leads_from_grace(span));
      input.free_left_tip = on_stem(first, side);
    }
    if (piece.stops) {
      last = note_of(span.stop, side, false, own, staff_offset(system_, span, span.stop));
      last.shared = last.shared || shared(span.stop, side, false);
      input.right = slur_tip(last, side, false, style_);
      if (piece.starts && leads_from_grace(span) && ends != Ends::at_stems) {
        input.right = grace_end(last, side);
        if (on_stem(last, side) && has_strokes(system_, span.stop)) input.right.x -= beside_strokes;
        if (is_seen(system_, span.start))
          input.left.x = std::min(input.left.x, std::max(first.head.left - 0.15, input.right.x - grace_length));
        last.stem = StemDirection::none;  // it is short, and stops at the head, not at the stem's far end
      }
      input.right.y = beyond_nested(span.stop, side, false, input.right.y);
      if (!leads_from_grace(span) && span.start.staff == span.stop.staff)
        input.right.y = beyond_ties(staff, input.right, side, false);
      input.free_right_tip = on_stem(last, side);
      const double sign = side == Side::above ? 1.0 : -1.0;
      if (ends == Ends::at_stems) input.left.y = sign * std::max(sign * input.left.y, sign * input.right.y);
    }
    open_ends(piece, staff, side, input);
    if (piece.starts && piece.stops) {
      input.melodic_dy = (last.head.top - first.head.top + last.head.bottom - first.head.bottom) / 2;
      input.beamed = first.beamed && last.beamed;
    }
    if (piece.starts && piece.stops && is_steep(input, style_)) {
      const Point left = steep_tip(first, input.left, input, style_);
      input.right =
          leads_from_grace(span) && ends != Ends::at_stems ? input.right : steep_tip(last, input.right, input, style_);
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
    if (piece.moved != 0) return gather_moved(piece, input);
    add_neighbours(staff, input.left.x, input.right.x);
    sort_stably(obstacles_.begin(), obstacles_.end(),
                [](const SlurObstacle& a, const SlurObstacle& b) { return a.box.left < b.box.left; });
  }

  /// A slur whose notes have all gone to another staff knows nothing of what stands on its voice's own.
  void gather_moved(const Piece& piece, const SlurInput& input) {
    obstacles_.clear();
    const StaffWork* staff = printed_on(piece);
    if (staff == nullptr) return;
    take_obstacles(staff->staff, system_.head_offset(piece.span->start.staff, piece.moved), input);
  }

  StaffWork* printed_on(const Piece& piece) const {
    return system_.work(static_cast<std::uint32_t>(static_cast<int>(piece.span->start.staff) + piece.moved));
  }

  SlurResult shape(const Piece& piece, Side side, Ends ends) {
    SlurInput input = input_for(piece, side, ends);
    gather(piece, input);
    input.obstacles = obstacles_;
    return slur_shape(input, weights_, style_);
  }

  /// Between two staves a slur may leave the upper one below its note and reach the lower one above its note (handbook
  /// §12.6: where neither side leads around the notes).
  static Side facing(const Span& span, const SpanEnd& end) noexcept {
    const std::uint32_t other = end.staff == span.start.staff ? span.stop.staff : span.start.staff;
    return end.staff < other ? Side::below : Side::above;
  }

  /// The slur through the room between its staves, bulging up over the lower one's notes or down under the upper one's.
  /// Its demerits count what it crosses of the other staff, too: its tip there may stand so far `away` from the note.
  SlurResult shape_between(const Piece& piece, Side bulge, double away) {
    const Span& span = *piece.span;
    const Side first_side = facing(span, span.start);
    const Side last_side = facing(span, span.stop);
    const double offset = staff_offset(system_, span, span.stop);
    const SlurNote first = note_of(span.start, first_side, true, true, 0.0);
    const SlurNote last = note_of(span.stop, last_side, false, true, offset);
    SlurInput input;
    input.side = bulge;
    input.cross_staff = true;
    input.left = slur_tip(first, first_side, true, style_);
    input.left.y = beyond_nested(span.start, first_side, true, input.left.y);
    input.right = slur_tip(last, last_side, false, style_);
    input.right.y = beyond_nested(span.stop, last_side, false, input.right.y);
    input.right.x = std::max(input.right.x, input.left.x + 0.5);
    input.melodic_dy = input.right.y - input.left.y;
    input.free_left_tip = on_stem(first, first_side);
    input.free_right_tip = on_stem(last, last_side);
    input.staff_lines = 0;
    const bool upwards = (bulge == Side::above) == (first_side == Side::below);  // around the notes of the slur's end
    const Side other_side = upwards ? first_side : last_side;
    (upwards ? input.left : input.right).y += other_side == Side::above ? away : -away;
    obstacles_.clear();
    take_obstacles(upwards ? span.stop.staff : span.start.staff, upwards ? offset : 0.0, input);
    input.obstacles = obstacles_;
    SlurResult result = slur_shape(input, weights_, style_);
    obstacles_.clear();
    take_obstacles(upwards ? span.start.staff : span.stop.staff, upwards ? 0.0 : offset, input);
    for (const SlurObstacle& obstacle : obstacles_) {
      const double beside = obstacle.kind == ObstacleKind::other ? 0.25 : 0.0;  // brackets would give way
      const Box& other = obstacle.box;
      const bool crossed = std::any_of(result.boxes.begin(), result.boxes.end(), [&](const Box& box) {
        return box.left < other.right && box.right > other.left && box.bottom < other.top + beside &&
               box.top > other.bottom - beside;
      });
      if (crossed) result.demerits += obstacle.kind == ObstacleKind::head ? style_.head_inside : style_.crossed;
    }
    result.demerits += style_.tip_moved * away;
    return result;
  }

  void take_obstacles(std::uint32_t of, double offset, const SlurInput& input) {
    const StaffWork* staff = system_.work(of);
    if (staff == nullptr) return;
    for (const SlurObstacle& obstacle : staff->obstacles) {
      if (obstacle.box.left > input.right.x + 1.0) break;
      if (obstacle.box.right > input.left.x - 1.0)
        obstacles_.push_back({obstacle.box.shifted(0.0, offset), obstacle.kind});
    }
  }

  /// Whether another voice's notes lie farther out at one end of the slur, but not at the other.
  bool goes_around_one(const Piece& piece, Side side) const {
    if (piece.leaves || !piece.starts || !piece.stops) return false;
    const auto around = [&](const SpanEnd& end) { return outermost_chord(system_, end, side) != end.event; };
    return around(piece.span->start) != around(piece.span->stop);
  }

  /// Whether a slur from grace notes would start beyond the beam that it ends before.
  bool enters_beam(const Piece& piece, Side side) {
    const StaffWork& staff = *system_.work(piece.span->start.staff);
    const SlurInput input = input_for(piece, side, Ends::own);
    const double sign = side == Side::above ? 1.0 : -1.0;
    return std::any_of(staff.obstacles.begin(), staff.obstacles.end(), [&](const SlurObstacle& obstacle) {
      const Box& box = obstacle.box;
      if (obstacle.kind != ObstacleKind::beam || box.left > input.left.x || box.right < input.right.x) return false;
      const double middle = sign * (box.bottom + box.top) / 2;
      return sign * input.left.y > middle - style_.beam_gap && sign * input.right.y < middle;
    });
  }

  void place(const Piece& piece) {
    const Span& span = *piece.span;
    Side side = side_of_slur(system_, span);
    SlurResult result = shape(piece, side, piece.leaves ? Ends::own : Ends::outermost);
    // Around another voice at one end only: that may lead through its ties; then the slur stays inside.
    if (result.demerits > style_.stay_from && goes_around_one(piece, side)) {
      const SlurResult inside = shape(piece, side, Ends::own);
      if (inside.demerits < result.demerits * style_.turn_share) result = inside;
    }
    // The side that is wanted may lead right through the notes, from staff to staff most of all: then the other one.
    const bool may_turn = piece.leaves || span.start.mark->side == Side::automatic;
    if (piece.starts && piece.stops && result.demerits > style_.turn_from && may_turn) {
      const Side opposite = side == Side::above ? Side::below : Side::above;
      double least = result.demerits * style_.turn_share;
      for (const Ends ends : {Ends::own, Ends::outermost}) {
        const SlurResult turned = shape(piece, opposite, ends);
        if (turned.demerits >= least) continue;
        least = turned.demerits;
        result = turned;
        side = opposite;
      }
    }
    // From staff to staff both ways around may be barred: then it goes through between them.
    bool between = false;
    if (piece.starts && piece.stops && span.start.staff != span.stop.staff && result.demerits > style_.turn_from) {
      for (const double away : {0.0, 0.5, 1.0, 1.5, 2.0, 2.5}) {
        for (const Side bulge : {Side::above, Side::below}) {
          const SlurResult through = shape_between(piece, bulge, away);
          if (through.demerits >= result.demerits * (between ? 1.0 : style_.turn_share)) continue;
          result = through;
          between = true;
        }
        if (result.demerits <= style_.turn_from) break;
      }
    }
    // Grace notes among the stems of a beam have no room for a slur there.
    if (piece.starts && piece.stops && leads_from_grace(span) && enters_beam(piece, side))
      result = shape(piece, side, Ends::at_stems);
    if (piece.starts && piece.stops && leads_from_grace(span) && is_pocket(result))
      result = beside_grace(piece, side, result);
    keep_tips(piece, between ? facing(span, span.start) : side, between ? facing(span, span.stop) : side, result);
    paint(*system_.work(span.start.staff), result, piece);
  }

  /// A grace note whose stem points the slur's way may leave no room for one beyond that stem: it leads from behind the
  /// head to under (or over) the stem of the main note, or to its head (handbook §14).
  SlurResult beside_grace(const Piece& piece, Side side, const SlurResult& usual) {
    const Span& span = *piece.span;
    const double sign = side == Side::above ? 1.0 : -1.0;
    const SlurNote first = note_of(span.start, side, true, true, 0.0);
    const SlurNote last = note_of(span.stop, side, false, true, staff_offset(system_, span, span.stop));
    if (!on_stem(first, side)) return usual;
    SlurInput input = input_for(piece, side, Ends::own);
    const double middle = (first.head.top + first.head.bottom) / 2;
    input.left = {first.head.right + style_.tip_off_line, middle + sign * style_.nested_gap};
    const bool at_stem = on_stem(last, side) && sign * last.stem_end < sign * input.left.y;
    input.right = at_stem ? Point{last.stem_x + 2 * style_.stem_inset, last.stem_end + sign * style_.head_gap}
                          : grace_end(last, side);
    input.right.x = std::max(input.right.x, input.left.x + 1.0);
    return slur_shape(input, weights_, style_);
  }

  void keep_tips(const Piece& piece, Side first_side, Side last_side, const SlurResult& result) {
    const SpanEnd& start = piece.span->start;
    const SpanEnd& stop = piece.span->stop;
    if (piece.starts) tips_.push_back({start.staff, first_side, true, event_x(start), result.shape.outer[0].y});
    if (piece.stops) tips_.push_back({stop.staff, last_side, false, event_x(stop), result.shape.outer[3].y});
  }

  static bool on_stem(const SlurNote& note, Side side) {
    return (note.stem == StemDirection::up && side == Side::above) ||
           (note.stem == StemDirection::down && side == Side::below);
  }

  /// y of an open tip: where the notes next to it are printed on another staff than the other tip's, it goes by them.
  double beside_open_end(const Piece& piece, Point tip, Side side) const {
    constexpr double beside = 8.0;
    const SpanEnd& closed = piece.starts ? piece.span->start : piece.span->stop;
    const Event& end = system_.event(closed);
    const std::uint32_t i = piece.starts ? system_.line.count - 1 : 0;
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event* next = nullptr;
    for (std::uint32_t e = atoms.staff_begin[closed.staff]; e < atoms.staff_begin[closed.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || event.head_count == 0 || event.voice != end.voice) continue;
      if (next == nullptr || piece.starts) next = &event;
    }
    if (next == nullptr) return tip.y;
    const auto staff_of = [&](const MeasureAtoms& in, const Event& event) {
      return static_cast<int>(event.staff) + in.heads[event.first_head].staff_shift;
    };
    const int staff = staff_of(atoms, *next);
    const StaffWork* work = system_.work(static_cast<std::uint32_t>(staff));
    if (work == nullptr || staff == staff_of(system_.atoms(closed.measure - system_.line.first), end)) return tip.y;
    const std::uint32_t from = piece.span->start.staff;
    const double offset = system_.head_offset(from, staff - static_cast<int>(from));
    const double sign = side == Side::above ? 1.0 : -1.0;
    return outermost_y(*work, tip.x - beside, tip.x + beside, side, sign) + offset + sign * style_.open_gap;
  }

  void open_ends(const Piece& piece, const StaffWork& staff, Side side, SlurInput& input) const {
    const StaffWork* printed = printed_on(piece);
    const double offset = piece.moved == 0 ? 0.0 : system_.head_offset(piece.span->start.staff, piece.moved);
    const double sign = side == Side::above ? 1.0 : -1.0;
    const auto edge_in = [&](double from, double to, double none) {
      return outermost_y(printed == nullptr ? staff : *printed, from, to, side, none - offset) + offset;
    };
    // What the open end leads to or comes from are the notes next to it; the arch goes over the others.
    const double next_to = std::max(next_to_end, (piece.right - piece.left) * next_to_share);
    if (!piece.starts && !piece.stops) {
      const double flat = edge_in(piece.left, piece.right, offset + sign) + 0.6 * sign;
      input.left = {piece.left, flat};
      input.right = {piece.right, flat};
    } else if (!piece.starts) {
      const double x = std::min(piece.left, input.right.x - style_.shortest_half);
      const double edge = edge_in(piece.left, piece.left + next_to, input.right.y - sign * style_.open_gap);
      input.left = slur_open_end(input.right, x, edge, side, style_);
    } else if (!piece.stops) {
      const double x = std::max(piece.right, input.left.x + style_.shortest_half * 0.5);
      const double edge = edge_in(piece.right - next_to, piece.right, input.left.y - sign * style_.open_gap);
      input.right = slur_open_end(input.left, x, edge, side, style_);
    }
    if (piece.leaves && piece.starts != piece.stops) {
      if (!piece.starts) input.left.y = beside_open_end(piece, input.left, side);
      if (!piece.stops) input.right.y = beside_open_end(piece, input.right, side);
    }
    if (!piece.starts) input.left.y = beyond_beams(system_, staff, piece.span->start, input.left, side);
    if (!piece.stops) input.right.y = beyond_beams(system_, staff, piece.span->start, input.right, side);
  }

  void paint(StaffWork& staff, const SlurResult& result, const Piece& piece) {
    const Span& span = *piece.span;
    const std::uint8_t extras = piece.starts ? extra_none : extra_continuation;
    // That of a technique is a part of its sign.
    const bool own = span.family == system_.context->families.slur;
    std::size_t groups = 0;
    for (std::size_t i = piece.first; i < pieces_.size() && pieces_[i].left == piece.left; ++i) {
      if (pieces_[i].first != piece.first) continue;
      staff.spanners
          .open(own ? GroupClass::slur : GroupClass::technical, pieces_[i].span->start.vpd,
                own ? extras : static_cast<std::uint8_t>(extras | extra_continuation))
          .color = mark_color(*span.start.mark);
      ++groups;
    }
    staff.spanners.curve(result.shape.outer, result.shape.inner, result.shape.outline);
    for (; groups > 0; --groups) staff.spanners.close();
    const std::size_t sorted = staff.obstacles.size();
    for (const Box& box : result.boxes) {
      system_.add_ink(span.start.staff, box);
      staff.obstacles.push_back({box, ObstacleKind::inner_slur});
    }
    sort_slur_obstacles(staff, sorted);
    if (piece.leaves) add_to_neighbours(staff, result);
  }

  /// A slur from staff to staff is in the way of those on the other staff, too.
  void add_to_neighbours(const StaffWork& staff, const SlurResult& result) {
    const auto own = static_cast<std::size_t>(system_.index_of[staff.staff]);
    const auto add = [&](std::size_t other, double offset) {
      for (const Box& box : result.boxes)
        system_.staves[other].obstacles.push_back({box.shifted(0.0, offset), ObstacleKind::inner_slur});
      sort_slur_obstacles(system_.staves[other], 0);
    };
    if (system_.cross_distance[own] > 0.0) add(own + 1, system_.cross_distance[own]);
    if (own > 0 && system_.cross_distance[own - 1] > 0.0) add(own - 1, -system_.cross_distance[own - 1]);
  }

  static constexpr double next_to_end = 4.0;     // of an open end: so far its notes count …
  static constexpr double next_to_share = 0.25;  // … in a long half that share
  static constexpr double grace_length = 1.4;    // a slur from a grace note is no shorter if its head allows
  static constexpr double beside_strokes = 0.5;  // of a tremolo on the stem that a slur from a grace note ends before
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
