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

Shared<Staff> sounding(const Staff& staff, const Instrument& instrument) {
  auto copy = std::make_shared<Staff>(staff);
  copy->keys = {};
  for (const auto& change : staff.keys.changes()) {
    const Interval interval = readable_under(change.value, interval_at(instrument, change.at));
    KeySignature key = transposed(change.value, interval);
    key.has_cancel = false;
    copy->keys.set(change.at, std::move(key));
  }
  std::vector<Shared<Measure>> measures;
  for (std::uint32_t m = 0; m < staff.measures.size(); ++m) {
    const Position at{static_cast<std::int32_t>(m), {}};
    const KeySignature* key = staff.keys.at(at);
    const Interval interval = interval_at(instrument, at);
    measures.push_back(sounding(*staff.measures[m], key == nullptr ? interval : readable_under(*key, interval)));
  }
  copy->measures = PVector<Shared<Measure>>(std::move(measures));
  return copy;
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

}  // namespace

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
