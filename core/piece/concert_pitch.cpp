#include "core/piece/concert_pitch.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace burin {

namespace {

constexpr int steps_of_octave = 7;
constexpr int quarter_tones_of_octave = 24;
constexpr int most_alter = 4;  // double accidentals

/// Quarter tones above C0 of a natural note.
int natural_height(int diatonic) noexcept {
  constexpr std::array<int, steps_of_octave> in_octave{0, 4, 8, 10, 14, 18, 22};
  const int octave = diatonic >= 0 ? diatonic / steps_of_octave : (diatonic - steps_of_octave + 1) / steps_of_octave;
  const auto step = static_cast<std::size_t>(diatonic - octave * steps_of_octave);
  return octave * quarter_tones_of_octave + in_octave[step];
}

Pitch pitch_at(int diatonic, int height) noexcept {
  const int octave = diatonic >= 0 ? diatonic / steps_of_octave : (diatonic - steps_of_octave + 1) / steps_of_octave;
  return {static_cast<std::int8_t>(diatonic - octave * steps_of_octave), static_cast<std::int8_t>(octave),
          static_cast<std::int8_t>(std::clamp(height - natural_height(diatonic), -12, 12))};
}

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
    KeySignature key = change.value;
    const int fifths = key.fifths + fifths_of(interval_at(instrument, change.at));
    if (key.custom.empty()) key.fifths = static_cast<std::int8_t>(std::clamp(fifths, -21, 21));
    key.has_cancel = false;
    copy->keys.set(change.at, std::move(key));
  }
  std::vector<Shared<Measure>> measures;
  for (std::uint32_t m = 0; m < staff.measures.size(); ++m) {
    measures.push_back(sounding(*staff.measures[m], interval_at(instrument, {static_cast<std::int32_t>(m), {}})));
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

Pitch transposed(Pitch pitch, Interval interval) noexcept {
  const int height = natural_height(pitch.diatonic()) + pitch.alter + interval.quarter_tones +
                     interval.octaves * quarter_tones_of_octave;
  int diatonic = pitch.diatonic() + interval.steps + interval.octaves * steps_of_octave;
  while (height - natural_height(diatonic) > most_alter) ++diatonic;
  while (height - natural_height(diatonic) < -most_alter) --diatonic;
  return pitch_at(diatonic, height);
}

int fifths_of(Interval interval) noexcept {
  constexpr int fifths_in_semitone = 7;
  constexpr int fifths_in_step = 12;
  return interval.quarter_tones / 2 * fifths_in_semitone - interval.steps * fifths_in_step;
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
