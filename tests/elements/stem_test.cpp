#include "pipeline/elements/stem.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

StemRequest single(int p, int direction, int beams = 0, bool beamed = false) {
  StemRequest request;
  request.direction = direction;
  request.low = request.high = p;
  request.beams = beams;
  request.beamed = beamed;
  return request;
}

double length(const StemRequest& request) {
  const double from = (request.direction > 0 ? request.high : request.low) / 2.0;
  return (stem_tip(request) - from) * request.direction;
}

int direction_of(std::vector<int> p) { return default_direction(p); }

TEST(StemDirection, HeadsBelowTheMiddleLinePointUpAndAllOthersDown) {
  EXPECT_EQ(direction_of({-1}), 1);
  EXPECT_EQ(direction_of({0}), -1);
  EXPECT_EQ(direction_of({1}), -1);
}

TEST(StemDirection, TheHeadFarthestFromTheMiddleLineDecides) {
  EXPECT_EQ(direction_of({-5, 4}), 1);
  EXPECT_EQ(direction_of({-4, 0, 5}), -1);
  EXPECT_EQ(direction_of({4, -5, 1}), 1);
}

TEST(StemDirection, ATieOrNothingPointsDown) {
  EXPECT_EQ(direction_of({-4, 4}), -1);
  EXPECT_EQ(direction_of({}), -1);
}

TEST(StemLength, IsAnOctaveInsideTheStaff) {
  for (int p = -7; p < 0; ++p) EXPECT_DOUBLE_EQ(length(single(p, 1)), 3.5) << p;
  for (int p = 7; p >= 0; --p) EXPECT_DOUBLE_EQ(length(single(p, -1)), 3.5) << p;
}

TEST(StemLength, OfLedgerNotesReachesTheMiddleLine) {
  EXPECT_DOUBLE_EQ(stem_tip(single(-8, 1)), 0.0);
  EXPECT_DOUBLE_EQ(stem_tip(single(-13, 1)), 0.0);
  EXPECT_DOUBLE_EQ(stem_tip(single(10, -1)), 0.0);
  EXPECT_DOUBLE_EQ(stem_tip(single(-13, 1, 1)), 0.0);
}

TEST(StemLength, ShrinksWhenThePointerLeavesTheStaff) {
  std::vector<double> lengths;
  for (int p = 0; p <= 8; ++p) lengths.push_back(length(single(p, 1)));
  EXPECT_EQ(test::numbers(lengths), "3.5 2.75 2.5 2.5 2.5 2.5 2.5 2.5 2.5");
  lengths.clear();
  for (int p = 0; p >= -4; --p) lengths.push_back(length(single(p, -1)));
  EXPECT_EQ(test::numbers(lengths), "3.5 2.75 2.5 2.5 2.5");
  lengths.clear();
  for (int p = 1; p <= 4; ++p) lengths.push_back(length(single(p, 1, 1, true)));
  EXPECT_EQ(test::numbers(lengths), "3 2.75 2.75 2.75");
}

TEST(StemLength, KeepsDownFlagsClearOfTheHead) {
  EXPECT_DOUBLE_EQ(length(single(-4, -1, 1)), 3.5);
  EXPECT_DOUBLE_EQ(length(single(4, 1, 1)), 2.75);
}

TEST(StemLength, GrowsWithTheThirdBeam) {
  std::vector<double> lengths;
  for (int beams = 1; beams <= 6; ++beams) lengths.push_back(length(single(-1, 1, beams, true)));
  EXPECT_EQ(test::numbers(lengths), "3.5 3.5 4 4.75 5.5 6.25");
}

TEST(StemLength, OfGraceAndCueNotesIsSmaller) {
  StemRequest request = single(-1, 1);
  request.size = NoteSize::grace;
  EXPECT_DOUBLE_EQ(length(request), 2.45);
  request.size = NoteSize::cue;
  EXPECT_DOUBLE_EQ(length(request), 2.625);
  request.low = request.high = -12;
  EXPECT_DOUBLE_EQ(stem_tip(request), -1.0) << "small stems reach to the second line only";
}

TEST(StemLength, OnOneLineStavesNeverChanges) {
  StemRequest request = single(6, 1);
  request.staff_lines = 1;
  EXPECT_DOUBLE_EQ(length(request), 3.5);
  request.low = request.high = -10;
  EXPECT_DOUBLE_EQ(length(request), 3.5);
}

TEST(Stem, StandsOnTheAnchorsOfItsHead) {
  const Stem up = place_stem(single(-2, 1), test::sign_font());
  EXPECT_EQ(test::numbers(std::vector{up.left, up.right, up.start, up.end}), "1.06 1.18 -0.832 2.5");
  const Stem down = place_stem(single(2, -1), test::sign_font());
  EXPECT_EQ(test::numbers(std::vector{down.left, down.right, down.start, down.end}), "0 0.12 0.832 -2.5");
  EXPECT_EQ(up.flag.id, glyph::none);
}

TEST(Stem, OfAChordBeginsAtTheHeadFarthestFromItsTip) {
  StemRequest request = single(0, 1);
  request.low = -6;
  request.high = -1;
  const Stem stem = place_stem(request, test::sign_font());
  EXPECT_DOUBLE_EQ(stem.start, -2.832);
  EXPECT_DOUBLE_EQ(stem.end, 3.0);
}

TEST(Stem, EndsWhereTheFlagWantsIt) {
  const Stem up = place_stem(single(-2, 1, 1), test::sign_font());
  EXPECT_EQ(test::text(up.flag), "E240@1.06,2.5");
  EXPECT_DOUBLE_EQ(up.end, 2.46);
  const Stem down = place_stem(single(2, -1, 1), test::sign_font());
  EXPECT_EQ(test::text(down.flag), "E241@0,-2.5");
  EXPECT_DOUBLE_EQ(down.end, -2.368);
  EXPECT_DOUBLE_EQ(place_stem(single(-2, 1, 3), test::sign_font()).end, 2.876);
}

TEST(Stem, OfGraceNotesScalesWithTheHead) {
  StemRequest request = single(-2, 1, 1);
  request.size = NoteSize::grace;
  const Stem stem = place_stem(request, test::sign_font());
  EXPECT_EQ(test::numbers(std::vector{stem.left, stem.right, stem.start, stem.end}), "0.742 0.826 -0.882 1.422");
  EXPECT_EQ(test::text(stem.flag), "E240@0.742,1.45*0.7");
}

}  // namespace
}  // namespace burin::layout
