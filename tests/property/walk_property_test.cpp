// Laws of walks and of the index of spanners: each against the simplest program that does the same.
#include <algorithm>
#include <map>
#include <tuple>

#include "core/piece/operations.hpp"
#include "core/piece/position_walk.hpp"
#include "core/piece/span_index.hpp"
#include "support.hpp"

namespace burin {
namespace {

int number(int least, int end) { return *rc::gen::inRange(least, end); }

std::vector<Mark> marks() {
  std::vector<Mark> made(static_cast<std::size_t>(std::max(0, number(-3, 3))));
  for (Mark& mark : made) {
    mark.family = static_cast<FamilyId>(number(1, 4));
    mark.span = static_cast<SpanId>(number(0, 6));
    mark.role = static_cast<SpanRole>(number(0, 5));
  }
  return made;
}

std::vector<Item> items(int depth);
Item item(int depth) {
  const Rational length(number(0, 7), number(1, 7));
  switch (number(0, depth > 0 ? 5 : 3)) {
    case 0: {
      Rest rest;
      rest.duration = length;
      rest.marks = marks();
      return rest;
    }
    case 1: return Space{length};
    case 3: return Tuplet{items(depth - 1)};
    case 4: return GraceGroup{items(depth - 1)};
    default: {
      Chord chord;
      chord.duration = length;
      chord.notes.resize(static_cast<std::size_t>(number(1, 4)));
      for (Note& note : chord.notes) note.marks = marks();
      chord.marks = marks();
      return chord;
    }
  }
}
std::vector<Item> items(int depth) {
  std::vector<Item> made;
  for (int n = number(0, 4); n > 0; --n) made.push_back(item(depth));
  return made;
}

Shared<Measure> measure() {
  Measure made;
  for (int n = number(0, 4); n > 0; --n) {
    Voice voice;
    voice.items = items(2);
    made.voices.push_back(std::make_shared<Voice>(std::move(voice)));
  }
  for (const Mark& mark : marks()) made.marks.push_back({Rational(number(0, 5), 2), mark, false});
  made.right.marks = marks();
  return std::make_shared<Measure>(std::move(made));
}

/// Staves need not have as many measures as others.
Shared<Piece> piece() {
  std::vector<Shared<Musician>> musicians;
  for (int m = number(1, 3); m > 0; --m) {
    std::vector<Shared<Staff>> staves;
    for (int s = number(1, 3); s > 0; --s) {
      std::vector<Shared<Measure>> measures(static_cast<std::size_t>(number(0, 5)));
      for (auto& each : measures) each = measure();
      Staff staff;
      staff.measures = PVector<Shared<Measure>>(std::move(measures));
      staves.push_back(std::make_shared<Staff>(std::move(staff)));
    }
    Instrument instrument;
    instrument.staves = PVector<Shared<Staff>>(std::move(staves));
    Musician musician;
    musician.instruments = PVector<Shared<Instrument>>({std::make_shared<Instrument>(std::move(instrument))});
    musicians.push_back(std::make_shared<Musician>(std::move(musician)));
  }
  Piece made;
  made.musicians = PVector<Shared<Musician>>(std::move(musicians));
  return std::make_shared<Piece>(std::move(made));
}

struct Seen {
  Position sounds;
  std::string vpd;
  const void* thing;
};

/// A walk in the order of the score; what a grace group contains sounds with the outermost group around it.
std::vector<Seen> in_order_of_score(const Piece& piece, const TimewalkScope& scope) {
  std::vector<Seen> all;
  Vpd group = Vpd::layout();
  Position begun;
  for (const TimewalkEvent& event : Timewalk(piece, scope)) {
    const Item* item = event.item();
    if (!group.contains(event.vpd) && item != nullptr && std::holds_alternative<GraceGroup>(*item)) {
      group = event.vpd;
      begun = event.position;
    }
    all.push_back({group.contains(event.vpd) ? begun : event.position, event.vpd.str(), event.thing});
  }
  return all;
}

BURIN_PROPERTY(PositionWalkProperty, IsTheWalkOfTheScoreSortedByPosition, [] {
  const auto sample = piece();
  TimewalkScope scope;
  if (number(0, 2) == 1) scope.boundary = Vpd::music().child(0);
  if (number(0, 2) == 1) scope.first_measure = static_cast<std::uint32_t>(number(0, 3));
  if (number(0, 2) == 1) scope.first_position = Rational(number(0, 4), 2);
  if (number(0, 2) == 1) scope.last_position = Rational(number(0, 9), 2);
  scope.grace_ends = number(0, 2) == 1;
  std::vector<Seen> wanted = in_order_of_score(*sample, scope);
  std::stable_sort(wanted.begin(), wanted.end(), [](const Seen& a, const Seen& b) { return a.sounds < b.sounds; });
  std::vector<std::string> expected;
  for (const Seen& seen : wanted) expected.push_back(seen.vpd);
  std::vector<std::string> walked;
  for (const TimewalkEvent& event : PositionWalk(*sample, scope)) walked.push_back(event.vpd.str());
  RC_ASSERT(walked == expected);
})

using Ends = std::map<std::uint32_t, std::vector<std::tuple<std::string, Position, SpanRole>>>;

void note_ends(Ends& ends, const std::vector<Mark>& marks, const Vpd& owner, Position at) {
  for (const Mark& mark : marks) {
    if (mark.span != SpanId::none) ends[static_cast<std::uint32_t>(mark.span)].emplace_back(owner.str(), at, mark.role);
  }
}

/// The search that the index saves.
Ends search(const Piece& piece) {
  Ends ends;
  const auto seen = in_order_of_score(piece, {});
  std::map<std::string, Position> sounds;
  for (const Seen& each : seen) sounds[each.vpd] = each.sounds;
  TimewalkScope scope;
  scope.containers = true;
  for (const TimewalkEvent& event : Timewalk(piece, scope)) {
    if (const Measure* measure = event.measure()) {
      const Position start{event.position.measure, {}};
      for (const PlacedMark& placed : measure->marks) {
        note_ends(ends, {placed.mark}, event.vpd, {start.measure, placed.at});
      }
      note_ends(ends, measure->right.marks, event.vpd, start);
    }
    const Position at = sounds[event.vpd.str()];
    if (const Note* note = event.note()) note_ends(ends, note->marks, event.vpd, at);
    if (event.item() == nullptr) continue;
    if (const auto* rest = std::get_if<Rest>(event.item())) note_ends(ends, rest->marks, event.vpd, at);
    if (const auto* chord = std::get_if<Chord>(event.item())) {
      note_ends(ends, chord->marks, event.vpd, at);
      if (chord->notes.size() == 1) note_ends(ends, chord->notes[0].marks, event.vpd, at);
    }
  }
  for (auto& [span, places] : ends) std::sort(places.begin(), places.end());
  return ends;
}

Ends listed(const SpanIndex& index) {
  Ends ends;
  for (std::uint32_t span = 0; span < 6; ++span) {
    const auto* places = index.places(static_cast<SpanId>(span));
    if (places == nullptr) continue;
    RC_ASSERT(std::is_sorted(places->begin(), places->end(),
                             [](const SpanPlace& a, const SpanPlace& b) { return a.at < b.at; }));
    for (const SpanPlace& place : *places) ends[span].emplace_back(place.owner.str(), place.at, place.role);
    std::sort(ends[span].begin(), ends[span].end());
  }
  return ends;
}

/// Some edit of a measure, or of a list of measures, staves or musicians; the same piece when that is not possible.
Shared<Piece> edited(const Shared<Piece>& before) {
  Vpd at = Vpd::music();
  for (int level = number(1, 5); level > 0; --level) at = at.child(static_cast<std::uint32_t>(number(0, 3)));
  Edited after = before;
  switch (number(0, 3)) {
    case 0: after = remove(before, at); break;
    case 1: after = insert(before, Vpd::music().child(0).child(0).child(0).child(1), measure()); break;
    default: after = set(before, Vpd::music().child(0).child(0).child(0).child(0), measure()); break;
  }
  return after ? *after : before;
}

BURIN_PROPERTY(SpanIndexProperty, FindsWhatASearchFindsThroughAnyEdits, [] {
  Shared<Piece> now = piece();
  SpanIndex index(now);
  RC_ASSERT(listed(index) == search(*now));
  for (int n = number(1, 6); n > 0; --n) {
    now = edited(now);
    index.update(now);
    RC_ASSERT(listed(index) == search(*now));
  }
})

}  // namespace
}  // namespace burin
