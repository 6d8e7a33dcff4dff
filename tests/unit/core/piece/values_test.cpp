// Pitches, clefs, written durations, time signatures.
#include <gtest/gtest.h>

#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin {
namespace {

TEST(Pitch, DiatonicHeightCountsStepsAboveC0) {
  EXPECT_EQ((Pitch{0, 0, 0}).diatonic(), 0);
  EXPECT_EQ((Pitch{0, 4, 0}).diatonic(), 28);
  EXPECT_EQ((Pitch{6, 3, -2}).diatonic(), 27) << "alterations don't move a note";
}

TEST(Clef, MiddleLineIsTheExpectedPitch) {
  EXPECT_EQ((Clef{ClefSign::g, 2}).middle_line(), (Pitch{6, 4}).diatonic());
  EXPECT_EQ((Clef{ClefSign::f, 4}).middle_line(), (Pitch{1, 3}).diatonic());
  EXPECT_EQ((Clef{ClefSign::c, 3}).middle_line(), (Pitch{0, 4}).diatonic());
  EXPECT_EQ((Clef{ClefSign::c, 4}).middle_line(), (Pitch{5, 3}).diatonic());
  EXPECT_EQ((Clef{ClefSign::g, 2, -1}).middle_line(), (Pitch{6, 3}).diatonic());
  EXPECT_EQ((Clef{ClefSign::percussion, 3}).middle_line(), (Pitch{6, 4}).diatonic());
}

TEST(WrittenDuration, DotsAddHalvesOfHalves) {
  EXPECT_EQ((WrittenDuration{0, 0}).quarters(), Rational(4));
  EXPECT_EQ((WrittenDuration{-1, 0}).quarters(), Rational(8));
  EXPECT_EQ((WrittenDuration{2, 1}).quarters(), Rational(3, 2));
  EXPECT_EQ((WrittenDuration{3, 2}).quarters(), Rational(7, 8));
  EXPECT_EQ((WrittenDuration{10, 0}).quarters(), Rational(1, 256));
  EXPECT_EQ((WrittenDuration{no_value, 3}).quarters(), Rational(0));
}

TimeSignature time_of(std::string beats, std::string type) {
  TimeSignature time;
  time.fractions = {{std::move(beats), std::move(type)}};
  return time;
}

TEST(TimeSignature, MeasureLengthIsInQuarters) {
  EXPECT_EQ(time_of("4", "4").measure_length(), Rational(4));
  EXPECT_EQ(time_of("6", "8").measure_length(), Rational(3));
  EXPECT_EQ(time_of("3+2+2", "8").measure_length(), Rational(7, 2));
  TimeSignature both = time_of("2", "4");
  both.fractions.push_back({"3", "8"});
  EXPECT_EQ(both.measure_length(), Rational(7, 2));
}

TEST(TimeSignature, NonsenseCountsAsCommonTime) {
  for (const char* beats : {"", "x", "0", "-3", "99999999999999999999"}) {
    EXPECT_EQ(time_of(beats, "4").measure_length(), Rational(4)) << beats;
  }
  EXPECT_EQ(time_of("3", "0").measure_length(), Rational(4));
  TimeSignature free = time_of("4", "4");
  free.senza_misura = true;
  EXPECT_EQ(free.measure_length(), Rational(0));
}

}  // namespace
}  // namespace burin
