#include "pipeline/elements/chord.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

std::string sides(std::vector<int> p, int direction) {
  std::vector<signed char> out(p.size());
  place_heads(p, direction, out);
  return test::numbers(out);
}

TEST(ChordHeads, ThirdsStandOnOneSide) { EXPECT_EQ(sides({-4, -2, 0, 2}, 1), "0 0 0 0"); }

TEST(ChordHeads, OfASecondTheLowerIsLeftAndTheHigherRight) {
  EXPECT_EQ(sides({0, 1}, 1), "0 1");
  EXPECT_EQ(sides({0, 1}, -1), "-1 0");
  EXPECT_EQ(sides({-4, 0, 1, 4}, 1), "0 0 1 0");
}

TEST(ChordHeads, ClustersAlternateFromTheAnchor) {
  EXPECT_EQ(sides({0, 1, 2}, 1), "0 1 0");
  EXPECT_EQ(sides({0, 1, 2}, -1), "0 -1 0");
  EXPECT_EQ(sides({0, 1, 2, 3}, 1), "0 1 0 1");
  EXPECT_EQ(sides({0, 1, 2, 3}, -1), "-1 0 -1 0");
}

TEST(ChordHeads, AUnisonIsDisplacedToo) { EXPECT_EQ(sides({0, 0}, 1), "0 1"); }

TEST(ChordHeads, SingleHeadsAndEmptyChordsNeedNothing) {
  EXPECT_EQ(sides({3}, -1), "0");
  EXPECT_EQ(sides({}, 1), "");
}

TEST(ChordHeads, DisplacedHeadsShareTheStem) {
  EXPECT_DOUBLE_EQ(head_offset(0, 1.18, 0.12, false, HeadClash::second), 0.0);
  EXPECT_DOUBLE_EQ(head_offset(1, 1.18, 0.12, false, HeadClash::second), 1.12);
  EXPECT_DOUBLE_EQ(head_offset(-1, 1.18, 0.12, false, HeadClash::second), -1.12);
  EXPECT_DOUBLE_EQ(head_offset(1, 1.688, 0.12, true, HeadClash::second), 1.448);
  EXPECT_DOUBLE_EQ(head_offset(1, 1.18, 0.12, false, HeadClash::unison), 1.048);
}

}  // namespace
}  // namespace burin::layout
