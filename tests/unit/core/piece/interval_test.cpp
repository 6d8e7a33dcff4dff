#include "core/piece/interval.hpp"

#include <gtest/gtest.h>

namespace burin {
namespace {

TEST(Interval, NamesRead) {
  EXPECT_EQ(*parse_interval("M3"), (Interval{2, 8, 0}));
  EXPECT_EQ(*parse_interval("m-2"), (Interval{-1, -2, 0}));
  EXPECT_EQ(*parse_interval("-P5"), (Interval{-4, -14, 0}));
  EXPECT_EQ(*parse_interval("+A4"), (Interval{3, 12, 0}));
  EXPECT_EQ(*parse_interval("P8"), (Interval{0, 0, 1}));
  EXPECT_EQ(*parse_interval("M10"), (Interval{2, 8, 1}));
  EXPECT_EQ(*parse_interval("dd5"), (Interval{4, 10, 0}));
  EXPECT_EQ(*parse_interval("d7"), (Interval{6, 18, 0}));
  for (const char* text : {"", "M", "3", "P3", "M5", "m4", "X3", "M0", "M3x", "--M3", "MM3", "AAAA4", "M51"}) {
    EXPECT_FALSE(parse_interval(text)) << text;
  }
  EXPECT_EQ(*interval_of_semitones(-7), *parse_interval("-P5"));
  EXPECT_EQ(*interval_of_semitones(15), *parse_interval("m10"));
}

TEST(Interval, PitchesKeepTheirSpelling) {
  const auto up = [](const char* interval, Pitch pitch) { return transposed(pitch, *parse_interval(interval)); };
  EXPECT_EQ(up("M3", {0, 4, 0}), (Pitch{2, 4, 0}));
  EXPECT_EQ(up("M3", {1, 4, 0}), (Pitch{3, 4, 2}));
  EXPECT_EQ(up("m2", {6, 4, 0}), (Pitch{0, 5, 0}));
  EXPECT_EQ(up("-m2", {0, 4, 0}), (Pitch{6, 3, 0}));
  EXPECT_EQ(up("A4", {0, 4, 0}), (Pitch{3, 4, 2}));
  EXPECT_EQ(up("P8", {5, 3, -2}), (Pitch{5, 4, -2}));
  EXPECT_EQ(up("M2", {2, 4, 1}), (Pitch{3, 4, 3})) << "quarter tones go along";
}

TEST(Interval, KeysMoveByFifthsAndStayReadable) {
  KeySignature key;
  EXPECT_EQ(transposed(key, *parse_interval("M3")).fifths, 4);
  EXPECT_EQ(transposed(key, *parse_interval("m-2")).fifths, 5);
  EXPECT_EQ(transposed(key, *parse_interval("m2")).fifths, -5);
  key.fifths = 6;
  EXPECT_EQ(transposed(key, *parse_interval("M3")).fifths, -2) << "A sharp major is B flat major";
  EXPECT_EQ(readable_under(key, *parse_interval("M3")), *parse_interval("d4"));
  key.fifths = -6;
  EXPECT_EQ(transposed(key, *parse_interval("m3")).fifths, 3);
}

TEST(Interval, DownAndUpAgainGivesTheSamePitch) {
  for (const char* name : {"m2", "M2", "m3", "M3", "P4", "A4", "d5", "P5", "m6", "M6", "m7", "M7", "P8", "M9"}) {
    const Interval up = *parse_interval(name);
    const Interval down = *parse_interval(std::string("-") + name);
    for (std::int8_t step = 0; step < 7; ++step) {
      for (std::int8_t alter = -4; alter <= 4; ++alter) {
        const Pitch pitch{step, 4, alter};
        EXPECT_EQ(transposed(transposed(pitch, up), down), pitch) << name;
      }
    }
  }
}

}  // namespace
}  // namespace burin
