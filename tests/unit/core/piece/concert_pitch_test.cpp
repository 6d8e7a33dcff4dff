#include "core/piece/concert_pitch.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

constexpr Interval major_second_down{-1, -4, 0};

Shared<Piece> piece_with(Interval interval) {
  Voice voice;
  Chord chord;
  chord.duration = Rational(1);
  Note note;
  note.pitch = {0, 5, 0};
  note.accidental = 0xE261;
  chord.notes.push_back(note);
  voice.items.emplace_back(std::move(chord));
  Measure measure;
  measure.voices.push_back(std::make_shared<const Voice>(std::move(voice)));
  Staff staff;
  staff.keys.set({}, KeySignature{});
  staff.measures = PVector<Shared<Measure>>({std::make_shared<const Measure>(std::move(measure))});
  Instrument instrument;
  instrument.transposition = interval;
  instrument.staves = PVector<Shared<Staff>>({std::make_shared<const Staff>(std::move(staff))});
  Musician musician;
  musician.instruments = PVector<Shared<Instrument>>({std::make_shared<const Instrument>(std::move(instrument))});
  Piece piece;
  piece.musicians = PVector<Shared<Musician>>({std::make_shared<const Musician>(std::move(musician))});
  return std::make_shared<const Piece>(std::move(piece));
}

TEST(ConcertPitch, NotesAndKeysOfATransposingInstrumentAreWrittenAsTheySound) {
  const Shared<Piece> piece = at_concert_pitch(piece_with(major_second_down));
  const Instrument& instrument = *piece->musicians[0]->instruments[0];
  EXPECT_EQ(instrument.transposition, Interval{});
  EXPECT_EQ(instrument.staves[0]->keys.at({})->fifths, -2);
  const Note& note = std::get<Chord>(instrument.staves[0]->measures[0]->voices[0]->items[0]).notes[0];
  EXPECT_EQ(note.pitch, (Pitch{6, 4, -2}));
  EXPECT_EQ(note.accidental, 0U);  // left to layout
}

TEST(ConcertPitch, InstrumentsThatSoundInOtherOctavesStayAsTheyAre) {
  const Shared<Piece> written = piece_with({0, 0, -1});
  const Shared<Piece> piece = at_concert_pitch(written);
  EXPECT_EQ(piece->musicians[0]->instruments[0], written->musicians[0]->instruments[0]);  // the very same object
}

}  // namespace
}  // namespace burin
