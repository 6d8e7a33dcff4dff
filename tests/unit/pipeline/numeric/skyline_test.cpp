#include "pipeline/numeric/skyline.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "pipeline/numeric/box_index.hpp"
#include "pipeline/numeric/curve.hpp"
#include "pipeline/numeric/vertical.hpp"

namespace burin::layout {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Skyline, AnEmptyOneIsInfinitelyFarAway) {
  EXPECT_EQ(Skyline(SkylineSide::up).height(0.0, 10.0), -infinity);
  EXPECT_EQ(Skyline(SkylineSide::down).height(0.0, 10.0), infinity);
  EXPECT_EQ(distance(Skyline(SkylineSide::down), Skyline(SkylineSide::up)), -infinity);
}

TEST(Skyline, ThingsThatOnlyTouchDoNotMeet) {
  Skyline skyline;
  skyline.add(0.0, 2.0, 3.0);
  EXPECT_EQ(skyline.height(2.0, 4.0), -infinity);
  EXPECT_EQ(skyline.height(2.0, 4.0, 0.1), 3.0);
}

TEST(Skyline, AThingWithoutWidthIsStillThere) {
  Skyline skyline;
  skyline.add(1.0, 1.0, 3.0);
  EXPECT_EQ(skyline.height(0.0, 2.0), 3.0);
}

TEST(Skyline, WhatIsNotFiniteOrBackwardsIsIgnored) {
  Skyline skyline;
  skyline.add(2.0, 1.0, 3.0);
  skyline.add(-infinity, infinity, 3.0);
  skyline.add(0.0, 1.0, std::numeric_limits<double>::quiet_NaN());
  skyline.add(Box{});
  EXPECT_TRUE(skyline.empty());
}

TEST(Skyline, RaisingGoesOutwards) {
  Skyline up(SkylineSide::up);
  up.add(0.0, 1.0, 2.0);
  Skyline down(SkylineSide::down);
  down.add(0.0, 1.0, -2.0);
  EXPECT_EQ(up.raised(1.0).height(), 3.0);
  EXPECT_EQ(down.raised(1.0).height(), -3.0);
}

TEST(Skyline, TheDistanceIsFromLineToLine) {
  Skyline lower_side_of_upper(SkylineSide::down);
  lower_side_of_upper.add(0.0, 10.0, -2.0);
  lower_side_of_upper.add(4.0, 5.0, -4.0);
  Skyline upper_side_of_lower(SkylineSide::up);
  upper_side_of_lower.add(0.0, 10.0, 2.0);
  upper_side_of_lower.add(5.0, 6.0, 5.0);
  EXPECT_EQ(distance(lower_side_of_upper, upper_side_of_lower), 7.0);
  EXPECT_EQ(distance(lower_side_of_upper, upper_side_of_lower, 0.5), 9.0);
}

TEST(BoxIndex, EmptyBoxesAreNeverFound) {
  BoxIndex index;
  EXPECT_EQ(index.add(Box{}), 0U);
  EXPECT_EQ(index.add(Box{0.0, 0.0, infinity, 1.0}), 1U);
  EXPECT_EQ(index.add(Box{0.0, 0.0, 1.0, 1.0}), 2U);
  EXPECT_EQ(index.overlapping(Box{-5.0, -5.0, 5.0, 5.0}), std::vector<std::uint32_t>{2});
}

TEST(BoxIndex, ABoxOfAnyWidthIsFoundOnce) {
  BoxIndex index(0.5);
  index.add(Box{-1e6, 0.0, 1e6, 1.0});
  index.add(Box{0.0, 0.0, 20.0, 1.0});
  EXPECT_EQ(index.overlapping(Box{1.0, 0.5, 15.0, 0.6}), (std::vector<std::uint32_t>{0, 1}));
}

TEST(Vertical, SurplusGoesWhereTheStretchIs) {
  const std::vector<VerticalGap> gaps{{9.0, 7.0, 5.0}, {12.0, 8.0, 60.0}};
  const VerticalSolution solution = distribute(gaps, 27.5);
  EXPECT_TRUE(solution.justified);
  EXPECT_EQ(solution.positions, (std::vector<double>{0.0, 9.5, 27.5}));
}

TEST(Vertical, APageThatIsTooEmptyStaysNatural) {
  const std::vector<VerticalGap> gaps{{9.0, 7.0, 5.0}, {12.0, 8.0, 60.0}};
  const VerticalSolution solution = distribute(gaps, 60.0);
  EXPECT_FALSE(solution.justified);
  EXPECT_EQ(solution.positions, (std::vector<double>{0.0, 9.0, 21.0}));
}

TEST(Vertical, APageThatCannotBeFilledWithinTheMostTakesTheMostAndLeavesItsFootEmpty) {
  const std::vector<VerticalGap> gaps{{9.0, 7.0, 5.0, 10.0}, {12.0, 8.0, 60.0, 13.0}};
  const VerticalSolution solution = distribute(gaps, 24.0);
  EXPECT_FALSE(solution.justified);
  EXPECT_EQ(solution.positions, (std::vector<double>{0.0, 10.0, 23.0}));
}

TEST(Vertical, WhatIsTooTallTakesItsLeastAndSaysSo) {
  const std::vector<VerticalGap> gaps{{9.0, 7.0, 5.0}, {12.0, 8.0, 60.0}};
  const VerticalSolution solution = distribute(gaps, 14.0);
  EXPECT_TRUE(solution.overfull);
  EXPECT_EQ(solution.positions, (std::vector<double>{0.0, 7.0, 15.0}));
}

TEST(Vertical, WaterRaisesTheSmallestGapFirst) {
  const std::vector<FillGap> gaps{{4.0, 1.0}, {6.0, 1.0}};
  EXPECT_EQ(fill_evenly(gaps, 11.0).positions, (std::vector<double>{0.0, 5.0, 11.0}));
  EXPECT_EQ(fill_evenly(gaps, 14.0).positions, (std::vector<double>{0.0, 7.0, 14.0}));
}

TEST(Vertical, WaterStopsAtTheCaps) {
  const std::vector<FillGap> gaps{{4.0, 1.0, 5.0}, {6.0, 1.0, 7.0}};
  const VerticalSolution solution = fill_evenly(gaps, 15.0);
  EXPECT_FALSE(solution.justified);
  EXPECT_EQ(solution.positions, (std::vector<double>{0.0, 5.0, 12.0}));
}

TEST(Curve, ACurveThatIsAPointHasADirectionAndABox) {
  const Cubic point{{1.0, 2.0}, {1.0, 2.0}, {1.0, 2.0}, {1.0, 2.0}};
  EXPECT_EQ(tangent_at(point, 0.5), (Point{1.0, 0.0}));
  EXPECT_EQ(bounds(point), (Box{1.0, 2.0, 1.0, 2.0}));
  EXPECT_EQ(y_at_x(point, 5.0), 2.0);
}

TEST(Curve, TheOuterEdgeOfASlurBulgesFurtherOnEitherSide) {
  const Cubic above{{0.0, 0.0}, {2.0, 2.0}, {6.0, 2.0}, {8.0, 0.0}};
  const Cubic below{{0.0, 0.0}, {2.0, -2.0}, {6.0, -2.0}, {8.0, 0.0}};
  EXPECT_GT(y_at_x(tapered(above, 0.2, 0.1).outer, 4.0), y_at_x(tapered(above, 0.2, 0.1).inner, 4.0));
  EXPECT_LT(y_at_x(tapered(below, 0.2, 0.1).outer, 4.0), y_at_x(tapered(below, 0.2, 0.1).inner, 4.0));
}

TEST(Curve, AtAnEndWithItsControlOnItTheTangentPointsToTheNextControl) {
  const Cubic curve{{0.0, 0.0}, {0.0, 0.0}, {0.0, 2.0}, {3.0, 2.0}};
  EXPECT_EQ(tangent_at(curve, 0.0), (Point{0.0, 1.0}));
}

}  // namespace
}  // namespace burin::layout
