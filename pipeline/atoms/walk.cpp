#include "pipeline/atoms/walk.hpp"

#include <algorithm>

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
      : context_(context), staff_(staff), voice_(voice), multi_(multi), atoms_(atoms), result_(result) {}

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
    Event event = common(vpd, chord.written, chord.duration);
    event.kind = EventKind::chord;
    event.chord = &chord;
    event.size = chord.size;
    event.slashed = chord.slashed;
    const auto index = add(event);
    join_beam(index, chord.beams);
    finish(chord.duration, index);
  }

  void visit(const Rest& rest, const Vpd& vpd) {
    Event event = common(vpd, rest.written, rest.duration);
    event.kind = rest.whole_measure && !in_tuplet_ ? EventKind::measure_rest : EventKind::rest;
    event.rest = &rest;
    event.size = rest.cue ? NoteSize::cue : NoteSize::full;
    if (in_grace_) event.size = NoteSize::grace;
    const auto index = add(event);
    if (rest.beams.any() || open_beam_ >= 0) rest_under_beam(index, rest.beams);
    finish(rest.duration, index);
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
    const std::int32_t outer_beam = open_beam_;
    open_beam_ = -1;
    grace_first_ = next();
    items(group.items, vpd);
    grace_count_ = next() - grace_first_;
    open_beam_ = outer_beam;
    in_grace_ = false;
  }

  void visit(const Tremolo& tremolo, const Vpd& vpd) {
    const auto first = next();
    items(tremolo.items, vpd);
    if (next() >= first + 2) atoms_.tremolos.push_back({&tremolo, first, next() - 1, vpd});
  }

  Event common(const Vpd& vpd, WrittenDuration written, Rational duration) const {
    Event event;
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
  std::uint32_t add(const Event& event) {
    atoms_.events.push_back(event);
    return next() - 1;
  }
  void finish(Rational duration, std::uint32_t index) {
    if (in_grace_) return;
    close_grace(static_cast<std::int32_t>(index));
    onset_ += duration;
  }
  void close_grace(std::int32_t main) {
    if (grace_count_ == 0) return;
    result_.graces.push_back({grace_first_, grace_count_, main});
    grace_count_ = 0;
  }

  void join_beam(std::uint32_t index, const Beams& beams) {
    const BeamState state = beams.level(1);
    if (state == BeamState::begin || (state != BeamState::none && open_beam_ < 0)) {
      if (state == BeamState::forward_hook || state == BeamState::backward_hook) return;
      open_beam_ = static_cast<std::int32_t>(atoms_.beams.size());
      BeamGroup group;
      group.staff = static_cast<std::uint16_t>(staff_);
      group.grace = in_grace_;
      atoms_.beams.push_back(std::move(group));
    }
    if (state == BeamState::none) {
      // A longer note between beamed ones ends the group only when the file says so.
      return;
    }
    if (open_beam_ < 0) return;
    atoms_.events[index].beam = open_beam_;
    atoms_.beams[static_cast<std::size_t>(open_beam_)].events.push_back(index);
    if (state == BeamState::end) open_beam_ = -1;
  }

  void rest_under_beam(std::uint32_t index, const Beams& beams) {
    if (open_beam_ < 0) return;
    atoms_.beams[static_cast<std::size_t>(open_beam_)].events.push_back(index);
    if (beams.level(1) == BeamState::end) open_beam_ = -1;
  }

  const Context& context_;
  std::uint32_t staff_;
  std::uint8_t voice_;
  bool multi_;
  MeasureAtoms& atoms_;
  WalkResult& result_;
  Rational onset_{};
  std::int32_t open_beam_{-1};
  std::uint8_t in_tuplet_{0};
  bool in_grace_{false};
  std::uint32_t grace_first_{0};
  std::uint32_t grace_count_{0};
};

bool prints_something(const std::vector<Item>& items);
struct Prints {
  bool operator()(const Chord& chord) const {
    return std::any_of(chord.notes.begin(), chord.notes.end(), [](const Note& note) { return !note.hidden; });
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

/// A group of one note is no beam: its note gets flags.
void drop_lonely_beams(MeasureAtoms& atoms, std::size_t from) {
  for (std::size_t b = from; b < atoms.beams.size(); ++b) {
    auto& events = atoms.beams[b].events;
    while (!events.empty() && atoms.events[events.back()].kind != EventKind::chord) events.pop_back();
    const auto chords = std::count_if(events.begin(), events.end(),
                                      [&](std::uint32_t e) { return atoms.events[e].kind == EventKind::chord; });
    if (chords < 2) {
      for (const std::uint32_t e : events) atoms.events[e].beam = -1;
      events.clear();
      continue;
    }
    for (const std::uint32_t e : events) atoms.events[e].beamed = atoms.events[e].kind == EventKind::chord;
  }
}

}  // namespace

void walk_staff(const Context& context, std::uint32_t staff, MeasureAtoms& atoms, WalkResult& result) {
  const Measure& measure = context.measure(staff, atoms.measure);
  const std::size_t first_beam = atoms.beams.size();
  const auto printing = std::count_if(measure.voices.begin(), measure.voices.end(),
                                      [](const auto& voice) { return prints_something(voice->items); });
  const Vpd base = context.staves[staff].vpd.child(atoms.measure);
  std::uint8_t order = 0;
  for (std::uint32_t v = 0; v < measure.voices.size(); ++v) {
    const Voice& voice = *measure.voices[v];
    VoiceWalk(context, staff, order, printing > 1, atoms, result).run(voice, base.child(v));
    if (prints_something(voice.items)) ++order;
  }
  drop_lonely_beams(atoms, first_beam);
}

}  // namespace burin::layout
