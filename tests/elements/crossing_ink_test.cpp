#include <gtest/gtest.h>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {
namespace {

SystemWork two_staves(const Context& context, double distance) {
  static const LineSpec line;
  static const Geometry geometry;
  SystemWork system{nullptr, nullptr, line, geometry};
  system.context = &context;
  system.staves.resize(2);
  system.staves[1].staff = 1;
  system.index_of = {0, 1};
  system.cross_distance = {distance, 0.0};
  return system;
}

TEST(CrossingInk, InkNearTheLowerStaffBelongsToItsSkylineAndNotToTheUpperStaffs) {
  const Context context;
  SystemWork system = two_staves(context, 10.0);
  system.add_ink(0, {1.0, -12.0, 2.0, -9.0});
  EXPECT_TRUE(system.staves[0].down.empty());
  EXPECT_DOUBLE_EQ(system.staves[1].down.height(1.2, 1.8, 0.0), -2.0);
  EXPECT_DOUBLE_EQ(system.staves[1].up.height(1.2, 1.8, 0.0), 1.0);
}

TEST(CrossingInk, AStemFromStaffToStaffReachesTheMiddleOfBothAndPushesNothingApart) {
  const Context context;
  SystemWork system = two_staves(context, 10.0);
  system.add_ink(1, {1.0, 0.0, 1.1, 11.0});
  EXPECT_GT(system.staves[0].down.height(1.0, 1.1, 0.0), -5.0);
  EXPECT_LT(system.staves[1].up.height(1.0, 1.1, 0.0), 5.0);
  EXPECT_LE(distance(system.staves[0].down, system.staves[1].up, 0.0) + context.style.vertical.padding, 10.0);
}

TEST(CrossingInk, InkStaysAtHomeWhereDistancesAreOpen) {
  const Context context;
  SystemWork system = two_staves(context, 0.0);
  system.add_ink(0, {1.0, -12.0, 2.0, -9.0});
  EXPECT_DOUBLE_EQ(system.staves[0].down.height(1.2, 1.8, 0.0), -12.0);
  EXPECT_TRUE(system.staves[1].up.empty());
}

}  // namespace
}  // namespace burin::layout
