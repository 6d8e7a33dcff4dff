#include "pipeline/atoms/resolve.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/atoms/staff_resolver.hpp"

namespace burin::layout {

namespace {

/// Clef changes inside the measure, and those of the next measure's start, which stand before this one's barline unless
/// a movement begins there. So do those that a rest of the whole measure would stand over.
void take_clefs(const Context& context, std::uint32_t staff, MeasureAtoms& atoms) {
  const auto measure = static_cast<std::int32_t>(atoms.measure);
  const auto& changes = context.staves[staff].staff->clefs.changes();
  const Position from{measure, Rational(0)};
  const Position to{measure + 1, Rational(0)};
  const bool resting = rests_all_through(atoms, staff);
  auto at = std::upper_bound(changes.begin(), changes.end(), from,
                             [](Position p, const auto& change) { return p < change.at; });
  for (; at != changes.end() && at->at <= to; ++at) {
    const Clef before = context.clef_before(staff, at->at);
    if (at->value.hidden || (at->at == to && starts_movement(context, atoms.measure + 1))) continue;
    const bool same = before.sign == at->value.sign && before.line == at->value.line &&
                      before.octave_change == at->value.octave_change;
    if (same) continue;
    ClefAtom atom;
    atom.staff = static_cast<std::uint16_t>(staff);
    atom.clef = at->value;
    const Rational offset = at->at.offset;
    const auto column = std::lower_bound(atoms.columns.begin(), atoms.columns.end(), offset,
                                         [](const Column& c, Rational t) { return c.onset < t; });
    const bool only_one = std::next(at) == changes.end() || to < std::next(at)->at;
    atom.at_end = at->at == to || column == atoms.columns.end() || (resting && only_one);
    atom.column = atom.at_end ? 0 : static_cast<std::uint32_t>(column - atoms.columns.begin());
    atoms.clefs.push_back(atom);
  }
}

}  // namespace

bool rests_all_through(const MeasureAtoms& atoms, std::uint32_t staff) noexcept {
  const auto first = atoms.events.begin() + atoms.staff_begin[staff];
  const auto last = atoms.events.begin() + atoms.staff_begin[staff + 1];
  return first != last &&
         std::all_of(first, last, [](const Event& event) { return event.kind == EventKind::measure_rest; });
}

void resolve(const Context& context, const std::vector<GraceRun>& graces, MeasureAtoms& atoms) {
  const std::size_t staves = context.staves.size();
  atoms.has_content.assign(staves, 0);
  atoms.staff_up.assign(staves, 2.0F);
  atoms.staff_down.assign(staves, 2.0F);
  atoms.heads.reserve(atoms.events.size());    // or a few more, where there are chords
  atoms.reaches.reserve(atoms.events.size());  // one for each at most, but for changes of clef
  StaffResolver resolver(context, atoms);
  for (std::uint32_t s = 0; s < staves; ++s) {
    if (context.has(s, atoms.measure)) resolver.prepare(s);
  }
  for (std::uint32_t s = 0; s < staves; ++s) {
    if (context.has(s, atoms.measure)) resolver.meet(s);
  }
  std::vector<std::size_t> first_clef(staves + 1, 0);
  std::size_t grace = 0;
  for (std::uint32_t s = 0; s < staves; ++s) {
    const std::size_t first = grace;
    while (grace < graces.size() && graces[grace].first < atoms.staff_begin[s + 1]) ++grace;
    first_clef[s] = atoms.clefs.size();
    if (!context.has(s, atoms.measure)) continue;
    take_clefs(context, s, atoms);
    resolver.finish(s, {graces.data() + first, grace - first}, first_clef[s]);
  }
  first_clef[staves] = atoms.clefs.size();
  for (std::uint32_t s = 0; s < staves; ++s) {
    if (context.has(s, atoms.measure)) resolver.make_reaches(s, first_clef[s], first_clef[s + 1]);
  }
}

}  // namespace burin::layout
