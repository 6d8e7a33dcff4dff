// What slurs keep clear of, staff by staff.
#include <algorithm>
#include <array>

#include "core/collections/sort_stably.hpp"
#include "pipeline/atoms/head_accidental.hpp"
#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/elements/tremolo_shape.hpp"
#include "pipeline/systems/slur_parts.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// An accidental by its outline: a slur may use the corners that it leaves empty. One in parentheses is a box.
void add_accidental(const GlyphMetrics& font, StaffWork& staff, const AccidentalRequest& request, Point at) {
  const AccidentalGlyphs sign = accidental_glyphs(request, at.x, font);
  std::array<Box, sign_outline_most> bands{sign.box.shifted(0.0, at.y)};
  std::size_t count = 1;
  if (sign.count == 1) {
    count = sign_outline(request.sign, font, bands);
    const PlacedGlyph& placed = sign.glyphs[0];
    for (std::size_t i = 0; i < count; ++i)
      bands[i] = bands[i].scaled(request.scale).shifted(placed.x, placed.y + at.y);
  }
  for (std::size_t i = 0; i < count; ++i) staff.obstacles.push_back({bands[i], ObstacleKind::accidental});
}

/// A head, its accidental and its dots are in the way on the staff that they are printed on.
void add_head(SystemWork& system, const Event& event, const EventPlace& place, const Head& head) {
  StaffWork* staff = system.work(static_cast<std::uint32_t>(static_cast<std::int32_t>(event.staff) + head.staff_shift));
  if (head.hidden || staff == nullptr) return;
  const double x = place.x + d(event.x);
  const double y = head.p / 2.0;
  const double half = 0.5 * d(event.scale);
  staff->obstacles.push_back(
      {{x + d(head.x), y - half, x + d(head.x) + d(event.head_width), y + half}, ObstacleKind::head});
  if (head.accidental != 0)
    add_accidental(*system.context->glyphs, *staff, accidental_of(event, head), {place.x + d(head.accidental_x), y});
  if (head.dots == 0) return;
  const double left = place.x + d(head.dot_x);
  const double dot_y = head.dot_p / 2.0;
  staff->obstacles.push_back(
      {{left, dot_y - 0.2, left + 0.4 + 0.65 * (head.dots - 1), dot_y + 0.2}, ObstacleKind::other});
}

/// The stem of notes on other staves starts there.
void add_stem_elsewhere(SystemWork& system, const MeasureAtoms& atoms, const Event& event, const Box& box) {
  int last = 0;
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
    const int shift = atoms.heads[h].staff_shift;
    if (shift == last) continue;
    last = shift;
    StaffWork* staff = system.work(static_cast<std::uint32_t>(static_cast<int>(event.staff) + shift));
    if (staff != nullptr)
      staff->obstacles.push_back({box.shifted(0.0, -system.head_offset(event.staff, shift)), ObstacleKind::stem});
  }
}

/// Crossing a flag is as bad as crossing its stem. Of its box the curl fills only a part.
void add_flag(const SystemWork& system, StaffWork& staff, const Event& event, Point origin) {
  constexpr double share = 0.6;
  Box box = system.context->glyphs->box(event.flag).scaled(d(event.scale)).shifted(origin.x, origin.y);
  const double dx = box.width() * (1.0 - share) / 2.0;
  const double dy = box.height() * (1.0 - share) / 2.0;
  box = {box.left + dx, box.bottom + dy, box.right - dx, box.top - dy};
  staff.obstacles.push_back({box, ObstacleKind::stem});
}

void add_event(SystemWork& system, StaffWork& staff, const MeasureAtoms& atoms, const Event& event,
               const EventPlace& place) {
  if (event.box.empty()) return;
  if (event.kind != EventKind::chord) {
    staff.obstacles.push_back({event.box.shifted(place.x, place.rest_shift), ObstacleKind::other});
    return;
  }
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h)
    add_head(system, event, place, atoms.heads[h]);
  if (event.has_stem) {
    const double sx = place.x + d(event.x) + d(event.stem_x);
    const StemSpan stem = system.stem_span(atoms, event, place);
    const Box box{sx - 0.06, std::min(stem.from, stem.to), sx + 0.06, std::max(stem.from, stem.to)};
    staff.obstacles.push_back({box, ObstacleKind::stem});
    if (event.cross_staff) add_stem_elsewhere(system, atoms, event, box);
    if (event.flag != 0) add_flag(system, staff, event, {sx, stem.flag});
  }
}

/// A beam is in the way on every staff that its notes have gone to.
void add_beam_elsewhere(SystemWork& system, const StaffWork& own, const PlacedBeam& beam, const Box& box) {
  const MeasureAtoms& atoms = system.atoms(beam.measure);
  int last = 0;
  for (const std::uint32_t e : beam.group->events) {
    const Event& event = atoms.events[e];
    const int shift = event.head_count > 0 ? atoms.heads[event.first_head].staff_shift : 0;
    if (shift == last) continue;
    last = shift;
    StaffWork* staff = system.work(static_cast<std::uint32_t>(static_cast<int>(own.staff) + shift));
    if (shift != 0 && staff != nullptr)
      staff->obstacles.push_back({box.shifted(0.0, -system.head_offset(own.staff, shift)), ObstacleKind::beam});
  }
}

/// Everything that a slur of this staff has to keep clear of, by left edge.
void collect(SystemWork& system, StaffWork& staff) {
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const MeasureAtoms& atoms = system.atoms(i);
    for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
      add_event(system, staff, atoms, atoms.events[e], system.places[i][e]);
    }
  }
  for (const PlacedBeam& beam : staff.beams) {
    for (const auto& quad : beam.quads) {
      const Box box{quad[0].x, std::min(quad[2].y, quad[3].y), quad[1].x, std::max(quad[0].y, quad[1].y)};
      staff.obstacles.push_back({box, ObstacleKind::beam});
      add_beam_elsewhere(system, staff, beam, box);
    }
  }
}

}  // namespace

void collect_slur_obstacles(SystemWork& system) {
  for (StaffWork& staff : system.staves) collect(system, staff);
  for (StaffWork& staff : system.staves) sort_slur_obstacles(staff, 0);
}

double stemless_strokes(const SystemWork& system, const Event& event) {
  if (event.has_stem || event.chord == nullptr) return 0.0;
  const TremoloStyle style;
  double reach = 0.0;
  for (const Mark& mark : event.chord->marks) {
    if (mark.family != system.context->families.tremolo || mark.hidden) continue;
    const auto strokes = static_cast<double>(std::max<std::int64_t>(1, mark.parameters().whole(Param::strokes, 3)));
    reach = style.off_whole + style.pitch * (strokes - 1) + style.thickness + style.width * style.slope;
  }
  return reach * d(event.scale);
}

void share_beam(const StaffWork& staff, double offset, SlurNote& note) {
  if (note.stem == StemDirection::none) return;
  constexpr double beside = 0.15, beyond = 0.5;
  const double sign = note.stem == StemDirection::up ? 1.0 : -1.0;
  const double head = sign * (sign > 0 ? note.head.top : note.head.bottom);
  for (const SlurObstacle& obstacle : staff.obstacles) {
    const Box box = obstacle.box.shifted(0.0, offset);
    if (obstacle.kind != ObstacleKind::beam || box.left > note.stem_x + beside || box.right < note.stem_x - beside)
      continue;
    const double outer = sign * (sign > 0 ? box.top : box.bottom);
    const double inner = sign * (sign > 0 ? box.bottom : box.top);
    if (inner < head || inner > sign * note.stem_end + beyond || outer < sign * note.stem_end - box.height()) continue;
    note.beamed = true;
    note.stem_end = sign * std::max(outer, sign * note.stem_end);
  }
}

bool is_seen(const SystemWork& system, const SpanEnd& end) {
  return !system.atoms(end.measure - system.line.first).heads[system.event(end).first_head].hidden;
}

bool has_strokes(const SystemWork& system, const SpanEnd& end) {
  const auto& marks = system.event(end).chord->marks;
  return std::any_of(marks.begin(), marks.end(),
                     [&](const Mark& mark) { return mark.family == system.context->families.tremolo; });
}

void sort_slur_obstacles(StaffWork& staff, std::size_t sorted) {
  const auto by_left = [](const SlurObstacle& a, const SlurObstacle& b) { return a.box.left < b.box.left; };
  const auto middle = staff.obstacles.begin() + static_cast<std::ptrdiff_t>(sorted);
  sort_stably(middle, staff.obstacles.end(), by_left);
  std::inplace_merge(staff.obstacles.begin(), middle, staff.obstacles.end(), by_left);
}

}  // namespace burin::layout
