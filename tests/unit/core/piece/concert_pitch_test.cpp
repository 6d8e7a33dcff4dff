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

TEST(ConcertPitch, a_part_of_a_concert_score_is_transposed_back_and_has_the_clef_that_the_file_has_for_it) {
  const Shared<Piece> sounding = piece_with(Interval{});
  Piece score = *sounding;
  Musician musician = *score.musicians[0];
  Instrument instrument = *musician.instruments[0];
  Staff staff = *instrument.staves[0];
  staff.clefs.set({}, Clef{});
  staff.part_clefs.set({}, Clef{ClefSign::c, 3});
  instrument.part_transpositions.set({}, major_second_down);
  instrument.staves = PVector<Shared<Staff>>({std::make_shared<const Staff>(std::move(staff))});
  musician.instruments = PVector<Shared<Instrument>>({std::make_shared<const Instrument>(std::move(instrument))});
  score.musicians = PVector<Shared<Musician>>({std::make_shared<const Musician>(std::move(musician))});
  const auto whole = std::make_shared<const Piece>(std::move(score));
  const std::vector<std::uint32_t> first{0};
  const Shared<Piece> part = as_in_parts(whole, first);
  const Instrument& shown = *part->musicians[0]->instruments[0];
  EXPECT_EQ(std::get<Chord>(shown.staves[0]->measures[0]->voices[0]->items[0]).notes[0].pitch, (Pitch{1, 5, 0}));
  EXPECT_EQ(shown.staves[0]->keys.at({})->fifths, 2);
  EXPECT_EQ(shown.staves[0]->clefs.at({})->sign, ClefSign::c);
  EXPECT_EQ(as_in_parts(whole, {}), whole) << "the score itself stays";
  EXPECT_EQ(as_in_parts(sounding, first), sounding) << "nothing is said of parts";
}

}  // namespace
}  // namespace burin
