#include "pipeline/atoms/build.hpp"

#include <algorithm>
#include <span>

#include "pipeline/atoms/resolve.hpp"
#include "pipeline/atoms/slashes.hpp"
#include "pipeline/atoms/walk.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/elements/system_sign.hpp"

namespace burin::layout {

namespace {

bool takes_column(const Event& event) {
  if (event.kind == EventKind::measure_rest) return false;
  return event.size != NoteSize::grace && event.duration.num() >= 0;
}

/// Where a time stands in a list, if it is here or next: voices run side by side, so mostly it is. Else `none`.
constexpr std::size_t none = static_cast<std::size_t>(-1);
std::size_t here_or_next(const std::vector<Rational>& times, std::size_t here, Rational time) {
  for (std::size_t i = here; i < here + 2 && i < times.size(); ++i) {
    if (times[i] == time) return i;
  }
  return none;
}

/// Columns from the onsets of all staves; grace events get their main event's column later.
void make_columns(const Context& context, MeasureAtoms& atoms) {
  std::vector<Rational> onsets;
  onsets.reserve(atoms.events.size());
  std::size_t here = 0;  // in the voice that goes the same way, if any does
  for (const Event& event : atoms.events) {
    if (!takes_column(event)) continue;
    if (event.onset.num() == 0) here = 0;
    const std::size_t known = here_or_next(onsets, here, event.onset);
    if (known == none) onsets.push_back(event.onset);
    here = known == none ? onsets.size() - 1 : known;
  }
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!slashes_by_beat(context, s, atoms.measure)) continue;
    for (const Rational at : slash_beats(context, s, atoms.measure)) onsets.push_back(at);
  }
  std::sort(onsets.begin(), onsets.end());
  onsets.erase(std::unique(onsets.begin(), onsets.end()), onsets.end());
  atoms.columns.resize(onsets.size());
  for (std::size_t i = 0; i < onsets.size(); ++i) atoms.columns[i].onset = onsets[i];
  here = 0;
  for (Event& event : atoms.events) {
    if (event.onset.num() == 0) here = 0;
    const std::size_t known = here_or_next(onsets, here, event.onset);
    const auto at = known != none ? onsets.begin() + static_cast<std::ptrdiff_t>(known)
                                  : std::lower_bound(onsets.begin(), onsets.end(), event.onset);
    here = static_cast<std::size_t>(at - onsets.begin());
    event.column = onsets.empty() ? 0 : static_cast<std::uint32_t>(std::min(here, onsets.size() - 1));
  }
}

/// The shortest duration that sounds in each column, and in the measure.
void find_shortest(MeasureAtoms& atoms) {
  for (const Event& event : atoms.events) {
    if (!takes_column(event) || event.duration.num() <= 0) continue;
    const Rational end = event.onset + event.duration;
    for (std::size_t c = event.column; c < atoms.columns.size() && atoms.columns[c].onset < end; ++c) {
      Rational& shortest = atoms.columns[c].shortest;
      if (shortest.num() == 0 || event.duration < shortest) shortest = event.duration;
    }
    if (event.kind == EventKind::chord && (atoms.shortest.num() == 0 || event.duration < atoms.shortest)) {
      atoms.shortest = event.duration;
    }
  }
}

void take_events_of_staves(const Context& context, MeasureAtoms& atoms, std::vector<GraceRun>& graces) {
  atoms.staff_begin.reserve(context.staves.size() + 1);
  std::size_t items = 0;
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, atoms.measure)) continue;
    for (const auto& voice : context.measure(s, atoms.measure).voices) items += voice->items.size();
  }
  atoms.events.reserve(items);
  WalkResult walked;
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    atoms.staff_begin.push_back(static_cast<std::uint32_t>(atoms.events.size()));
    if (context.has(s, atoms.measure)) walk_staff(context, s, atoms, walked);
  }
  atoms.staff_begin.push_back(static_cast<std::uint32_t>(atoms.events.size()));
  graces = std::move(walked.graces);
}

/// Whether marks stand there that belong to the staff; those that hold for all staves go to the top one.
bool has_own_marks(const Measure& measure) {
  return std::any_of(measure.marks.begin(), measure.marks.end(),
                     [](const PlacedMark& placed) { return !is_system_sign(placed.mark); });
}

void find_shown(const Context& context, MeasureAtoms& atoms) {
  atoms.shown = atoms.has_content;
  for (std::uint32_t s = 0; s < atoms.shown.size(); ++s) {
    if (context.has(s, atoms.measure) && has_own_marks(context.measure(s, atoms.measure))) atoms.shown[s] = 1;
  }
  atoms.printed = static_cast<std::uint32_t>(
      std::count_if(atoms.heads.begin(), atoms.heads.end(), [](const Head& head) { return !head.hidden; }));
}

/// Finds tempo words and the like that the file gives to several staves, or twice to one, at one place or nearly: they
/// are printed once.
class RepeatedSigns {
 public:
  RepeatedSigns(const Context& context, MeasureAtoms& atoms) : context_(context), atoms_(atoms) {}

  void find() {
    for (std::uint32_t s = 0; s < context_.staves.size(); ++s) {
      if (!context_.has(s, atoms_.measure)) continue;
      look_at(s, true);
      look_at(s, false);  // tempo words below repeat those above
    }
  }

 private:
  struct Said {
    std::uint32_t staff;
    const PlacedMark* placed;
  };

  /// Whether dashes go on after this word on its staff: they would be left without it.
  bool leads_dashes(std::span<const PlacedMark> marks, std::uint32_t word) const {
    for (std::uint32_t k = word + 1; k < marks.size() && marks[k].at == marks[word].at; ++k) {
      if (marks[k].mark.family == marks[word].mark.family) return false;
      if (marks[k].mark.family == dashes_ && marks[k].mark.role == SpanRole::start) return true;
    }
    return false;
  }

  void look_at(std::uint32_t staff, bool system_signs) {
    const auto& marks = context_.measure(staff, atoms_.measure).marks;
    for (std::uint32_t k = 0; k < marks.size(); ++k) {
      const Mark& mark = marks[k].mark;
      if (mark.hidden || !may_hold_for_all(mark) || is_system_sign(mark) != system_signs) continue;
      if (staff > 0 && leads_dashes(marks, k)) continue;
      const auto owner = std::find_if(said_.begin(), said_.end(), [&](Said one) {
        return at_one_place(one.placed->at, marks[k].at) && say_the_same(one.placed->mark, mark);
      });
      if (owner != said_.end())
        atoms_.repeated.push_back({staff, k, owner->staff});
      else if (system_signs)
        said_.push_back({staff, &marks[k]});
    }
  }

  const Context& context_;
  MeasureAtoms& atoms_;
  FamilyId dashes_{family_id("dashes")};
  std::vector<Said> said_;  // from the top
};

}  // namespace

std::shared_ptr<const MeasureAtoms> build_measure(const Context& context, std::uint32_t measure) {
  auto atoms = std::make_shared<MeasureAtoms>();
  atoms->measure = measure;
  atoms->length = context.piece->measures[measure].length;
  std::vector<GraceRun> graces;
  take_events_of_staves(context, *atoms, graces);
  make_columns(context, *atoms);
  find_shortest(*atoms);
  resolve(context, graces, *atoms);
  find_shown(context, *atoms);
  RepeatedSigns(context, *atoms).find();
  return atoms;
}

}  // namespace burin::layout
