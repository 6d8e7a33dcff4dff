#include "pipeline/numeric/springs.hpp"

#include <gtest/gtest.h>

namespace burin::layout {
namespace {

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

}  // namespace
}  // namespace burin::layout
