#include "pipeline/elements/dot.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

DotChord chord(const std::vector<int>& p, double right = 1.18, bool lower = false) {
  DotChord c;
  c.p = p;
  c.dots = 1;
  c.right = right;
  c.lower_voice = lower;
  return c;
}

std::vector<PlacedDot> place(const std::vector<DotChord>& chords) {
  std::vector<PlacedDot> out;
  place_dots(chords, out);
  return out;
}

/// Spaces of the dots, shared ones in parentheses.
std::string spaces(const std::vector<DotChord>& chords) {
  std::string all;
  for (const PlacedDot& dot : place(chords)) {
    const std::string p = std::to_string(dot.p);
    all += (all.empty() ? "" : " ") + (dot.shared ? "(" + p + ")" : p);
  }
  return all;
}

std::string of(const std::vector<int>& p) { return spaces({chord(p)}); }

TEST(Dots, OfHeadsOnLinesStandInTheSpaceAbove) {
  EXPECT_EQ(of({0}), "1");
  EXPECT_EQ(of({-4}), "-3");
  EXPECT_EQ(of({1}), "1");
  EXPECT_EQ(of({-3}), "-3");
}

TEST(Dots, OfChordsStandInSpacesOfTheirOwn) {
  EXPECT_EQ(of({-4, -2, 0, 2}), "-3 -1 1 3");
  EXPECT_EQ(of({0, 1}), "-1 1") << "the lower head of a second gives way";
  EXPECT_EQ(of({1, 2}), "1 3");
}

TEST(Dots, ARunMovesWhereItCostsLess) {
  EXPECT_EQ(of({0, 1, 3}), "-1 1 3");
  EXPECT_EQ(of({-2, 0, 1}), "-3 -1 1") << "three dots move down rather than one far up";
}

TEST(Dots, ClustersHaveRoomForFewerDotsThanHeads) {
  EXPECT_EQ(of({0, 1, 2}), "1 (1) 3");
  EXPECT_EQ(of({-1, 0, 1}), "-1 1 (1)");
}

TEST(Dots, ANoteOverAClusterKeepsTheDotInItsOwnSpace) { EXPECT_EQ(of({0, 1, 2, 3, 5}), "-1 1 3 (3) 5"); }

TEST(Dots, OfALowerVoiceGoDownFromLinesWhenTheSpaceAboveIsTaken) {
  const std::vector<int> up{1};
  const std::vector<int> down{0};
  EXPECT_EQ(spaces({chord(up), chord(down, 1.18, true)}), "1 -1");
  const std::vector<int> higher{2};
  EXPECT_EQ(spaces({chord(higher), chord(down, 1.18, true)}), "3 1");
}

TEST(Dots, OfAUnisonAreDrawnOnce) {
  const std::vector<int> p{0};
  EXPECT_EQ(spaces({chord(p), chord(p, 1.18, true)}), "1 (1)");
}

TEST(Dots, OfAllVoicesShareOneColumn) {
  const std::vector<int> up{3};
  const std::vector<int> down{-3};
  for (const PlacedDot& dot : place({chord(up), chord(down, 2.24, true)})) EXPECT_DOUBLE_EQ(dot.x, 2.74);
}

TEST(Dots, StandAfterAFlagThatReachesThem) {
  const std::vector<int> p{-2};
  DotChord flagged = chord(p);
  flagged.flag = {1.06, -0.74, 2.116, 2.5};
  EXPECT_DOUBLE_EQ(place({flagged})[0].x, 2.316);
  flagged.flag.bottom = 0.0;
  EXPECT_DOUBLE_EQ(place({flagged})[0].x, 1.68) << "the flag ends above the dot";
}

TEST(Dots, ChordsWithoutDotsTakeNoSpace) {
  const std::vector<int> up{2};
  const std::vector<int> down{1};
  DotChord plain = chord(up);
  plain.dots = 0;
  EXPECT_EQ(spaces({plain, chord(down, 1.18, true)}), "1");
}

TEST(Dots, StandAfterHeadsOfAnotherVoiceThatAreInTheWay) {
  const std::vector<int> up{1};
  const std::vector<int> down{0};
  const std::vector<int> far{-6};
  DotChord plain = chord(down, 2.24, true);
  plain.dots = 0;
  EXPECT_DOUBLE_EQ(place({chord(up), plain})[0].x, 2.74);
  plain.p = far;
  EXPECT_DOUBLE_EQ(place({chord(up), plain})[0].x, 1.68);
}

TEST(Dots, OfAnyChordsStandInSpacesAndNeverTwiceUnshared) {
  std::mt19937 random(7);
  for (int round = 0; round < 500; ++round) {
    std::vector<std::vector<int>> heads(1 + random() % 3);
    std::vector<DotChord> chords;
    for (auto& p : heads) {
      for (unsigned n = 1 + random() % 6; n > 0; --n) p.push_back(static_cast<int>(random() % 17) - 8);
      std::sort(p.begin(), p.end());
      chords.push_back(chord(p, 1.18, random() % 2 == 0));
    }
    std::vector<int> seen;
    for (const PlacedDot& dot : place(chords)) {
      EXPECT_NE(dot.p % 2, 0);
      if (dot.shared) continue;
      EXPECT_EQ(std::count(seen.begin(), seen.end(), dot.p), 0) << round;
      seen.push_back(dot.p);
    }
  }
}

}  // namespace
}  // namespace burin::layout
