#include "pipeline/elements/curve_shape.hpp"

#include <gtest/gtest.h>

namespace burin::layout {
namespace {

const Cubic hill{Point{0, 0}, Point{2, 1}, Point{6, 1}, Point{8, 0}};

TEST(CurveShape, a_lens_is_as_thick_as_asked_in_the_middle) {
  const CurveShape shape = lens(hill, true, {0.1, 0.22});
  EXPECT_NEAR(at(shape.outer, 0.5).y - at(shape.inner, 0.5).y + shape.outline, 0.22, 1e-12);
  EXPECT_EQ(shape.outer[0], shape.inner[0]);
  EXPECT_EQ(shape.outer[3], shape.inner[3]);
}

TEST(CurveShape, y_at_finds_the_height_over_an_x) {
  for (const double t : {0.1, 0.35, 0.5, 0.77, 0.99}) {
    const Point p = at(hill, t);
    EXPECT_NEAR(y_at(hill, p.x), p.y, 1e-5);
  }
}

TEST(CurveShape, boxes_hold_the_curve) {
  const CurveShape shape = lens(hill, true, {0.1, 0.22});
  std::array<Box, 12> boxes;
  outline_boxes(shape, boxes);
  for (int i = 0; i <= 240; ++i) {
    const Point p = at(shape.outer, i / 240.0);
    const Box& box = boxes[static_cast<std::size_t>(std::min(11, i / 20))];
    EXPECT_LE(p.y, box.top);
    EXPECT_GE(p.y, box.bottom);
  }
}

}  // namespace
}  // namespace burin::layout
