#include "core/store/piece_difference.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

Mark slur(std::string_view line) {
  Params params;
  params.set(Param::line_type, std::string(line));
  Mark mark;
  mark.params = std::make_shared<const Params>(std::move(params));
  return mark;
}

Piece piece_with(Chord chord) {
  Voice voice;
  voice.items.emplace_back(Rest{});
  voice.items.emplace_back(std::move(chord));
  Measure measure;
  measure.voices.push_back(std::make_shared<const Voice>(std::move(voice)));
  Staff staff;
  staff.measures = PVector<Shared<Measure>>({std::make_shared<const Measure>(std::move(measure))});
  Instrument instrument;
  instrument.staves = PVector<Shared<Staff>>({std::make_shared<const Staff>(std::move(staff))});
  Musician musician;
  musician.instruments = PVector<Shared<Instrument>>({std::make_shared<const Instrument>(std::move(instrument))});
  Piece piece;
  piece.musicians = PVector<Shared<Musician>>({std::make_shared<const Musician>(std::move(musician))});
  return piece;
}

Chord chord() {
  Chord chord;
  chord.notes.resize(2);
  chord.marks.push_back(slur("dotted"));
  return chord;
}

TEST(PieceDifference, finds_none_between_equal_pieces_that_share_nothing) {
  EXPECT_EQ(first_difference(piece_with(chord()), piece_with(chord())), std::nullopt);
}

TEST(PieceDifference, names_the_place_the_field_and_both_values) {
  Chord other = chord();
  other.notes[1].dots = 3;
  EXPECT_EQ(first_difference(piece_with(chord()), piece_with(other)), "m/0/0/0/0/0/i/1/i/1: dots (0, 3)");
  other = chord();
  other.duration = Rational(1, 3);
  EXPECT_EQ(first_difference(piece_with(chord()), piece_with(other)), "m/0/0/0/0/0/i/1: duration (0, 1/3)");
}

TEST(PieceDifference, looks_into_lists_and_parameters) {
  Chord other = chord();
  other.marks[0] = slur("dashed");
  EXPECT_NE(first_difference(piece_with(chord()), piece_with(other)).value_or("").find("i/1: marks[0].params"),
            std::string::npos);
  other = chord();
  other.marks.push_back(slur("solid"));
  EXPECT_EQ(first_difference(piece_with(chord()), piece_with(other)), "m/0/0/0/0/0/i/1: marks.size (1, 2)");
}

TEST(PieceDifference, tells_things_of_different_kinds_apart) {
  Piece right = piece_with(chord());
  Piece left = right;
  left.title = "A";
  EXPECT_EQ(first_difference(left, right), ".: title (\"A\", \"\")");
  right.title = "A";
  right.measures.push_back({});
  EXPECT_EQ(first_difference(left, right), ".: measures.size (0, 1)");
}

}  // namespace
}  // namespace burin
