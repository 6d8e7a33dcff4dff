#include "pipeline/atoms/walk.hpp"

#include <algorithm>
#include <optional>

#include "pipeline/elements/beam_group.hpp"
#include "pipeline/elements/notehead.hpp"

namespace burin::layout {

namespace {

std::uint8_t flags_of(NoteValue value) noexcept {
  return value > 2 && value != no_value ? static_cast<std::uint8_t>(value - 2) : std::uint8_t{0};
}

/// A value that can be printed for a length that names none: the largest plain value not above it.
NoteValue value_for(Rational quarters) noexcept {
  NoteValue value = -1;
  Rational length(8);
  while (value < 10 && quarters < length) {
    length = length * Rational(1, 2);
    ++value;
  }
  return value;
}

/// Walks one voice of one measure.
class VoiceWalk {
 public:
  VoiceWalk(const Context& context, std::uint32_t staff, std::uint8_t voice, bool multi, MeasureAtoms& atoms,
            WalkResult& result)
      : staff_(staff),
        voice_(voice),
        multi_(multi),
        rests_(context.multi_rest(atoms.measure) > 1),
        length_(context.piece->measures[atoms.measure].length),
        atoms_(atoms),
        result_(result) {}

  void run(const Voice& voice, const Vpd& vpd) {
    items(voice.items, vpd);
    close_grace(-1);
  }

 private:
  void items(const std::vector<Item>& list, const Vpd& vpd) {
    for (std::uint32_t i = 0; i < list.size(); ++i) {
      const Vpd here = vpd.child(i);
      std::visit([&](const auto& item) { visit(item, here); }, list[i]);
    }
  }

  void visit(const Chord& chord, const Vpd& vpd) {
    Event& event = add(vpd, chord.written, chord.duration);
    event.kind = EventKind::chord;
    event.chord = &chord;
    event.size = chord.size;
    event.slashed = chord.slashed;
    event.beams = chord.beams;
    finish(chord.duration);
  }

  void visit(const Rest& rest, const Vpd& vpd) {
    Event& event = add(vpd, rest.written, rest.duration);
    const bool whole = rest.whole_measure || rests_ || fills_measure(rest);
    event.kind = whole && !in_tuplet_ ? EventKind::measure_rest : EventKind::rest;
    event.rest = &rest;
    event.size = rest.cue ? NoteSize::cue : NoteSize::full;
    if (in_grace_) event.size = NoteSize::grace;
    event.beams = rest.beams;
    finish(rest.duration);
  }

  void visit(const Space& space, const Vpd&) { onset_ += space.duration; }

  void visit(const Tuplet& tuplet, const Vpd& vpd) {
    const auto slot = atoms_.tuplets.size();
    atoms_.tuplets.push_back({&tuplet, static_cast<std::uint16_t>(staff_), next(), next(), in_tuplet_, vpd});
    ++in_tuplet_;
    items(tuplet.items, vpd);
    --in_tuplet_;
    atoms_.tuplets[slot].last = next() == 0 ? 0 : next() - 1;
    if (next() == atoms_.tuplets[slot].first) atoms_.tuplets.erase(atoms_.tuplets.begin() + static_cast<long>(slot));
  }

  void visit(const GraceGroup& group, const Vpd& vpd) {
    if (group.items.empty()) return;
    close_grace(-1);
    in_grace_ = true;
    grace_first_ = next();
    items(group.items, vpd);
    grace_count_ = next() - grace_first_;
    in_grace_ = false;
  }

  void visit(const Tremolo& tremolo, const Vpd& vpd) {
    const auto first = next();
    items(tremolo.items, vpd);
    if (next() >= first + 2) atoms_.tremolos.push_back({&tremolo, first, next() - 1, vpd});
  }

  /// A whole rest that is all there is stands in the middle, whether the file calls it a rest of the measure or not.
  bool fills_measure(const Rest& rest) const {
    return rest.written == WrittenDuration{0, 0} && onset_.num() == 0 && rest.duration == length_;
  }

  Event& add(const Vpd& vpd, WrittenDuration written, Rational duration) {
    Event& event = atoms_.events.emplace_back();
    event.vpd = vpd;
    event.staff = static_cast<std::uint16_t>(staff_);
    event.voice = voice_;
    event.multi_voice = multi_;
    event.onset = onset_;
    event.duration = duration;
    event.value = written.value == no_value ? value_for(duration) : written.value;
    event.dots = written.dots;
    event.flags = flags_of(event.value);
    return event;
  }

  std::uint32_t next() const { return static_cast<std::uint32_t>(atoms_.events.size()); }
  /// After the last event.
  void finish(Rational duration) {
    if (in_grace_) return;
    close_grace(static_cast<std::int32_t>(next() - 1));
    onset_ += duration;
  }
  void close_grace(std::int32_t main) {
    if (grace_count_ == 0) return;
    result_.graces.push_back({grace_first_, grace_count_, main});
    grace_count_ = 0;
  }

  std::uint32_t staff_;
  std::uint8_t voice_;
  bool multi_;
  bool rests_;       // the measure is a part of a multi-measure rest
  Rational length_;  // of the measure
  MeasureAtoms& atoms_;
  WalkResult& result_;
  Rational onset_{};
  std::uint8_t in_tuplet_{0};
  bool in_grace_{false};
  std::uint32_t grace_first_{0};
  std::uint32_t grace_count_{0};
};

bool prints_something(const std::vector<Item>& items);
struct Prints {
  bool operator()(const Chord& chord) const {
    const bool stemless = chord.stem == StemDirection::none || !has_stem(chord.written.value);
    return std::any_of(chord.notes.begin(), chord.notes.end(), [&](const Note& note) {
      return !note.hidden && !(stemless && note.head == NoteheadShape::none);
    });
  }
  bool operator()(const Rest& rest) const { return !rest.hidden; }
  bool operator()(const Space&) const { return false; }
  template <class Group>
  bool operator()(const Group& group) const {
    return prints_something(group.items);
  }
};
bool prints_something(const std::vector<Item>& items) {
  return std::any_of(items.begin(), items.end(), [](const Item& item) { return std::visit(Prints{}, item); });
}

/// Finds the beams of a run of events: the file's, made consistent, or those of a metre. One instance for each run.
class BeamFinder {
 public:
  BeamFinder(MeasureAtoms& atoms, std::vector<std::uint32_t> events, bool grace, const BeamMeter* meter = nullptr)
      : atoms_(atoms), events_(std::move(events)), grace_(grace), meter_(meter) {}

  void run() {
    bool any = false;
    for (const std::uint32_t e : events_) any = any || atoms_.events[e].beams.any();
    if (!any) return;
    describe();
    const BeamEdges edges = edges_of();
    const std::vector<Beams> beams =
        meter_ == nullptr ? sanitize_beams(given_, notes_, edges) : beams_by_meter(*meter_, notes_);
    for (std::size_t i = 0; i < events_.size(); ++i) atoms_.events[events_[i]].beams = beams[i];
    for (const BeamRun& run : beam_runs(beams)) add_group(run, edges);
  }

 private:
  void describe() {
    notes_.reserve(events_.size());
    given_.reserve(events_.size());
    for (const std::uint32_t e : events_) {
      const Event& event = atoms_.events[e];
      BeamNote note;
      note.onset = event.onset;
      note.duration = event.duration;
      note.levels = std::max(event.flags, levels_of_tremolo(e));
      note.is_rest = event.kind != EventKind::chord;
      notes_.push_back(note);
      given_.push_back(event.beams);
    }
    if (meter_ != nullptr) describe_tuplets();
  }

  /// O(notes), since tuplets lie in each other a few deep only.
  void describe_tuplets() {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<std::uint32_t> place(events_.back() - events_.front() + 1, none);
    for (std::uint32_t i = 0; i < events_.size(); ++i) place[events_[i] - events_.front()] = i;
    for (std::size_t t = 0; t < atoms_.tuplets.size(); ++t) {
      const TupletAtom& one = atoms_.tuplets[t];
      if (one.last < events_.front() || one.tuplet->normal == 0) continue;
      for (std::uint32_t e = std::max(one.first, events_.front()); e <= std::min(one.last, events_.back()); ++e) {
        if (place[e - events_.front()] == none) continue;
        BeamNote& note = notes_[place[e - events_.front()]];
        if (note.tuplet == 0) note.tuplet = static_cast<std::uint16_t>(std::min<std::size_t>(t + 1, 0xFFFF));
        note.tuplet_ratio = note.tuplet_ratio * Rational(one.tuplet->actual, one.tuplet->normal);
      }
    }
  }

  /// Half notes of a tremolo between two notes may be joined by a beam; more levels of the file become its strokes.
  std::uint8_t levels_of_tremolo(std::uint32_t e) const {
    const bool inside = std::any_of(atoms_.tremolos.begin(), atoms_.tremolos.end(),
                                    [&](const TremoloAtom& one) { return one.first == e || one.second == e; });
    const bool half_or_shorter = atoms_.events[e].value > 0;
    return inside && half_or_shorter && atoms_.events[e].beams.level(1) != BeamState::none ? 1 : 0;
  }

  /// A file may carry a beam over a barline: what begins without an end, and what goes on without a beginning.
  BeamEdges edges_of() const {
    BeamEdges edges;
    if (grace_ || meter_ != nullptr) return edges;
    const auto first = std::find_if(given_.begin(), given_.end(), [](const Beams& b) { return b.any(); });
    const auto last = std::find_if(given_.rbegin(), given_.rend(), [](const Beams& b) { return b.any(); });
    edges.open_left = first->level(1) == BeamState::continue_ || first->level(1) == BeamState::end;
    edges.open_right = last->level(1) == BeamState::continue_ || last->level(1) == BeamState::begin;
    return edges;
  }

  void add_group(const BeamRun& run, const BeamEdges& edges) {
    BeamGroup group;
    group.staff = atoms_.events[events_[run.first]].staff;
    group.grace = grace_;
    const BeamState first = atoms_.events[events_[run.first]].beams.level(1);
    const BeamState last = atoms_.events[events_[run.last]].beams.level(1);
    group.open_left = edges.open_left && first != BeamState::begin;
    group.open_right = edges.open_right && last != BeamState::end;
    if (const Chord* begin = atoms_.events[events_[run.first]].chord) group.fan = begin->fan;
    group.events.reserve(run.last - run.first + 1);
    for (std::uint32_t i = run.first; i <= run.last; ++i) {
      Event& event = atoms_.events[events_[i]];
      group.events.push_back(events_[i]);
      event.beam = static_cast<std::int32_t>(atoms_.beams.size());
      event.beamed = event.kind == EventKind::chord;
    }
    atoms_.beams.push_back(std::move(group));
  }

  MeasureAtoms& atoms_;
  std::vector<std::uint32_t> events_;
  bool grace_;
  const BeamMeter* meter_;
  std::vector<BeamNote> notes_;
  std::vector<Beams> given_;
};

/// Beams of one voice: those of its grace groups and those of its other notes.
/// With a metre the file's beams only say that there are some: a part whose beams never end says nothing true of them.
void find_beams(MeasureAtoms& atoms, std::uint32_t begin, std::size_t first_grace, const WalkResult& walked,
                const BeamMeter* meter) {
  const auto end = static_cast<std::uint32_t>(atoms.events.size());
  const auto own = atoms.events.begin() + static_cast<std::ptrdiff_t>(begin);
  if (std::none_of(own, atoms.events.end(), [](const Event& event) { return event.beams.any(); })) return;
  std::vector<bool> grace(first_grace < walked.graces.size() ? end - begin : 0, false);
  for (std::size_t g = first_grace; g < walked.graces.size(); ++g) {
    std::vector<std::uint32_t> events;
    for (std::uint32_t i = 0; i < walked.graces[g].count; ++i) {
      events.push_back(walked.graces[g].first + i);
      grace[walked.graces[g].first + i - begin] = true;
    }
    BeamFinder(atoms, std::move(events), true).run();
  }
  std::vector<std::uint32_t> events;
  events.reserve(end - begin);
  for (std::uint32_t e = begin; e < end; ++e) {
    if ((grace.empty() || !grace[e - begin]) && atoms.events[e].kind != EventKind::measure_rest) events.push_back(e);
  }
  BeamFinder(atoms, std::move(events), false, meter).run();
}

}  // namespace

void walk_staff(const Context& context, std::uint32_t staff, MeasureAtoms& atoms, WalkResult& result) {
  const Measure& measure = context.measure(staff, atoms.measure);
  if (measure.measure_repeat > 0) return;  // the sign stands for what the file writes out
  const auto printing = std::count_if(measure.voices.begin(), measure.voices.end(),
                                      [](const auto& voice) { return prints_something(voice->items); });
  const Vpd base = context.staves[staff].vpd.child(atoms.measure);
  std::optional<BeamMeter> meter;
  if (context.staves[staff].beams_by_meter) {
    const TimeSignature* time = context.time_at(staff, {static_cast<std::int32_t>(atoms.measure), Rational()});
    meter = beam_meter(time == nullptr ? TimeSignature{} : *time);
  }
  std::uint8_t order = 0;
  for (std::uint32_t v = 0; v < measure.voices.size(); ++v) {
    const Voice& voice = *measure.voices[v];
    const auto begin = static_cast<std::uint32_t>(atoms.events.size());
    const std::size_t grace = result.graces.size();
    VoiceWalk(context, staff, order, printing > 1, atoms, result).run(voice, base.child(v));
    find_beams(atoms, begin, grace, result, meter ? &*meter : nullptr);
    if (prints_something(voice.items)) ++order;
  }
}

}  // namespace burin::layout
