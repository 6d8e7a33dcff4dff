// Sides of slurs, and which notes they go by: handbook §12.1.
#include <algorithm>
#include <cmath>
#include <vector>

#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/systems/slur_parts.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// `visited`: whether notes of another staff's voice stand among these.
std::vector<StemDirection> stems_under(const SystemWork& system, const Span& span, bool& visited) {
  std::vector<StemDirection> stems;
  const std::uint32_t voice = (*system.stacks)[span.start.measure]->atoms->events[span.start.event].voice;
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure; ++m) {
    const MeasureAtoms& atoms = *(*system.stacks)[m]->atoms;
    for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      // Notes without a stem count as if they had theirs.
      if (event.kind != EventKind::chord || event.head_count == 0 || event.voice != voice) continue;
      if (event.size == NoteSize::grace) continue;
      if (m == span.start.measure && event.onset < span.start.at) continue;
      if (m == span.stop.measure && event.onset > span.stop.at) continue;
      visited = visited || event.shares_staff;
      stems.push_back(event.direction > 0 ? StemDirection::up : StemDirection::down);
    }
  }
  return stems;
}

Side usual_side(const SystemWork& system, const Span& span) {
  const MeasureAtoms& atoms = *(*system.stacks)[span.start.measure]->atoms;
  const Event& first = atoms.events[span.start.event];
  const bool away = first.head_count > 0 && atoms.heads[first.first_head].staff_shift != 0;
  VoicePlace voice = !first.multi_voice || away ? VoicePlace::single  // its own voices are elsewhere
                     : first.direction > 0      ? VoicePlace::upper
                                                : VoicePlace::lower;
  if (first.size == NoteSize::grace && voice == VoicePlace::single) {
    return first.direction > 0 ? Side::below : Side::above;
  }
  bool visited = false;
  const std::vector<StemDirection> stems = stems_under(system, span, visited);
  const auto same = [&](StemDirection stem) { return stem == stems.front(); };
  if (voice == VoicePlace::single && visited && std::all_of(stems.begin(), stems.end(), same))
    voice = stems.front() == StemDirection::up ? VoicePlace::upper : VoicePlace::lower;
  return slur_side(stems, voice, false);
}

/// Whether notes printed on the slur's staff hang on a stem to the staff above it, between the slur's ends: it cannot
/// pass them on that side.
bool barred_above(const SystemWork& system, const Span& span) {
  if (span.start.staff == 0) return false;
  const std::uint32_t over = span.start.staff - 1;
  for (std::uint32_t m = span.start.measure; m <= span.stop.measure; ++m) {
    const MeasureAtoms& atoms = *(*system.stacks)[m]->atoms;
    for (std::uint32_t e = atoms.staff_begin[over]; e < atoms.staff_begin[over + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (!event.cross_staff || !event.has_stem || event.direction < 0 || !event.beamed) continue;
      if (event.head_count == 0 || atoms.heads[event.first_head].staff_shift != 1) continue;
      if (m == span.start.measure && event.onset <= span.start.at) continue;
      if (m == span.stop.measure && event.onset >= span.stop.at) continue;
      return true;
    }
  }
  return false;
}

}  // namespace

Side side_of_slur(const SystemWork& system, const Span& span) {
  if (span.start.mark->side != Side::automatic) return span.start.mark->side;
  const Side side = usual_side(system, span);
  if (side == Side::above && barred_above(system, span)) return Side::below;
  return side;
}

namespace {

/// Whether nothing of the start's voice stands on its staff in this line before the slur ends: the half that leads to a
/// note on another staff belongs there.
bool has_left(const SystemWork& system, const Span& span) {
  const std::uint32_t voice = (*system.stacks)[span.start.measure]->atoms->events[span.start.event].voice;
  for (std::uint32_t i = 0; i < system.line.count && system.line.first + i <= span.stop.measure; ++i) {
    const MeasureAtoms& atoms = system.atoms(i);
    for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (system.line.first + i == span.stop.measure && event.onset >= span.stop.at) continue;
      if (event.kind == EventKind::chord && event.voice == voice) return false;
    }
  }
  return true;
}

}  // namespace

bool leaves_staff(const SystemWork& system, const Span& span, int& moved) {
  if (span.start.staff != span.stop.staff && system.holds(span.stop.measure)) {
    const int away = static_cast<int>(span.stop.staff) - static_cast<int>(span.start.staff);
    const bool fixed = system.head_offset(span.start.staff, away) != 0.0;
    if (!system.holds(span.start.measure) && fixed && has_left(system, span)) moved = away;
    return true;
  }
  int least = 100;
  int most = -100;
  const auto voice_of = [&](const SpanEnd& end) {
    return (*system.stacks)[end.measure]->atoms->events[end.event].voice;
  };
  const std::uint32_t voice = voice_of(span.start);
  const std::uint32_t last_voice = span.stop.staff == span.start.staff ? voice_of(span.stop) : voice;
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    if (m < span.start.measure || m > span.stop.measure) continue;
    const MeasureAtoms& atoms = system.atoms(i);
    for (std::uint32_t e = atoms.staff_begin[span.start.staff]; e < atoms.staff_begin[span.start.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.kind != EventKind::chord || (event.voice != voice && event.voice != last_voice)) continue;
      if (m == span.start.measure && event.onset < span.start.at) continue;
      if (m == span.stop.measure && event.onset > span.stop.at) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        least = std::min(least, int{atoms.heads[h].staff_shift});
        most = std::max(most, int{atoms.heads[h].staff_shift});
      }
    }
  }
  moved = least == most ? least : 0;
  return least < 0 || (most > 0 && most != -100);
}

std::uint32_t outermost_chord(const SystemWork& system, const SpanEnd& end, Side side) {
  const MeasureAtoms& atoms = system.atoms(end.measure - system.line.first);
  const std::uint32_t e = end.event;
  constexpr double beside = 1.6;  // voices that were moved farther apart don't stand over each other
  const Event& own = atoms.events[e];
  const bool rest = own.kind == EventKind::rest && !own.box.empty();
  if (!rest && (own.kind != EventKind::chord || own.head_count == 0)) return e;
  if (own.cross_staff || own.size == NoteSize::grace) return e;
  const int sign = side == Side::above ? 1 : -1;
  const auto reach = [&](const Event& event) {
    if (event.kind == EventKind::rest)
      return static_cast<int>(2.0 * sign * (sign > 0 ? event.box.top : event.box.bottom));
    return side == Side::above ? atoms.heads[event.first_head + event.head_count - 1].p
                               : -atoms.heads[event.first_head].p;
  };
  // Where its own stem points the slur's way, the tip is beyond that already.
  const double stem_end = system.stem_span(atoms, own, system.places[end.measure - system.line.first][e]).to;
  const double stem = own.has_stem && (own.direction > 0) == (side == Side::above) ? sign * stem_end : -1e9;
  std::uint32_t best = e;
  for (std::uint32_t o = atoms.staff_begin[own.staff]; o < atoms.staff_begin[own.staff + 1]; ++o) {
    const Event& other = atoms.events[o];
    if (other.column != own.column || other.kind != EventKind::chord || other.box.empty()) continue;
    if (other.size == NoteSize::grace || other.cross_staff || std::abs(d(other.x) - d(own.x)) > beside) continue;
    if (reach(other) / 2.0 < stem) continue;
    const Event& so_far = atoms.events[best];
    const bool on_stem = other.has_stem && (other.direction > 0) == (side == Side::above);
    const bool had_stem = so_far.has_stem && (so_far.direction > 0) == (side == Side::above);
    const int farther = reach(other) - reach(so_far);
    if (farther > 0 || (farther == 0 && on_stem && !had_stem)) best = o;  // a shared head: beside the stem there
  }
  return best;
}

double staff_offset(const SystemWork& system, const Span& span, const SpanEnd& end) {
  if (end.staff == span.start.staff) return 0.0;
  const int shift = static_cast<int>(end.staff) - static_cast<int>(span.start.staff);
  const double fixed = system.head_offset(span.start.staff, shift);
  return fixed != 0.0 ? fixed : -system.context->style.vertical.grand_staff * shift;
}

bool is_same_slur(const Span& a, const Span& b) noexcept {
  const auto same_place = [](const SpanEnd& x, const SpanEnd& y) {
    return x.measure == y.measure && x.event == y.event && x.head == y.head && x.staff == y.staff;
  };
  const Side first = a.start.mark->side;
  const Side second = b.start.mark->side;
  const bool same_side = first == second || first == Side::automatic || second == Side::automatic;
  return a.family == b.family && same_side && same_place(a.start, b.start) && same_place(a.stop, b.stop);
}

double outermost_y(const StaffWork& staff, double x0, double x1, Side side, double none) {
  const double nothing = side == Side::above ? -1e9 : 1e9;
  double y = nothing;
  for (const SlurObstacle& obstacle : staff.obstacles) {
    const bool counts = obstacle.kind == ObstacleKind::head || obstacle.kind == ObstacleKind::inner_slur ||
                        obstacle.kind == ObstacleKind::accidental;
    if (!counts || obstacle.box.right < x0 || obstacle.box.left > x1) continue;
    y = side == Side::above ? std::max(y, obstacle.box.top) : std::min(y, obstacle.box.bottom);
  }
  return y == nothing ? none : y;
}

double beyond_beams(const SystemWork& system, const StaffWork& staff, const SpanEnd& known, Point tip, Side side) {
  constexpr double beside = 3.0;
  const SlurStyle style;
  const double sign = side == Side::above ? 1.0 : -1.0;
  const std::uint32_t voice = (*system.stacks)[known.measure]->atoms->events[known.event].voice;
  double y = sign * tip.y;
  for (const PlacedBeam& beam : staff.beams) {
    if (beam.above != (side == Side::above) || beam.group->grace) continue;
    if (beam.left_x > tip.x + beside || beam.right_x < tip.x - beside || beam.right_x <= beam.left_x) continue;
    if (system.atoms(beam.measure).events[beam.group->events.front()].voice != voice) continue;
    const double share = std::clamp((tip.x - beam.left_x) / (beam.right_x - beam.left_x), 0.0, 1.0);
    const double edge = beam.left_y + (beam.right_y - beam.left_y) * share;
    y = std::max(y, sign * edge + style.beam_gap);
  }
  return sign * y;
}

}  // namespace burin::layout
