#include "pipeline/numeric/springs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace burin::layout {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Springs, ARowWithoutSpringsHasOneColumn) {
  const SpringSolution solution = solve({}, {}, 10.0);
  EXPECT_EQ(solution.x, std::vector<double>{0.0});
  EXPECT_FALSE(solution.overfull);
}

TEST(Springs, SurplusIsSharedByStretch) {
  const std::vector<Spring> springs{{2.0, 1.0, 1.0}, {2.0, 1.0, 3.0}};
  const SpringSolution solution = solve(springs, {}, 8.0);
  EXPECT_DOUBLE_EQ(solution.force, 1.0);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 3.0, 8.0}));
}

TEST(Springs, AtForceMinusOneEverySpringIsAtItsLeast) {
  const std::vector<Spring> springs{{2.0, 1.0, 1.0}, {5.0, 1.5, 3.0}};
  const SpringSolution solution = solve(springs, {}, 2.5);
  EXPECT_DOUBLE_EQ(solution.force, -1.0);
  EXPECT_FALSE(solution.overfull);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 1.0, 2.5}));
}

TEST(Springs, WhatDoesNotFitIsOverfullAtItsLeastLengths) {
  const std::vector<Spring> springs{{2.0, 1.0, 1.0}, {5.0, 1.5, 3.0}};
  const SpringSolution solution = solve(springs, {}, 2.0);
  EXPECT_TRUE(solution.overfull);
  EXPECT_LT(solution.force, -1.0);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 1.0, 2.5}));
}

TEST(Springs, ASpringHeldAboveItsIdealStretchesLater) {
  const std::vector<Spring> springs{{1.0, 3.0, 1.0}, {2.0, 1.0, 1.0}};
  const SpringSolution solution = solve(springs, {}, 6.0);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 3.0, 6.0}));
  EXPECT_DOUBLE_EQ(solution.force, 1.0);
}

TEST(Springs, ARowOfRigidSpringsStillFillsItsWidthEvenly) {
  const std::vector<Spring> springs{{2.0, 2.0, 0.0}, {2.0, 2.0, 0.0}};
  const SpringSolution solution = solve(springs, {}, 10.0);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 5.0, 10.0}));
  EXPECT_TRUE(std::isfinite(solution.force));
}

TEST(Springs, ARodSpreadsOnlyTheColumnsUnderIt) {
  const std::vector<Spring> springs(4, Spring{2.0, 1.0, 1.0});
  const std::vector<Rod> rods{{1, 3, 6.0}};
  const SpringSolution solution = solve(springs, rods, 10.0);
  EXPECT_EQ(solution.x, (std::vector<double>{0.0, 2.0, 5.0, 8.0, 10.0}));
  EXPECT_DOUBLE_EQ(solution.force, 0.0);
}

TEST(Springs, RodsThatCrossShareTheSpringBetweenThem) {
  const std::vector<Spring> springs(3, Spring{1.0, 0.0, 1.0});
  const std::vector<Rod> rods{{0, 2, 5.0}, {1, 3, 5.0}};
  const SpringSolution solution = at_force(springs, rods, 0.0);
  // Least energy: 1² + 2² + 1². Halving each rod would take 1.5² three times and half a space more.
  EXPECT_NEAR(solution.x[1], 2.0, 1e-9);
  EXPECT_NEAR(solution.x[2], 5.0, 1e-9);
  EXPECT_NEAR(solution.x[3], 7.0, 1e-9);
}

TEST(Springs, ARodOutsideTheRowOrBackwardsIsIgnored) {
  const std::vector<Spring> springs{{2.0, 1.0, 1.0}};
  const std::vector<Rod> rods{{0, 7, 50.0}, {1, 0, 50.0}, {1, 1, 50.0}, {0, 1, not_a_number}};
  EXPECT_EQ(solve(springs, rods, 2.0).x, (std::vector<double>{0.0, 2.0}));
}

TEST(Springs, NumbersThatAreNotFiniteNeverReachTheResult) {
  const std::vector<Spring> springs{{not_a_number, infinity, -infinity, not_a_number}, {2.0, 1.0, infinity}};
  for (const double width : {5.0, not_a_number, infinity, -infinity, -3.0}) {
    const SpringSolution solution = solve(springs, {}, width);
    EXPECT_TRUE(std::isfinite(solution.force)) << width;
    for (const double x : solution.x) EXPECT_TRUE(std::isfinite(x)) << width;
  }
  for (const double width : PrefixWidths::sample(springs)) EXPECT_TRUE(std::isfinite(width));
  PrefixWidths widths;
  widths.add(PrefixWidths::sample(springs));
  EXPECT_TRUE(std::isfinite(widths.force_for(0, 1, not_a_number)));
}

TEST(PrefixWidths, APieceIsFlatWhereItIsShortestAndBendsAtItsIdealWidth) {
  PrefixWidths widths;
  widths.add(PrefixWidths::sample(std::vector<Spring>{{2.0, 1.0, 3.0}}));
  EXPECT_DOUBLE_EQ(widths.width(0, 1, -5.0), 1.0);
  EXPECT_DOUBLE_EQ(widths.width(0, 1, -0.5), 1.5);
  EXPECT_DOUBLE_EQ(widths.width(0, 1, 0.0), 2.0);
  EXPECT_DOUBLE_EQ(widths.width(0, 1, 2.0), 8.0);
}

TEST(PrefixWidths, HeadAndTailAreAdded) {
  PrefixWidths prefix;
  for (int i = 0; i < 3; ++i) prefix.add(PrefixWidths::sample(std::vector<Spring>{{4.0, 2.0, 2.0}}));
  const PrefixWidths::Row head = PrefixWidths::fixed(3.0);
  const PrefixWidths::Row tail = PrefixWidths::fixed(-1.0);
  EXPECT_DOUBLE_EQ(prefix.ideal(0, 2, &head, &tail), 10.0);
  EXPECT_DOUBLE_EQ(prefix.least(1, 3), 4.0);
  EXPECT_DOUBLE_EQ(prefix.force_for(0, 2, 12.0, &head, &tail), 0.5);
  EXPECT_LT(prefix.force_for(0, 2, 5.0, &head, &tail), -1.0);
}

TEST(PrefixWidths, ForcesBeyondTheGridFollowItsLastSlope) {
  PrefixWidths prefix;
  prefix.add(PrefixWidths::sample(std::vector<Spring>{{4.0, 2.0, 2.0}}));
  EXPECT_NEAR(prefix.force_for(0, 1, 44.0), 20.0, 1e-9);
  EXPECT_NEAR(prefix.width(0, 1, 20.0), 44.0, 1e-9);
}

}  // namespace
}  // namespace burin::layout
