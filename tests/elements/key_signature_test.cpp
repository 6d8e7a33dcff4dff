#include "pipeline/elements/key_signature.hpp"

#include <gtest/gtest.h>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

Clef clef(ClefSign sign, int line, int octave = 0) {
  Clef c;
  c.sign = sign;
  c.line = static_cast<std::int8_t>(line);
  c.octave_change = static_cast<std::int8_t>(octave);
  return c;
}
const Clef treble = clef(ClefSign::g, 2);

std::string ladder(const Clef& at, bool sharps) { return test::numbers(key_positions(at, sharps)); }

KeySignature fifths(int n) {
  KeySignature key;
  key.fifths = static_cast<std::int8_t>(n);
  return key;
}

std::string key(const KeySignature& k, const KeySignature* previous = nullptr, const Clef& at = treble,
                const KeyStyle& style = {}) {
  return test::text(place_key(k, at, previous, test::sign_font(), style));
}

TEST(KeyLadder, FollowsTheClef) {
  EXPECT_EQ(ladder(treble, true), "4 1 5 2 -1 3 0");
  EXPECT_EQ(ladder(treble, false), "0 3 -1 2 -2 1 -3");
  EXPECT_EQ(ladder(clef(ClefSign::f, 4), true), "2 -1 3 0 -3 1 -2");
  EXPECT_EQ(ladder(clef(ClefSign::f, 4), false), "-2 1 -3 0 -4 -1 -5");
  EXPECT_EQ(ladder(clef(ClefSign::c, 3), true), "3 0 4 1 -2 2 -1");
  EXPECT_EQ(ladder(clef(ClefSign::c, 3), false), "-1 2 -2 1 -3 0 -4");
}

TEST(KeyLadder, OfTheTenorClefHasItsOwnZigzag) {
  EXPECT_EQ(ladder(clef(ClefSign::c, 4), true), "-2 2 -1 3 0 4 1");
  EXPECT_EQ(ladder(clef(ClefSign::c, 4), false), "1 4 0 3 -1 2 -2");
}

TEST(KeyLadder, OfRareClefsIsFoldedIntoTheStaff) {
  EXPECT_EQ(ladder(clef(ClefSign::c, 1), true), "-1 3 0 4 1 5 2");
  EXPECT_EQ(ladder(clef(ClefSign::g, 1), true), ladder(clef(ClefSign::f, 4), true));
  for (const ClefSign sign : {ClefSign::g, ClefSign::f, ClefSign::c}) {
    for (int line = 1; line <= 5; ++line) {
      for (const bool sharps : {true, false}) {
        for (const int p : key_positions(clef(sign, line), sharps)) EXPECT_LE(std::abs(p), 5) << line;
      }
    }
  }
}

TEST(KeyLadder, StandsOnTheStepsOfTheKeyUnderEveryClef) {
  constexpr std::array<int, 7> sharp_steps{3, 0, 4, 1, 5, 2, 6};
  for (const ClefSign sign : {ClefSign::g, ClefSign::f, ClefSign::c}) {
    for (int line = 1; line <= 5; ++line) {
      const Clef at = clef(sign, line);
      const auto sharps = key_positions(at, true);
      const auto flats = key_positions(at, false);
      for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_EQ((sharps[i] + at.middle_line()) % 7, sharp_steps[i]) << line << " " << i;
        EXPECT_EQ((flats[i] + at.middle_line()) % 7, sharp_steps[6 - i]) << line << " " << i;
      }
    }
  }
}

TEST(KeyLadder, IgnoresOctaveFigures) {
  EXPECT_EQ(ladder(clef(ClefSign::g, 2, -1), true), ladder(treble, true));
  EXPECT_EQ(ladder(clef(ClefSign::f, 4, 1), false), ladder(clef(ClefSign::f, 4), false));
}

TEST(KeySignature, AdvancesByConstantSteps) {
  EXPECT_EQ(key(fifths(3)), "E262@0,2 E262@1.05,0.5 E262@2.1,2.5|3.096");
  EXPECT_EQ(key(fifths(-2)), "E260@0,0 E260@0.95,1.5|1.854");
  EXPECT_EQ(key(fifths(0)), "|0");
}

TEST(KeySignature, IsCancelledByNaturalsOnlyWhenNothingFollows) {
  const KeySignature flats = fifths(-2);
  EXPECT_EQ(key(fifths(0), &flats), "E261@0,0 E261@0.9,1.5|1.572");
  EXPECT_EQ(key(fifths(1), &flats), "E262@0,2|0.996");
}

TEST(KeySignature, NaturalsByStyleStandBeforeTheNewKey) {
  KeyStyle always;
  always.naturals = KeyNaturals::always;
  const KeySignature three = fifths(3);
  EXPECT_EQ(key(fifths(2), &three, treble, always), "E261@0,2.5 E262@1.172,2 E262@2.222,0.5|3.218");
  EXPECT_EQ(key(fifths(-1), &three, treble, always), "E261@0,2 E261@0.9,0.5 E261@1.8,2.5 E260@2.972,0|3.876");
  KeyStyle never;
  never.naturals = KeyNaturals::never;
  EXPECT_EQ(key(fifths(0), &three, treble, never), "|0");
}

TEST(KeySignature, ACancellationOfTheFileIsDrawnAtSystemStartsToo) {
  KeySignature k = fifths(0);
  k.has_cancel = true;
  k.cancel = 1;
  EXPECT_EQ(key(k), "E261@0,2|0.672");
}

TEST(KeySignature, BeyondSevenAltersDoubly) {
  EXPECT_EQ(key(fifths(9)),
            "E262@0,2.5 E262@1.05,1 E262@2.1,-0.5 E262@3.15,1.5 E262@4.2,0 E263@5.25,2 E263@6.338,0.5|7.326");
}

TEST(KeySignature, NonTraditionalSignsStandWhereTheirOctaveSays) {
  KeySignature k;
  k.custom = {{3, 2, 0, 4}, {6, -2, 0, -1}, {2, 0, 0xE261, -1}};
  EXPECT_EQ(key(k), "E262@0,-1.5 E260@1.05,0 E261@2,1.5|2.672");
}

TEST(KeySignature, PercussionTabAndHiddenKeysHaveNone) {
  EXPECT_EQ(key(fifths(2), nullptr, clef(ClefSign::percussion, 2)), "|0");
  EXPECT_EQ(key(fifths(2), nullptr, clef(ClefSign::tab, 5)), "|0");
  KeySignature hidden = fifths(2);
  hidden.hidden = true;
  EXPECT_EQ(key(hidden), "|0");
}

}  // namespace
}  // namespace burin::layout
