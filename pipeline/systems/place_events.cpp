// Events get their x, beams their lines, stems their ends; notes and rests go into the skylines.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "pipeline/elements/beam.hpp"
#include "pipeline/elements/beam_quant.hpp"
#include "pipeline/elements/tremolo_shape.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// Height of a chord, without its accidentals: what stands over a head keeps its distance from the head. The stem of a
/// beamed one is known only with its beam.
void measure_height(const SystemWork& system, const MeasureAtoms& atoms, const Event& event, EventPlace& place) {
  place.top = -1e9;
  place.bottom = 1e9;
  const double half = 0.5 * d(event.scale);
  for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
    const double y = system.head_y(event, atoms.heads[h]);
    place.top = std::max(place.top, y + half);
    place.bottom = std::min(place.bottom, y - half);
  }
  if (!event.has_stem || event.beamed) return;
  const StemSpan stem = system.stem_span(atoms, event, place);
  place.top = std::max({place.top, stem.from, stem.to});
  place.bottom = std::min({place.bottom, stem.from, stem.to});
  if (event.flag == 0 || event.cross_staff) return;
  const Box flag = system.context->glyphs->box(event.flag).scaled(d(event.scale)).shifted(0.0, d(event.flag_y));
  place.top = std::max(place.top, flag.top);
  place.bottom = std::min(place.bottom, flag.bottom);
}

void place_columns(SystemWork& system, StaffWork& staff) {
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const MeasureAtoms& atoms = system.atoms(i);
    const MeasurePlace& measure = system.geometry.measures[i];
    for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      EventPlace& place = system.places[i][e];
      const double x = measure.columns.empty() ? measure.left + 1.0 : measure.columns[event.column];
      place.x = x / staff.scale;
      place.stem_to = d(event.stem_to);
      place.top = event.box.empty() ? 0.0 : event.box.top;
      place.bottom = event.box.empty() ? 0.0 : event.box.bottom;
      if (event.rest_shift != 0) {
        place.rest_shift = system.head_offset(staff.staff, event.rest_shift);
        place.top += place.rest_shift;
        place.bottom += place.rest_shift;
      }
      if (event.rest == nullptr && !event.box.empty()) measure_height(system, atoms, event, place);
    }
  }
}

class BeamPlacer {
 public:
  BeamPlacer(SystemWork& system, StaffWork& staff)
      : system_(system), staff_(staff), style_(BeamStyle::from(system.context->glyphs->defaults())) {}

  void run() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      for (const BeamGroup& group : system_.atoms(i).beams) {
        if (group.staff == staff_.staff && !group.events.empty()) place(i, group);
      }
      for (const TremoloAtom& tremolo : system_.atoms(i).tremolos) {
        if (system_.atoms(i).events[tremolo.first].staff == staff_.staff) place(i, tremolo);
      }
    }
  }

 private:
  void place(std::uint32_t i, const BeamGroup& group) {
    stems_.clear();
    events_.clear();
    for (const std::uint32_t e : group.events) add_stem(i, e);
    for (std::size_t k = 0; k < stems_.size(); ++k)
      stems_[k].min_length = least_for_strokes(system_.atoms(i), events_[k]);
    if (stems_.empty() || (stems_.size() < 2 && !group.open_left && !group.open_right)) return;
    obstacles_.clear();
    add_obstacles(i, group);
    BeamInput input;
    input.stems = stems_;
    input.obstacles = obstacles_;
    input.scale = d(system_.atoms(i).events[events_.front()].scale);
    input.staff_lines = system_.context->staves[staff_.staff].staff->lines;
    input.cross_staff = group.cross_staff;
    input.open_left = group.open_left;
    input.open_right = group.open_right;
    input.left_edge = (i == 0 ? system_.geometry.header_width + 0.5 : system_.geometry.measures[i].left) / staff_.scale;
    input.right_edge = system_.geometry.measures[i].right / staff_.scale;
    BeamPlan plan = plan_beam(input, style_);
    if (group.fan != BeamFan::none) feather(plan, group.fan == BeamFan::accelerando);
    for (std::size_t k = 0; k < events_.size(); ++k) set_stem(i, events_[k], plan.stem_ends[k]);
    keep(i, group, plan);
  }

  /// Strokes between two stems of their own lie as beams of so many levels would (handbook §15.5).
  void place(std::uint32_t i, const TremoloAtom& tremolo) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& first = atoms.events[tremolo.first];
    const Event& second = atoms.events[tremolo.second];
    if (!first.has_stem || !second.has_stem || first.beamed || second.beamed) return;
    const std::optional<int> away = common_shift(atoms, first, second);
    if (!away) return;  // their stems go from staff to staff
    stems_.clear();
    events_.clear();
    add_stem(i, tremolo.first);
    add_stem(i, tremolo.second);
    if (stems_.size() < 2 || stems_[1].x <= stems_[0].x) return;
    const int strokes = std::clamp(static_cast<int>(tremolo.tremolo->strokes), 1, 8);
    for (int level = 1; level <= strokes; ++level) {
      stems_[0].beams.set(level, BeamState::begin);
      stems_[1].beams.set(level, BeamState::end);
    }
    obstacles_.clear();
    add_accidentals(atoms, second, system_.places[i][tremolo.second].x);
    add_other_heads(i, tremolo, *away);
    BeamInput input;
    input.stems = stems_;
    input.obstacles = obstacles_;
    input.scale = d(first.scale);
    input.staff_lines = system_.context->staves[staff_.staff].staff->lines;
    input.cross_staff = *away != 0;
    const BeamPlan plan = plan_beam(input, style_);
    for (std::size_t k = 0; k < events_.size(); ++k) {
      set_stem(i, events_[k], plan.stem_ends[k]);
      // Stems on another staff are kept as that staff sees them.
      system_.places[i][events_[k]].stem_to -= system_.head_offset(staff_.staff, *away);
    }
    const double half = plan.thickness / 2 * (first.direction > 0 ? 1.0 : -1.0);
    staff_.tremolos.push_back({i, &tremolo, plan.left_y + half, plan.right_y + half});
  }

  /// The staff that all heads of both notes are printed on, counted from their voice's; nothing when there are several.
  static std::optional<int> common_shift(const MeasureAtoms& atoms, const Event& first, const Event& second) {
    if (first.head_count == 0 || second.head_count == 0) return std::nullopt;
    const int shift = atoms.heads[first.first_head].staff_shift;
    for (const Event* event : {&first, &second}) {
      for (std::uint32_t h = event->first_head; h < event->first_head + event->head_count; ++h)
        if (atoms.heads[h].staff_shift != shift) return std::nullopt;
    }
    return shift;
  }

  void add_stem(std::uint32_t i, std::uint32_t e) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const Event& event = atoms.events[e];
    if (event.kind != EventKind::chord || event.head_count == 0) return;
    double low = 1e9;
    double high = -1e9;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const double y = system_.head_y(event, atoms.heads[h]);
      low = std::min(low, y);
      high = std::max(high, y);
    }
    BeamStem stem;
    stem.x = system_.places[i][e].x + d(event.x) + d(event.stem_x);
    stem.direction = event.direction > 0 ? StemDirection::up : StemDirection::down;
    stem.near = event.direction > 0 ? high : low;
    stem.far = event.direction > 0 ? low : high;
    stem.beams = event.beams;
    stems_.push_back(stem);
    events_.push_back(e);
  }

  /// Length of a beamed stem that carries strokes, up to the outer edge of its beams: head, strokes and beams lie apart
  /// (handbook §15.5).
  double least_for_strokes(const MeasureAtoms& atoms, std::uint32_t e) const {
    const Event& event = atoms.events[e];
    const TremoloStyle strokes_style;
    constexpr double clear = 0.35;
    int strokes = 0;
    for (const Mark& mark : event.chord->marks) {
      const bool drawn = mark.family == system_.context->families.tremolo && !mark.hidden;
      if (drawn && mark.parameters().whole(Param::glyph) == 0)
        strokes = std::max(strokes, static_cast<int>(mark.parameters().whole(Param::strokes, 3)));
    }
    for (const TremoloAtom& tremolo : atoms.tremolos) {
      if (tremolo.first == e || tremolo.second == e) strokes = std::max(strokes, strokes_between(atoms, tremolo));
    }
    if (strokes == 0) return 0.0;
    const int levels = std::max<int>(event.flags, level_count(event.beams));
    const double beams = style_.thickness + strokes_style.pitch * (levels - 1);
    const double stack = strokes_style.thickness + strokes_style.pitch * (strokes - 1);
    return (strokes_style.half_head + clear + stack + clear + beams) * d(event.scale);
  }

  void add_obstacles(std::uint32_t i, const BeamGroup& group) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const double x0 = stems_.front().x - 0.5;
    const double x1 = stems_.back().x + 0.5;
    for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.box.empty() || event.cross_staff) continue;
      const double x = system_.places[i][e].x;
      if (x + event.box.right < x0 || x + event.box.left > x1) continue;
      add_accidentals(atoms, event, x);
      if (event.beam >= 0 && &atoms.beams[static_cast<std::size_t>(event.beam)] == &group) continue;
      if (event.size == NoteSize::grace && !group.grace) {
        obstacles_.push_back({event.box.shifted(x, 0.0), grace_weight});
        continue;
      }
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        const double left = x + d(event.x) + d(atoms.heads[h].x);
        const double y = atoms.heads[h].p / 2.0;
        obstacles_.push_back({{left, y - 0.5, left + d(event.head_width), y + 0.5}, 1.0});
      }
      if (event.kind == EventKind::rest && event.beam < 0) {
        obstacles_.push_back({event.box.shifted(x, 0.0), 1.0});
      }
    }
    for (const ClefAtom& clef : atoms.clefs) {
      if (clef.staff != staff_.staff || clef.at_end) continue;
      const double left = system_.geometry.measures[i].columns[clef.column] / staff_.scale + d(clef.x);
      if (left + d(clef.width) > x0 && left < x1) obstacles_.push_back({{left, -2.0, left + d(clef.width), 2.0}, 1.0});
    }
  }

  /// Heads of other voices between the two stems of a tremolo, those beside the stems too, on the staff where it is
  /// printed.
  void add_other_heads(std::uint32_t i, const TremoloAtom& tremolo, int away) {
    const MeasureAtoms& atoms = system_.atoms(i);
    const auto staff = static_cast<std::uint32_t>(static_cast<int>(staff_.staff) + away);
    const double offset = system_.head_offset(staff_.staff, away);
    for (std::uint32_t e = atoms.staff_begin[staff]; e < atoms.staff_begin[staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (e == tremolo.first || e == tremolo.second || event.kind != EventKind::chord || event.cross_staff) continue;
      const double x = system_.places[i][e].x + d(event.x);
      if (x > stems_.back().x || x + d(event.head_width) < stems_.front().x) continue;
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        const Head& head = atoms.heads[h];
        const double right = x + d(head.x) + d(event.head_width) + (head.dots > 0 ? 1.0 : 0.0);
        const double y = head.p / 2.0 + offset;
        obstacles_.push_back({{x + d(head.x), y - 0.5, right, y + 0.5}, 1.0});
      }
    }
  }

  /// Accidentals under the beam, those of its own notes too.
  void add_accidentals(const MeasureAtoms& atoms, const Event& event, double x) {
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      const Head& head = atoms.heads[h];
      if (head.accidental == 0 || head.hidden || head.staff_shift != 0) continue;
      const Box& sign = system_.context->glyphs->box(head.accidental);
      obstacles_.push_back({sign.scaled(d(event.scale)).shifted(x + d(head.accidental_x), head.p / 2.0), 1.0});
    }
  }

  void set_stem(std::uint32_t i, std::uint32_t e, double end) {
    EventPlace& place = system_.places[i][e];
    const Event& event = system_.atoms(i).events[e];
    place.stem_to = end;
    if (event.direction > 0)
      place.top = std::max(event.box.empty() ? end : head_top(i, event), end);
    else
      place.bottom = std::min(event.box.empty() ? end : head_bottom(i, event), end);
  }
  double head_top(std::uint32_t i, const Event& event) const {
    double top = -1e9;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      top = std::max(top, system_.head_y(event, system_.atoms(i).heads[h]) + 0.5);
    }
    return top;
  }
  double head_bottom(std::uint32_t i, const Event& event) const {
    double bottom = 1e9;
    for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
      bottom = std::min(bottom, system_.head_y(event, system_.atoms(i).heads[h]) - 0.5);
    }
    return bottom;
  }

  void keep(std::uint32_t i, const BeamGroup& group, const BeamPlan& plan) {
    PlacedBeam beam;
    beam.group = &group;
    beam.measure = i;
    beam.above = stems_.front().direction == StemDirection::up;
    const double half = plan.thickness / 2;
    const double stem_half = style_.stem / 2 * (group.grace ? 0.7 : 1.0);
    for (const BeamSegment& segment : plan.segments) {
      Point from = segment.from;
      Point to = segment.to;
      const double slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0.0;
      from.x -= segment.beamlet && segment.stem > 0 && from.x < stems_[segment.stem].x - 0.01 ? 0.0 : stem_half;
      from.y -= slope * (segment.from.x - from.x);
      to.x += stem_half;
      to.y += slope * stem_half;
      beam.quads.push_back({Point{from.x, from.y + half}, Point{to.x, to.y + half}, Point{to.x, to.y - half},
                            Point{from.x, from.y - half}});
      beam.beamlet.push_back(segment.beamlet);
      if (group.cross_staff) {
        add_between_staves(from, to, half);
      } else {
        staff_.up.add_slope({from.x, from.y + half}, {to.x, to.y + half});
        staff_.down.add_slope({from.x, from.y - half}, {to.x, to.y - half});
      }
    }
    if (!group.cross_staff) {
      move_rests(i, group, beam);
      add_stemlets(i, group, beam);
    }
    beam.left_x = stems_.front().x;
    beam.right_x = stems_.back().x;
    const double outer = beam.above ? half : -half;
    beam.left_y = plan.left_y + outer;
    beam.right_y = plan.right_y + outer;
    staff_.beams.push_back(std::move(beam));
  }

  void add_between_staves(Point from, Point to, double half) {
    const int pieces = std::clamp(static_cast<int>((to.x - from.x) / 2.0), 1, 32);
    for (int k = 0; k < pieces; ++k) {
      const double a = static_cast<double>(k) / pieces;
      const double b = static_cast<double>(k + 1) / pieces;
      const double y0 = from.y + (to.y - from.y) * a;
      const double y1 = from.y + (to.y - from.y) * b;
      system_.add_ink(staff_.staff, {from.x + (to.x - from.x) * a, std::min(y0, y1) - half,
                                     from.x + (to.x - from.x) * b, std::max(y0, y1) + half});
    }
  }

  static constexpr double rest_clearance = 0.3;
  static constexpr double stemlet_length = 0.75;  // beyond the beam: seen, but shorter than any stem of a note
  static constexpr double stemlet_least = 0.4;    // rests move to make room for so much

  static bool has_stemlet(const Event& event) noexcept {
    if (event.kind != EventKind::rest || event.box.empty() || event.cross_staff) return false;
    return event.rest->stem != StemDirection::automatic && event.rest->stem != StemDirection::none;
  }

  /// Where files ask for them, rests under a beam have short stems that show the beat (Gould, beams over rests).
  void add_stemlets(std::uint32_t i, const BeamGroup& group, PlacedBeam& beam) {
    const auto height = [](Point from, Point to, double x) {
      return to.x > from.x ? from.y + (to.y - from.y) * (x - from.x) / (to.x - from.x) : from.y;
    };
    for (const std::uint32_t e : group.events) {
      const Event& event = system_.atoms(i).events[e];
      if (!has_stemlet(event)) continue;
      const EventPlace& place = system_.places[i][e];
      const Box glyph = system_.context->glyphs->box(event.rest_glyph).scaled(d(event.scale));
      const double x = place.x + (glyph.left + glyph.right) / 2;
      double top = -1e9;
      double bottom = 1e9;
      for (const auto& quad : beam.quads) {
        if (x < quad[0].x || x > quad[1].x) continue;
        top = std::max(top, height(quad[0], quad[1], x));
        bottom = std::min(bottom, height(quad[3], quad[2], x));
      }
      if (bottom > top) continue;
      const Box rest = event.box.shifted(0.0, place.rest_shift);
      const double end = beam.above ? std::max(bottom - stemlet_length, rest.top + rest_clearance)
                                    : std::min(top + stemlet_length, rest.bottom - rest_clearance);
      if (beam.above ? end < bottom : end > top) beam.stemlets.push_back({e, x, beam.above ? top : bottom, end});
    }
  }

  /// Rests inside a beam leave it towards the heads by whole spaces (handbook §10.2).
  void move_rests(std::uint32_t i, const BeamGroup& group, const PlacedBeam& beam) {
    for (const std::uint32_t e : group.events) {
      const Event& event = system_.atoms(i).events[e];
      if (event.kind != EventKind::rest || event.box.empty() || event.cross_staff) continue;
      const Box box = event.box.shifted(system_.places[i][e].x, 0.0);
      const double clearance = rest_clearance + (has_stemlet(event) ? stemlet_least : 0.0);
      double lacking = 0.0;
      for (const auto& quad : beam.quads) {
        const double x0 = std::max(box.left, quad[0].x);
        const double x1 = std::min(box.right, quad[1].x);
        if (x1 <= x0) continue;
        const Point from = beam.above ? quad[3] : quad[0];
        const Point to = beam.above ? quad[2] : quad[1];
        const double slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0.0;
        for (const double x : {x0, x1}) {
          const double edge = from.y + slope * (x - from.x);
          lacking = std::max(lacking, beam.above ? box.top + clearance - edge : edge + clearance - box.bottom);
        }
      }
      if (lacking > 0.0) system_.places[i][e].rest_shift = beam.above ? -std::ceil(lacking) : std::ceil(lacking);
    }
  }

  static constexpr double grace_weight = 0.3;
  SystemWork& system_;
  StaffWork& staff_;
  BeamStyle style_;
  std::vector<BeamStem> stems_;
  std::vector<std::uint32_t> events_;
  std::vector<BeamObstacle> obstacles_;
};

void add_crossing_stem(SystemWork& system, const MeasureAtoms& atoms, const Event& event, const EventPlace& place) {
  const StemSpan stem = system.stem_span(atoms, event, place);
  const double x = place.x + d(event.x) + d(event.stem_x);
  system.add_ink(event.staff, {x - 0.06, std::min(stem.from, stem.to), x + 0.06, std::max(stem.from, stem.to)});
  if (event.flag == 0 || event.beamed) return;
  system.add_ink(event.staff, system.context->glyphs->box(event.flag).scaled(d(event.scale)).shifted(x, stem.flag));
}

/// Heads, stems, flags, accidentals and rests go into the skylines of the staff that they are printed on.
void add_to_skylines(SystemWork& system, StaffWork& staff) {
  std::vector<Box> above;
  std::vector<Box> below;
  const auto add = [&](const Box& box) {  // much of it lies between the outer staff lines, which are there already
    if (!staff.up.hides(box)) above.push_back(box);
    if (!staff.down.hides(box)) below.push_back(box);
  };
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const MeasureAtoms& atoms = system.atoms(i);
    for (std::uint32_t e = atoms.staff_begin[staff.staff]; e < atoms.staff_begin[staff.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      const EventPlace& place = system.places[i][e];
      if (event.box.empty()) continue;
      if (event.kind != EventKind::chord) {
        const Box box = event.box.shifted(place.x, place.rest_shift);
        if (event.cross_staff) {
          system.add_ink(staff.staff, box);
        } else {
          add(box);
        }
        continue;
      }
      const double x = place.x + d(event.x);
      for (std::uint32_t h = event.first_head; h < event.first_head + event.head_count; ++h) {
        const Head& head = atoms.heads[h];
        if (head.hidden) continue;
        const double half = 0.5 * d(event.scale);
        const Box box{x + d(head.x), head.p / 2.0 - half, x + d(head.x) + d(event.head_width), head.p / 2.0 + half};
        if (head.staff_shift == 0) {
          add(box);
          if (head.accidental != 0) {
            const Box& sign = system.context->glyphs->box(head.accidental);
            add(sign.scaled(d(event.scale)).shifted(place.x + d(head.accidental_x), head.p / 2.0));
          }
        } else if (StaffWork* other = system.work(
                       staff.staff + static_cast<std::uint32_t>(static_cast<std::int32_t>(head.staff_shift)))) {
          other->add_ink(box);
        }
      }
      if (event.has_stem && event.cross_staff) {
        add_crossing_stem(system, atoms, event, place);
      } else if (event.has_stem) {
        const double sx = x + d(event.stem_x);
        const Box stem{sx - 0.06, std::min(d(event.stem_from), place.stem_to), sx + 0.06,
                       std::max(d(event.stem_from), place.stem_to)};
        add(stem);
        system.note_between(static_cast<std::size_t>(system.index_of[staff.staff]), stem);
        if (event.flag != 0 && !event.beamed) {
          add(system.context->glyphs->box(event.flag).scaled(d(event.scale)).shifted(sx, d(event.flag_y)));
        }
      }
    }
  }
  staff.up.merge(Skyline(SkylineSide::up, above));
  staff.down.merge(Skyline(SkylineSide::down, below));
}

}  // namespace

void place_events(SystemWork& system) {
  for (StaffWork& staff : system.staves) place_columns(system, staff);
  for (StaffWork& staff : system.staves) BeamPlacer(system, staff).run();
  for (StaffWork& staff : system.staves) add_to_skylines(system, staff);
}

}  // namespace burin::layout
