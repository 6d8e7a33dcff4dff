#include "pipeline/elements/tremolo_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace burin::layout {
namespace {

StemTremolo on_stem(int strokes, double length = 3.5) {
  StemTremolo input;
  input.strokes = strokes;
  input.head = 0.0;
  input.stem_end = length;
  return input;
}

TEST(Tremolo, strokes_are_centred_on_the_free_part_of_the_stem) {
  const auto strokes = stem_tremolo(on_stem(1), {});
  ASSERT_EQ(strokes.size(), 1u);
  // Free: from half a head + 0.5 to the end - 0.6.
  EXPECT_NEAR((strokes[0].from.y + strokes[0].to.y) / 2.0, (1.0 + 2.9) / 2.0, 1e-9);
}

TEST(Tremolo, strokes_keep_off_the_head) {
  for (int count = 1; count <= 5; ++count) {
    const auto strokes = stem_tremolo(on_stem(count, 2.5), {});
    EXPECT_GE(strokes.back().from.y - 0.25, 0.5 + 0.5 - 1e-9) << count;
  }
}

TEST(Tremolo, strokes_on_stems_down_mirror) {
  StemTremolo below = on_stem(3, 4.0);
  below.direction = StemDirection::down;
  below.stem_end = -4.0;
  const auto above = stem_tremolo(on_stem(3, 4.0), {}), mirrored = stem_tremolo(below, {});
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(above[i].from.y + above[i].to.y, -(mirrored[i].from.y + mirrored[i].to.y), 1e-9);
}

TEST(Tremolo, strokes_rise_even_on_stems_down_and_follow_beams) {
  StemTremolo input = on_stem(2);
  input.direction = StemDirection::down;
  input.stem_end = -3.5;
  auto strokes = stem_tremolo(input, {});
  EXPECT_GT(strokes[0].to.y, strokes[0].from.y);
  input.beamed = true;
  input.beam_slope = -0.1;
  strokes = stem_tremolo(input, {});
  EXPECT_NEAR((strokes[0].to.y - strokes[0].from.y) / (strokes[0].to.x - strokes[0].from.x), -0.1, 1e-9);
}

TEST(Tremolo, strokes_of_a_stemless_lower_voice_stand_below_its_head) {
  StemTremolo input = on_stem(3);
  input.direction = StemDirection::none;
  const auto above = stem_tremolo(input, {});
  input.below = true;
  const auto below = stem_tremolo(input, {});
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_LE(below[i].to.y + 0.25, -0.5 - 0.75 + 1e-9) << i;
    EXPECT_NEAR(above[i].from.y + above[i].to.y, -(below[i].from.y + below[i].to.y), 1e-9) << i;
  }
}

TEST(Tremolo, more_strokes_lengthen_the_stem) {
  EXPECT_EQ(tremolo_stem_growth(2, {}), 0.0);
  EXPECT_EQ(tremolo_stem_growth(4, {}), 1.0);
}

TEST(Tremolo, between_half_notes_strokes_stand_off_the_stems) {
  NoteTremolo input;
  input.left = {0.0, 3.0};
  input.right = {6.0, 3.0};
  const auto strokes = note_tremolo(input, {});
  ASSERT_EQ(strokes.size(), 3u);
  for (const Stroke& stroke : strokes) {
    EXPECT_NEAR(stroke.from.x, 0.8, 1e-9);
    EXPECT_NEAR(stroke.to.x, 5.2, 1e-9);
  }
  EXPECT_NEAR(strokes[0].from.y + 0.25, 3.0, 1e-9);
}

TEST(Tremolo, between_eighths_the_outermost_stroke_joins_the_stems) {
  NoteTremolo input;
  input.left = {0.0, 3.0};
  input.right = {6.0, 3.5};
  input.joined = 1;
  const auto strokes = note_tremolo(input, {});
  EXPECT_EQ(strokes[0].from.x, 0.0);
  EXPECT_EQ(strokes[0].to.y + 0.25, 3.5);
  EXPECT_GT(strokes[1].from.x, 0.0);
}

TEST(Tremolo, between_whole_notes_strokes_are_nearly_level) {
  NoteTremolo input;
  input.stemless = true;
  input.left = {0.0, 0.0};
  input.right = {8.0, 6.0};
  const auto strokes = note_tremolo(input, {});
  EXPECT_LE(strokes[0].to.y - strokes[0].from.y, 0.125);
}

TEST(GraceSlash, runs_between_the_anchors_of_the_flag) {
  GlyphMetrics metrics;
  metrics.set_anchor(0xE240, Anchor::grace_slash_sw, {-0.6, -2.4});
  metrics.set_anchor(0xE240, Anchor::grace_slash_ne, {1.2, -0.8});
  const Stroke slash = grace_slash(metrics, 0xE240, {10.0, 3.0}, StemDirection::up, 0.5, {});
  EXPECT_NEAR(slash.from.x, 9.7, 1e-9);
  EXPECT_NEAR(slash.to.y, 2.6, 1e-9);
}

TEST(GraceSlash, without_anchors_crosses_the_stem_at_45_degrees) {
  for (const StemDirection direction : {StemDirection::up, StemDirection::down}) {
    const Stroke slash = grace_slash({}, 0xE240, {0.0, 0.0}, direction, 1.0, {});
    EXPECT_LT(slash.from.x, 0.0);
    EXPECT_GT(slash.to.x, 0.0);
    EXPECT_NEAR(std::abs(slash.to.y - slash.from.y), slash.to.x - slash.from.x, 1e-9);
  }
}

TEST(GraceSlash, of_a_beamed_group_crosses_the_first_stem_near_the_beam) {
  const Stroke slash = grace_beam_slash(0.0, -1.0, 1.0, 0.7, {});
  EXPECT_NEAR((slash.from.y + slash.to.y) / 2.0, 0.4, 1e-9);
}

}  // namespace
}  // namespace burin::layout
