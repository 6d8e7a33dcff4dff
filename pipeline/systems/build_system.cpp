#include "pipeline/systems/build_system.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/collections/sort_stably.hpp"

namespace burin::layout {

namespace {

/// Whether notes of this staff are printed on the one below (or the other way round) in this system.
bool notes_cross(const SystemWork& system, std::uint32_t upper) {
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const MeasureAtoms& atoms = system.atoms(i);
    for (std::uint32_t e = atoms.staff_begin[upper]; e < atoms.staff_begin[upper + 2]; ++e) {
      if (atoms.events[e].cross_staff) return true;
    }
  }
  return false;
}

/// Whether a slur or line leads from this staff to the next one in this system (or back).
bool spans_cross(const SystemWork& system, std::uint32_t upper) {
  return std::any_of(system.spans.begin(), system.spans.end(), [&](const Span* span) {
    const auto [first, last] = std::minmax(span->start.staff, span->stop.staff);
    return first <= upper && last > upper;
  });
}

/// Distances inside instruments whose notes cross staves are fixed before beams are placed.
void fix_cross_distances(SystemWork& system) {
  const Context& context = *system.context;
  system.cross_distance.assign(system.staves.size(), 0.0);
  for (std::size_t k = 0; k + 1 < system.staves.size(); ++k) {
    const std::uint32_t s = system.staves[k].staff;
    const StaffRef& ref = context.staves[s];
    const bool same = s + 1 == system.staves[k + 1].staff && s + 1 < ref.first_of_instrument + ref.staves_of_instrument;
    if (!same || (!notes_cross(system, s) && !spans_cross(system, s) && !arpeggios_cross(system, s))) continue;
    double down = 2.0;
    double up = 2.0;
    for (std::uint32_t i = 0; i < system.line.count; ++i) {
      down = std::max(down, static_cast<double>(system.atoms(i).staff_down[s]));
      up = std::max(up, static_cast<double>(system.atoms(i).staff_up[s + 1]));
    }
    const double needed = std::min(down, 7.0) + std::min(up, 7.0) + 2.0;
    system.cross_distance[k] = std::max(context.style.vertical.grand_staff, needed);
  }
}

/// Of paint: a note of an orchestral page with its head, stem and ledger lines, and its address.
constexpr std::size_t words_per_event = 36;

void start_work(SystemWork& system, const Strip& strip, std::span<const Span* const> spans) {
  const Context& context = *system.context;
  system.spans = spans;
  system.top = strip.first == 0;
  system.index_of.assign(context.staves.size(), -1);
  for (std::uint32_t k = strip.first; k < strip.first + strip.count; ++k) {
    const std::uint32_t s = system.line.staves[k];
    system.index_of[s] = static_cast<std::int32_t>(system.staves.size());
    StaffWork staff;
    staff.staff = s;
    staff.scale = context.staves[s].scale;
    staff.measures.resize(system.line.count);
    for (std::uint32_t i = 0; i < system.line.count; ++i) {
      const MeasureAtoms& atoms = system.atoms(i);
      staff.measures[i].reserve(words_per_event * (atoms.staff_begin[s + 1] - atoms.staff_begin[s]));
    }
    system.staves.push_back(std::move(staff));
  }
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const auto [first, last] = system.events(i);
    system.places.emplace_back(first, last);
  }
  fix_cross_distances(system);
}

/// The staff itself is ink.
void add_staff_lines(SystemWork& system) {
  for (StaffWork& staff : system.staves) {
    const int lines = system.context->staves[staff.staff].staff->lines;
    const double half = std::max(0.5, (lines - 1) / 2.0);
    staff.add_ink({0.0, -half, system.geometry.width / staff.scale, half});
  }
}

/// Lines of a stretch of a staff, but for the hidden ones and those that numbers stand on.
void paint_stretch(const SystemWork& system, const StaffWork& staff, const StaffLines& lines, double from, double to,
                   PaintBuilder& out) {
  const double thickness = system.context->glyphs->defaults().staff_line;
  if (lines.color != 0) out.open(GroupClass::staff_lines, extra_continuation).color = lines.color;
  for (int i = 0; i < lines.count; ++i) {
    const int from_bottom = lines.count - 1 - i;
    if ((lines.hidden >> static_cast<unsigned>(from_bottom) & 1U) != 0) continue;
    const double y = (lines.count - 1) / 2.0 - i;
    double x = from;
    for (const LineGap& gap : staff.gaps) {
      if (gap.p != lines.count - 1 - 2 * i || gap.right <= x || gap.left >= to) continue;
      if (gap.left > x) out.line({x, y}, {gap.left, y}, thickness);
      x = gap.right;
    }
    if (to > x) out.line({x, y}, {to, y}, thickness);
  }
  if (lines.color != 0) out.close();
}

/// The staff's lines; their number may change within the system.
void paint_lines(const SystemWork& system, StaffWork& staff, PaintBuilder& out) {
  const Staff& own = *system.context->staves[staff.staff].staff;
  const Position begin{static_cast<std::int32_t>(system.line.first), {}};
  StaffLines lines = own.lines_at(begin);
  sort_stably(staff.gaps.begin(), staff.gaps.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
  double x = 0.0;
  out.open(GroupClass::staff_lines);
  for (const auto& change : own.line_changes.changes()) {
    if (!(begin < change.at) || !system.holds(static_cast<std::uint32_t>(change.at.measure))) continue;
    const std::uint32_t i = static_cast<std::uint32_t>(change.at.measure) - system.line.first;
    const double at =
        change.at.offset.num() == 0 ? system.geometry.measures[i].left : system.x_at(i, change.at.offset) - 1.0;
    paint_stretch(system, staff, lines, x, at / staff.scale, out);
    x = at / staff.scale;
    lines = change.value;
  }
  paint_stretch(system, staff, lines, x, system.geometry.width / staff.scale, out);
  out.close();
}

/// Room for all of a staff's paint at once.
std::size_t words_of(StaffWork& staff) {
  constexpr std::size_t frame = 24;  // of a measure's group
  std::size_t words = staff.spanners.list().words().size() + 64;
  for (PaintBuilder& measure : staff.measures) words += measure.list().words().size() + frame;
  return words;
}

/// Puts the staff's paint together: lines, measures, spanners.
std::shared_ptr<const PaintList> join_paint(const SystemWork& system, StaffWork& staff) {
  const StaffRef& ref = system.context->staves[staff.staff];
  PaintBuilder out;
  out.reserve(words_of(staff));
  paint_lines(system, staff, out);
  for (std::uint32_t i = 0; i < system.line.count; ++i) {
    const std::uint32_t m = system.line.first + i;
    GroupInfo& group = out.open(GroupClass::measure, ref.vpd.child(m));
    group.index = static_cast<std::int32_t>(m);
    out.label(system.context->piece->measures[m].number);
    out.append(staff.measures[i].list(), 0.0, 0.0);
    out.close();
  }
  out.append(staff.spanners.list(), 0.0, 0.0);
  return std::make_shared<const PaintList>(out.take());
}

Skyline in_main_spaces(const Skyline& skyline, double scale) {
  if (scale == 1.0) return skyline;
  std::vector<SkylineSegment> segments(skyline.segments().begin(), skyline.segments().end());
  for (SkylineSegment& segment : segments) {
    segment = {segment.x0 * scale, segment.x1 * scale, segment.y * scale};
  }
  return Skyline(skyline.side(), segments);
}

/// Whether a bracket or brace joins the staves of both musicians.
bool same_group(const Context& context, std::uint32_t upper, std::uint32_t lower) {
  const std::uint32_t a = context.staves[upper].musician_index;
  const std::uint32_t b = context.staves[lower].musician_index;
  for (const PartGroup& group : context.piece->groups) {
    if (group.symbol == PartGroup::Symbol::none) continue;
    if (a >= group.first && b < group.first + group.count) return true;
  }
  return false;
}

/// Whether the musician is one of several that a bracket or brace joins.
bool in_group(const Context& context, std::uint32_t staff) {
  const std::uint32_t musician = context.staves[staff].musician_index;
  const auto& groups = context.piece->groups;
  return std::any_of(groups.begin(), groups.end(), [&](const PartGroup& group) {
    return group.symbol != PartGroup::Symbol::none && group.count > 1 && musician >= group.first &&
           musician < group.first + group.count;
  });
}

/// Least distance of two staves' middle lines for their ink.
double least_gap(const Context& context, const Skyline& down, const Skyline& up) {
  const VerticalStyle& style = context.style.vertical;
  return std::max(style.staff_least, distance(down, up, context.style.outside.horizontal_padding) + style.padding);
}

/// Words of songs keep more distance to the next staff than to their notes, or its signs look like a further verse
/// (handbook §17.1: unrelated staff).
constexpr double words_to_next_staff = 1.5;

/// How much more than staves of a group its distance to the next staff grows where a page is not full (handbook §23.3).
constexpr double family_stretch = 1.8;

StaffGap gap_between(const Context& context, const StripStaff& above, const StripStaff& below) {
  const VerticalStyle& style = context.style.vertical;
  const std::uint32_t upper = above.staff.staff;
  const std::uint32_t lower = below.staff.staff;
  const bool same_instrument = context.staves[upper].first_of_instrument == context.staves[lower].first_of_instrument;
  const bool joined = same_group(context, upper, lower);
  StaffGap gap;
  gap.ideal = same_instrument ? style.grand_staff : joined ? style.staff_in_group : style.group_to_group;
  const double touching = distance(above.down, below.up, context.style.outside.horizontal_padding);
  gap.least = std::max(style.staff_least, touching + style.padding_least);
  const double clear = above.lyrics ? std::max(style.padding, words_to_next_staff) : style.padding;
  gap.ideal = std::max({gap.ideal, gap.least, touching + clear});
  // What stands in the middle of a grand staff was placed for this distance: pages are filled by other gaps first.
  const bool families = !joined && (in_group(context, upper) || in_group(context, lower));
  gap.stretch = same_instrument ? 0.05 : families ? family_stretch : 1.0;
  if (above.fixed > 0.0) {
    gap.fixed = true;
    gap.ideal = gap.least = above.fixed;
  }
  return gap;
}

std::shared_ptr<const StripLayout> finish(SystemWork& system) {
  auto layout = std::make_shared<StripLayout>();
  for (std::size_t k = 0; k < system.staves.size(); ++k) {
    StaffWork& work = system.staves[k];
    StripStaff staff;
    staff.up = in_main_spaces(work.up, work.scale);
    staff.down = in_main_spaces(work.down, work.scale);
    staff.fixed = system.cross_distance[k];
    staff.lyrics = staff.staff.sung = work.has_lyrics;
    staff.staff.staff = work.staff;
    staff.staff.paint = join_paint(system, work);
    staff.staff.top = std::max(2.0, staff.up.height());
    staff.staff.bottom = std::max(2.0, -staff.down.height());
    if (k > 0) layout->gaps.push_back(gap_between(*system.context, layout->staves.back(), staff));
    layout->staves.push_back(std::move(staff));
  }
  return layout;
}

}  // namespace

namespace {

/// A step that looks at one staff at a time.
template <auto step, auto... arguments>
void each_staff(SystemWork& system) {
  for (StaffWork& staff : system.staves) step(system, staff, arguments...);
}

void place_signs_of_top(SystemWork& system) {
  if (system.top) place_system_signs(system);
}

/// What stands nearer to the notes comes first.
constexpr auto steps = std::to_array<void (*)(SystemWork&)>({
    add_staff_lines,
    each_staff<paint_staff>,
    place_events,
    each_staff<paint_notes>,
    place_tremolos,
    place_arpeggios,
    place_ties,
    each_staff<place_note_signs, true>,
    place_tuplets,
    place_slurs,
    finish_tuplets,
    each_staff<place_note_signs, false>,
    place_lyrics,  // nearer to the staff than dynamics
    place_measure_signs,
    place_signs_of_top,
    place_outside,
});

/// Whether it was done to the end: a cancelled operation stops it after a step.
[[nodiscard]] bool place_all(SystemWork& system, const Operation& operation) {
  for (const auto step : steps) {
    if (operation.stopped()) return false;
    step(system);
  }
  return true;
}

/// How much wider fixed distances have to be for what has come to stand between their staves. False: nothing lacks.
bool widen_fixed(const SystemWork& system, std::vector<double>& wider) {
  constexpr double tolerance = 0.05;
  constexpr double most = 4.0;
  bool any = false;
  wider.assign(system.staves.size(), 0.0);
  for (std::size_t k = 0; k + 1 < system.staves.size(); ++k) {
    if (system.cross_distance[k] <= 0.0) continue;
    const Skyline down = in_main_spaces(system.staves[k].down, system.staves[k].scale);
    const Skyline up = in_main_spaces(system.staves[k + 1].up, system.staves[k + 1].scale);
    const double lacking = least_gap(*system.context, down, up) - system.cross_distance[k];
    if (lacking <= tolerance) continue;
    wider[k] = std::min(lacking, most);
    any = true;
  }
  return any;
}

}  // namespace

std::vector<Strip> strips_of(const Context& context, const LineSpec& line, std::span<const Span* const> spans) {
  const auto count = static_cast<std::uint32_t>(line.staves.size());
  std::vector<std::uint32_t> reach(count);  // last staff that is placed together with this one
  std::vector<std::int32_t> index_of(context.staves.size(), -1);
  for (std::uint32_t k = 0; k < count; ++k) index_of[line.staves[k]] = static_cast<std::int32_t>(k);
  for (std::uint32_t k = 0; k < count; ++k) {
    const StaffRef& ref = context.staves[line.staves[k]];
    reach[k] = k;
    const std::uint32_t last = ref.first_of_instrument + ref.staves_of_instrument;
    while (reach[k] + 1 < count && line.staves[reach[k] + 1] < last) ++reach[k];
  }
  for (const Span* span : spans) {
    const std::int32_t a = index_of[span->start.staff];
    const std::int32_t b = index_of[span->stop.staff];
    if (a < 0 || b < 0 || a == b) continue;
    std::uint32_t& own = reach[static_cast<std::uint32_t>(std::min(a, b))];
    own = std::max(own, static_cast<std::uint32_t>(std::max(a, b)));
  }
  std::vector<Strip> strips;
  for (std::uint32_t k = 0; k < count;) {
    std::uint32_t last = reach[k];
    for (std::uint32_t j = k; j <= last; ++j) last = std::max(last, reach[j]);
    strips.push_back({k, last + 1 - k});
    k = last + 1;
  }
  return strips;
}

std::shared_ptr<const StripLayout> build_strip(const Context& context, const Stacks& stacks, const LineSpec& line,
                                               const Geometry& geometry, const Strip& strip,
                                               std::span<const Span* const> spans, const Operation& operation) {
  std::optional<SystemWork> system(std::in_place, SystemWork{&context, &stacks, line, geometry});
  start_work(*system, strip, spans);
  if (!place_all(*system, operation)) return nullptr;
  std::vector<double> wider;
  // Beams between staves depend on the distance: again with enough of it. What follows ink that crosses the middle
  // moves along with half of the growth, hence twice the rest in the second attempt.
  for (const double factor : {1.0, 2.0}) {
    if (!widen_fixed(*system, wider)) break;
    std::vector<double> distances = system->cross_distance;
    for (std::size_t k = 0; k < distances.size(); ++k) distances[k] += factor * wider[k];
    system.emplace(SystemWork{&context, &stacks, line, geometry});
    start_work(*system, strip, spans);
    system->cross_distance = std::move(distances);
    if (!place_all(*system, operation)) return nullptr;
  }
  return finish(*system);
}

StaffGap seam(const Context& context, const StripLayout& above, const StripLayout& below) {
  return gap_between(context, above.staves.back(), below.staves.front());
}

std::shared_ptr<const SystemLayout> join_strips(const Context& context, const LineSpec& line, const Geometry& geometry,
                                                std::span<const std::shared_ptr<const StripLayout>> strips,
                                                std::span<const StaffGap> seams) {
  auto layout = std::make_shared<SystemLayout>();
  layout->first_measure = line.first;
  layout->measure_count = line.count;
  layout->indent = line.indent;
  layout->width = geometry.width;
  layout->least_width = geometry.least_width;
  layout->force = geometry.force;
  layout->worst_measure = geometry.worst_measure;
  layout->barlines = geometry.barlines;
  layout->times = geometry.times;
  layout->hidden = static_cast<std::uint32_t>(context.staves.size() - line.staves.size());
  for (std::size_t k = 0; k < strips.size(); ++k) {
    if (k > 0) layout->gaps.push_back(seams[k - 1]);
    layout->gaps.insert(layout->gaps.end(), strips[k]->gaps.begin(), strips[k]->gaps.end());
    for (const StripStaff& staff : strips[k]->staves) layout->staves.push_back(staff.staff);
  }
  layout->up = strips.front()->staves.front().up;
  layout->down = strips.back()->staves.back().down;
  return layout;
}

}  // namespace burin::layout
