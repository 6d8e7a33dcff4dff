#include "pipeline/systems/geometry.hpp"

#include <algorithm>
#include <cmath>

#include "pipeline/stacks/lyric_rods.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

/// What a line begins with: width of clef, key, time; the repeat barline; the distance to the first column.
struct Start {
  double header{0.0};
  double gap{0.0};
  BoundaryBarline barline;
};

/// How far syllables under the first column lean to its left: they stay right of the line's beginning.
double syllable_reach(const Context& context, const MeasureAtoms& atoms) {
  double reach = 0.0;
  for (const Syllable& syllable : atoms.syllables) {
    if (atoms.events[syllable.event].column != 0) continue;
    reach = std::max(reach, -static_cast<double>(syllable.left) * context.staves[syllable.staff].scale);
  }
  return reach;
}

Start line_start(const Context& context, const MeasureStack& stack) {
  const SpacingStyle& style = context.style.spacing;
  const bool empty = stack.atoms->columns.empty();
  Start start;
  start.header = static_cast<double>(stack.header.width);
  start.barline = boundary(context, stack.atoms->measure, BoundaryPlace::line_start);
  const bool repeat = start.barline.width > 0.0;
  if (repeat) start.header += style.key_to_time;
  const double reach = empty ? 0.0 : static_cast<double>(stack.atoms->columns.front().left);
  start.gap = repeat ? std::max(style.barline_to_note, reach + style.barline_to_accidental)
                     : std::max(style.header_to_note, reach + style.header_to_note_least);
  // A tie from the line before is seen between the header and what it ends at.
  constexpr double tie_room = 2.2;
  if (!empty && stack.atoms->columns.front().tied) start.gap = std::max(start.gap, reach + tie_room);
  if (empty) start.gap = stack.springs.front().ideal;
  start.gap = std::max(start.gap, syllable_reach(context, *stack.atoms) - start.header - start.barline.width);
  return start;
}

Spring first_spring(const Start& start, const MeasureStack& stack) {
  if (stack.atoms->columns.empty()) return stack.springs.front();
  return {start.gap, start.gap, 0.0, 0.0};
}

}  // namespace

double line_start_width(const Context& context, const MeasureStack& stack) {
  const Start start = line_start(context, stack);
  return start.header + start.barline.width + start.gap - stack.springs.front().ideal;
}

double line_end_width(const Context& context, const MeasureStack& stack) {
  const Spring& last = stack.springs.back();
  double ties = 0.0;  // what those that go on in the next line want more
  for (const Rod& rod : stack.end_rods) {
    if (rod.left + 1 == rod.right) ties = std::max(ties, rod.length - std::max(last.ideal, last.least));
  }
  return boundary(context, stack.atoms->measure, BoundaryPlace::line_end).width +
         static_cast<double>(stack.courtesy.width) + ties;
}

namespace {

/// Springs, rods and barlines of all measures of a line in a row.
struct Chain {
  std::vector<Spring> springs;
  std::vector<Rod> rods;
  std::vector<std::size_t> begin;  // first spring of each measure
  std::vector<BoundaryBarline> barlines;
  double fixed{0.0};
};

Chain make_chain(const Context& context, const Stacks& stacks, const LineSpec& line, const Start& start) {
  Chain chain;
  const std::uint32_t last = line.first + line.count - 1;
  for (std::uint32_t m = line.first; m <= last; ++m) {
    const MeasureStack& stack = *stacks[m];
    const auto base = static_cast<std::uint32_t>(chain.springs.size());
    chain.begin.push_back(base);
    chain.springs.insert(chain.springs.end(), stack.springs.begin(), stack.springs.end());
    const auto add = [&](const Rod& rod) { chain.rods.push_back({rod.left + base, rod.right + base, rod.length}); };
    std::for_each(stack.rods.begin(), stack.rods.end(), add);
    if (m == last) std::for_each(stack.end_rods.begin(), stack.end_rods.end(), add);
    if (m == line.first) {
      chain.springs[base] = first_spring(start, stack);
    } else {
      lyric_seam_rods(context, *stacks[m - 1]->atoms, static_cast<std::uint32_t>(chain.begin[m - line.first - 1]),
                      *stack.atoms, base, chain.barlines.back().width, chain.rods);
    }
    chain.barlines.push_back(boundary(context, m, m == last ? BoundaryPlace::line_end : BoundaryPlace::inside));
    chain.fixed += chain.barlines.back().width;
  }
  chain.fixed += start.header + start.barline.width + static_cast<double>(stacks[last]->courtesy.width);
  return chain;
}

}  // namespace

namespace {

/// Last resort for a line that is too full even with the least distances: everything closes up evenly. Signs may touch,
/// but nothing leaves the page.
void press(std::vector<double>& x, double width) {
  const double share = x.back() > width ? width / x.back() : 1.0;
  for (double& each : x) each *= share;
}

}  // namespace

namespace {

/// Where time signatures stand that hold for a group of staves as a whole.
void find_times(const Context& context, const Stacks& stacks, const LineSpec& line, Geometry& geometry) {
  const auto& groups = context.piece->groups;
  if (std::none_of(groups.begin(), groups.end(), [](const PartGroup& group) { return group.one_time; })) return;
  const PrefixSigns& header = stacks[line.first]->header;
  if (header.has_time) geometry.times.push_back({static_cast<double>(header.time_x), line.first, true, false});
  for (std::uint32_t i = 1; i < line.count; ++i) {
    const PrefixSigns& change = stacks[line.first + i]->change;
    if (!change.has_time) continue;
    geometry.times.push_back(
        {geometry.measures[i].left + static_cast<double>(change.time_x), line.first + i, false, false});
  }
  const PrefixSigns& courtesy = stacks[line.first + line.count - 1]->courtesy;
  if (!courtesy.has_time) return;
  geometry.times.push_back(
      {geometry.courtesy_x + static_cast<double>(courtesy.time_x), line.first + line.count, false, true});
}

}  // namespace

Geometry solve_line(const Context& context, const Stacks& stacks, const LineSpec& line) {
  Geometry geometry;
  const Start start = line_start(context, *stacks[line.first]);
  Chain chain = make_chain(context, stacks, line, start);
  SpringSolution solution = line.justified ? solve(chain.springs, chain.rods, line.width - chain.fixed)
                                           : at_force(chain.springs, chain.rods, line.force);
  geometry.force = solution.force;
  const double needed = solution.x.back() + chain.fixed;
  if (solution.overfull || needed > line.width + 1e-6) press(solution.x, std::max(1.0, line.width - chain.fixed));
  geometry.overfull = solution.overfull;
  geometry.header_width = start.header;
  double x = start.header;
  if (start.barline.width > 0.0) {
    geometry.barlines.push_back(start.barline);
    geometry.barlines.back().x = x;
    x += start.barline.width;
  }
  for (std::uint32_t i = 0; i < line.count; ++i) {
    const MeasureStack& stack = *stacks[line.first + i];
    const std::size_t base = chain.begin[i];
    const double offset = x - solution.x[base];
    MeasurePlace place;
    place.left = x;
    for (std::size_t c = 0; c < stack.atoms->columns.size(); ++c) {
      place.columns.push_back(solution.x[base + c + 1] + offset);
    }
    place.right = solution.x[base + stack.springs.size()] + offset;
    if (i > 0 && stack.natural > 0.0) {  // the first one has signs of the line in it
      const double share = std::abs(place.right - place.left - stack.natural) / stack.natural;
      geometry.worst_measure = std::max(geometry.worst_measure, share);
    }
    chain.barlines[i].x = place.right;
    x = place.right + chain.barlines[i].width;
    geometry.barlines.push_back(chain.barlines[i]);
    geometry.measures.push_back(std::move(place));
  }
  geometry.courtesy_x = x;
  geometry.width = x + static_cast<double>(stacks[line.first + line.count - 1]->courtesy.width);
  geometry.least_width = std::max(needed, geometry.width);
  find_times(context, stacks, line, geometry);
  return geometry;
}

}  // namespace burin::layout
