#include "core/piece/concert_pitch.hpp"

#include <algorithm>
#include <cstdlib>

#include "core/piece/interval.hpp"

namespace burin {

namespace {

constexpr int steps_of_octave = 7;
constexpr int quarter_tones_of_octave = 24;

/// Without whole octaves.
Interval inside_octave(Interval interval) noexcept {
  while (std::abs(interval.steps) >= steps_of_octave) {
    const int sign = interval.steps > 0 ? 1 : -1;
    interval.steps = static_cast<std::int8_t>(interval.steps - sign * steps_of_octave);
    interval.quarter_tones = static_cast<std::int8_t>(interval.quarter_tones - sign * quarter_tones_of_octave);
  }
  interval.octaves = 0;
  return interval;
}

Interval inverse(Interval interval) noexcept {
  interval.steps = static_cast<std::int8_t>(-interval.steps);
  interval.quarter_tones = static_cast<std::int8_t>(-interval.quarter_tones);
  interval.octaves = static_cast<std::int8_t>(-interval.octaves);
  return interval;
}

class Transposer {
 public:
  explicit Transposer(Interval interval) : interval_(interval) {}

  void all(std::vector<Item>& items) const {
    for (Item& item : items) std::visit([&](auto& one) { visit(one); }, item);
  }

 private:
  void visit(Chord& chord) const {
    for (Note& note : chord.notes) {
      note.accidental = 0;
      if (!note.unpitched) note.pitch = transposed(note.pitch, interval_);
    }
    std::stable_sort(chord.notes.begin(), chord.notes.end(), [](const Note& a, const Note& b) {
      return a.staff_shift != b.staff_shift ? a.staff_shift < b.staff_shift : a.pitch.diatonic() < b.pitch.diatonic();
    });
  }
  void visit(Rest&) const {}
  void visit(Space&) const {}
  template <class Group>
  void visit(Group& group) const {
    all(group.items);
  }
  Interval interval_;
};

/// The interval in force at a place.
Interval interval_at(const Instrument& instrument, Position at) noexcept {
  const Interval* own = instrument.transpositions.at(at);
  return inside_octave(own == nullptr ? instrument.transposition : *own);
}

Shared<Measure> sounding(const Measure& measure, Interval interval) {
  auto copy = std::make_shared<Measure>(measure);
  for (Shared<Voice>& voice : copy->voices) {
    auto own = std::make_shared<Voice>(*voice);
    Transposer(interval).all(own->items);
    voice = std::move(own);
  }
  return copy;
}

/// A staff transposed by what `interval_of` says of each place.
template <class IntervalOf>
Shared<Staff> moved(const Staff& staff, IntervalOf&& interval_of) {
  auto copy = std::make_shared<Staff>(staff);
  copy->keys = {};
  for (const auto& change : staff.keys.changes()) {
    const Interval interval = readable_under(change.value, interval_of(change.at));
    KeySignature key = transposed(change.value, interval);
    key.has_cancel = false;
    copy->keys.set(change.at, std::move(key));
  }
  std::vector<Shared<Measure>> measures;
  for (std::uint32_t m = 0; m < staff.measures.size(); ++m) {
    const Position at{static_cast<std::int32_t>(m), {}};
    const KeySignature* key = staff.keys.at(at);
    const Interval interval = interval_of(at);
    measures.push_back(sounding(*staff.measures[m], key == nullptr ? interval : readable_under(*key, interval)));
  }
  copy->measures = PVector<Shared<Measure>>(std::move(measures));
  return copy;
}

Shared<Staff> sounding(const Staff& staff, const Instrument& instrument) {
  return moved(staff, [&](Position at) { return interval_at(instrument, at); });
}

bool transposes(const Instrument& instrument) {
  const auto moves = [](Interval interval) { return !(inside_octave(interval) == Interval{}); };
  const auto& changes = instrument.transpositions.changes();
  return moves(instrument.transposition) ||
         std::any_of(changes.begin(), changes.end(), [&](const auto& change) { return moves(change.value); });
}

Shared<Instrument> sounding(const Shared<Instrument>& instrument) {
  if (!transposes(*instrument)) return instrument;
  auto copy = std::make_shared<Instrument>(*instrument);
  std::vector<Shared<Staff>> staves;
  for (const Shared<Staff>& staff : instrument->staves) staves.push_back(sounding(*staff, *instrument));
  copy->staves = PVector<Shared<Staff>>(std::move(staves));
  copy->transposition = {};
  copy->transpositions = {};
  return copy;
}

/// The clefs of the score up to where those of the part begin.
ChangeSet<Clef> clefs_of_part(const Staff& staff) {
  ChangeSet<Clef> clefs;
  const Position begin = staff.part_clefs.changes().front().at;
  for (const auto& change : staff.clefs.changes()) {
    if (change.at < begin) clefs.set(change.at, change.value);
  }
  for (const auto& change : staff.part_clefs.changes()) clefs.set(change.at, change.value);
  return clefs;
}

/// A staff without a key is in C: its part has a key all the same.
Shared<Staff> as_in_part(const Shared<Staff>& staff, const Instrument& instrument) {
  const auto interval_of = [&](Position at) {
    const Interval* own = instrument.part_transpositions.at(at);
    return own == nullptr ? Interval{} : inverse(*own);
  };
  Shared<Staff> shown = staff;
  if (!instrument.part_transpositions.empty()) {
    Staff keyed = *staff;
    if (keyed.keys.empty()) keyed.keys.set({}, KeySignature{});
    shown = moved(keyed, interval_of);
  }
  if (staff->part_clefs.empty()) return shown;
  auto copy = std::make_shared<Staff>(*shown);
  copy->clefs = clefs_of_part(*staff);
  return copy;
}

bool has_own_part(const Instrument& instrument) {
  return !instrument.part_transpositions.empty() ||
         std::any_of(instrument.staves.begin(), instrument.staves.end(),
                     [](const Shared<Staff>& staff) { return !staff->part_clefs.empty(); });
}

Shared<Instrument> as_in_part(const Shared<Instrument>& instrument) {
  if (!has_own_part(*instrument)) return instrument;
  auto copy = std::make_shared<Instrument>(*instrument);
  std::vector<Shared<Staff>> staves;
  for (const Shared<Staff>& staff : instrument->staves) staves.push_back(as_in_part(staff, *instrument));
  copy->staves = PVector<Shared<Staff>>(std::move(staves));
  copy->transpositions = copy->part_transpositions;
  copy->part_transpositions = {};
  return copy;
}

bool has_own_part(const Musician& musician) {
  return std::any_of(musician.instruments.begin(), musician.instruments.end(),
                     [](const Shared<Instrument>& instrument) { return has_own_part(*instrument); });
}

}  // namespace

Shared<Piece> as_in_parts(const Shared<Piece>& piece, std::span<const std::uint32_t> musicians) {
  std::vector<Shared<Musician>> all;
  bool any = false;
  for (const Shared<Musician>& musician : piece->musicians) {
    const auto index = static_cast<std::uint32_t>(all.size());
    all.push_back(musician);
    const bool asked = std::find(musicians.begin(), musicians.end(), index) != musicians.end();
    if (!asked || !has_own_part(*musician)) continue;
    any = true;
    auto own = std::make_shared<Musician>(*musician);
    std::vector<Shared<Instrument>> instruments;
    for (const Shared<Instrument>& instrument : musician->instruments) instruments.push_back(as_in_part(instrument));
    own->instruments = PVector<Shared<Instrument>>(std::move(instruments));
    all.back() = std::move(own);
  }
  if (!any) return piece;
  auto copy = std::make_shared<Piece>(*piece);
  copy->musicians = PVector<Shared<Musician>>(std::move(all));
  return copy;
}

Shared<Piece> at_concert_pitch(const Shared<Piece>& piece) {
  auto copy = std::make_shared<Piece>(*piece);
  std::vector<Shared<Musician>> musicians;
  for (const Shared<Musician>& musician : piece->musicians) {
    auto own = std::make_shared<Musician>(*musician);
    std::vector<Shared<Instrument>> instruments;
    for (const Shared<Instrument>& instrument : musician->instruments) instruments.push_back(sounding(instrument));
    own->instruments = PVector<Shared<Instrument>>(std::move(instruments));
    musicians.push_back(std::move(own));
  }
  copy->musicians = PVector<Shared<Musician>>(std::move(musicians));
  return copy;
}

}  // namespace burin
