#include "pipeline/elements/curve_shape.hpp"

#include <gtest/gtest.h>

namespace burin::layout {
namespace {

const CurvePoints hill{Point{0, 0}, Point{2, 1}, Point{6, 1}, Point{8, 0}};

TEST(CurveShape, a_lens_is_as_thick_as_asked_in_the_middle) {
  const CurveShape shape = lens(hill, true, {0.1, 0.22});
  EXPECT_NEAR(point_at(cubic(shape.outer), 0.5).y - point_at(cubic(shape.inner), 0.5).y + shape.outline, 0.22, 1e-12);
  EXPECT_EQ(shape.outer[0], shape.inner[0]);
  EXPECT_EQ(shape.outer[3], shape.inner[3]);
}

TEST(CurveShape, boxes_hold_the_curve) {
  const CurveShape shape = lens(hill, true, {0.1, 0.22});
  std::array<Box, 12> boxes;
  outline_boxes(shape, boxes);
  for (int i = 0; i <= 240; ++i) {
    const Point p = point_at(cubic(shape.outer), i / 240.0);
    const Box& box = boxes[static_cast<std::size_t>(std::min(11, i / 20))];
    EXPECT_LE(p.y, box.top);
    EXPECT_GE(p.y, box.bottom);
  }
}

}  // namespace
}  // namespace burin::layout
