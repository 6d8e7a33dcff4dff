#include "pipeline/elements/tie_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

namespace burin::layout {
namespace {

constexpr CurveWeights weights{0.1, 0.22};
constexpr StemDirection up = StemDirection::up;
constexpr StemDirection down = StemDirection::down;
constexpr StemDirection none = StemDirection::none;

TieInput tie_between(double left, double right, int position, Side side) {
  const double y = position / 2.0;
  TieInput tie;
  tie.left = {left - 0.6, y - 0.5, left + 0.6, y + 0.5};
  tie.right = {right - 0.6, y - 0.5, right + 0.6, y + 0.5};
  tie.y = y;
  tie.side = side;
  return tie;
}

std::string text(const CurvePoints& c) {
  char buffer[160];
  std::snprintf(buffer, sizeof buffer, "(%.3f %.3f) (%.3f %.3f) (%.3f %.3f) (%.3f %.3f)", c[0].x, c[0].y, c[1].x,
                c[1].y, c[2].x, c[2].y, c[3].x, c[3].y);
  return buffer;
}

std::string directions(std::vector<int> positions, StemDirection stem, VoicePlace voice = VoicePlace::single,
                       StemDirection next = StemDirection::automatic) {
  std::vector<Side> sides(positions.size());
  tie_directions(positions, stem, next, voice, sides);
  std::string out;
  for (const Side side : sides) out += side == Side::above ? 'a' : 'b';
  return out;
}

double apex(const CurveShape& shape) {
  return (point_at(cubic(shape.outer), 0.5).y + point_at(cubic(shape.inner), 0.5).y) / 2.0;
}

// Golden numbers.
TEST(Tie, above_a_head_in_a_space) {
  EXPECT_EQ(text(tie_shape(tie_between(0, 5, 1, Side::above), weights, {}).outer),
            "(0.100 1.215) (1.060 1.982) (3.940 1.982) (4.900 1.215)");
}
TEST(Tie, inside_a_chord) {
  TieInput tie = tie_between(0, 5, 1, Side::above);
  tie.inside = tie.in_chord = true;
  EXPECT_EQ(text(tie_shape(tie, weights, {}).outer), "(0.800 0.650) (1.480 1.557) (3.520 1.557) (4.200 0.650)");
}

// Directions (§11).
TEST(TieDirection, of_one_note_is_away_from_the_stem) {
  EXPECT_EQ(directions({-2}, up), "b");
  EXPECT_EQ(directions({2}, down), "a");
}
TEST(TieDirection, of_unlike_stems_is_above) { EXPECT_EQ(directions({-1}, up, VoicePlace::single, down), "a"); }
TEST(TieDirection, without_stems_goes_by_position) {
  EXPECT_EQ(directions({0}, none), "a");
  EXPECT_EQ(directions({-1}, none), "b");
}
TEST(TieDirection, of_voices_is_forced) {
  EXPECT_EQ(directions({-2, 0, 2}, up, VoicePlace::upper), "aaa");
  EXPECT_EQ(directions({2}, down, VoicePlace::lower), "b");
}
TEST(TieDirection, of_chords_goes_by_halves) { EXPECT_EQ(directions({-4, -2, 0, 2}, up), "bbaa"); }
TEST(TieDirection, of_a_middle_tie_is_away_from_the_stem) {
  EXPECT_EQ(directions({-4, -2, 0}, up), "bba");
  EXPECT_EQ(directions({0, 2, 4}, down), "baa");
}
TEST(TieDirection, of_a_middle_tie_splits_a_second) {
  EXPECT_EQ(directions({-3, -2, 0}, up), "baa");
  EXPECT_EQ(directions({0, 3, 4}, down), "bba");
}

TEST(Tie, is_symmetric_and_level) {
  for (int position = -9; position <= 9; ++position) {
    for (const Side side : {Side::above, Side::below}) {
      const CurveShape shape = tie_shape(tie_between(0, 3 + position * position, position, side), weights, {});
      for (const CurvePoints& c : {shape.outer, shape.inner}) {
        EXPECT_EQ(c[0].y, c[3].y);
        EXPECT_EQ(c[1].y, c[2].y);
        EXPECT_NEAR(c[1].x - c[0].x, c[3].x - c[2].x, 1e-9);
      }
      EXPECT_GT((apex(shape) - shape.outer[0].y) * (side == Side::above ? 1.0 : -1.0), 0.1);
    }
  }
}

TEST(Tie, keeps_tips_and_apex_off_staff_lines) {
  const TieStyle style;
  for (int position = -5; position <= 5; ++position) {
    for (double length = 2.0; length < 20.0; length += 0.7) {
      const CurveShape shape = tie_shape(tie_between(0, length, position, Side::above), weights, style);
      const double tip = shape.outer[0].y, top = apex(shape);
      const auto from_line = [](double y) { return std::abs(y) > 2.4 ? 1.0 : std::abs(y - std::round(y)); };
      EXPECT_GE(from_line(tip) + 1e-9, 0.15 + 0.065) << position << " " << length;
      EXPECT_GE(from_line(top) + 1e-9, 0.27) << position << " " << length << " " << top;
    }
  }
}

TEST(Tie, is_never_too_short) {
  TieInput tie = tie_between(0, 1.4, 0, Side::above);
  tie.inside = true;
  const CurveShape shape = tie_shape(tie, weights, {});
  EXPECT_GE(shape.outer[3].x - shape.outer[0].x, 1.0 - 1e-9);
}

TEST(Tie, starts_beyond_a_stem_in_its_way) {
  TieInput tie = tie_between(0, 5, 0, Side::above);
  tie.left_stem = 0.54;
  EXPECT_NEAR(tie_shape(tie, weights, {}).outer[0].x, 0.89, 1e-9);
}

TEST(Tie, is_cut_at_a_system_break) {
  TieInput tie = tie_between(0, 0, 0, Side::above);
  tie.open_right = true;
  tie.right_x = 6.0;
  EXPECT_EQ(tie_shape(tie, weights, {}).outer[3].x, 6.0);
  tie.right_x = 0.8;  // hardly room: still long enough to be seen
  const CurveShape shape = tie_shape(tie, weights, {});
  EXPECT_NEAR(shape.outer[3].x - shape.outer[0].x, 1.5, 1e-9);
}

TEST(Tie, halves_keep_their_open_end) {
  TieInput tie = tie_between(10, 10, 0, Side::below);
  tie.open_left = true;
  tie.left_x = 6.0;
  EXPECT_EQ(tie_shape(tie, weights, {}).outer[0].x, 6.0);
}

TEST(Tie, says_what_it_would_cut_through_and_how_much_higher_it_would_pass) {
  TieInput tie = tie_between(0.0, 12.0, 0, Side::below);
  const std::vector<Box> heads{{5.4, -2.0, 6.6, -1.0}};
  const TiePassage usual = tie_passage(tie, heads, weights, {});
  EXPECT_EQ(usual.crossed, 1);
  tie.extra_height = usual.extra_height;
  EXPECT_EQ(tie_passage(tie, heads, weights, {}).crossed, 0);
  tie.side = Side::above;
  tie.extra_height = 0.0;
  EXPECT_EQ(tie_passage(tie, heads, weights, {}).crossed, 0);
  EXPECT_EQ(tie_passage(tie, {}, weights, {}).extra_height, 0.0);
}

TEST(Tie, over_the_end_of_a_line_asks_for_its_length_behind_what_it_starts_after) {
  const TieStyle style;
  TieEndRoom room;
  EXPECT_DOUBLE_EQ(tie_end_rod(room, style), room.head_width / 2 + 0.1 + 1.5 + 0.25);
  room.stem = 1.12;
  EXPECT_DOUBLE_EQ(tie_end_rod(room, style), 1.12 + 0.35 + 1.5 + 0.25);
  room.behind = 2.2;
  EXPECT_DOUBLE_EQ(tie_end_rod(room, style), 2.2 + 0.2 + 1.5 + 0.25);
}

TEST(Tie, of_a_chord_stay_clear_of_each_other) {
  std::vector<TieInput> ties;
  for (const int position : {-3, -2, 0, 1, 2, 3}) {
    ties.push_back(tie_between(0, 6, position, position < 0 ? Side::below : Side::above));
    ties.back().inside = ties.back().in_chord = true;
  }
  std::vector<CurveShape> shapes(ties.size());
  tie_shapes(ties, weights, {}, shapes);
  for (std::size_t i = 1; i < shapes.size(); ++i) {
    for (const double x : {1.0, 2.0, 3.0, 4.0, 5.0}) {
      const double low = std::max(y_at_x(cubic(shapes[i - 1].outer), x), y_at_x(cubic(shapes[i - 1].inner), x));
      const double high = std::min(y_at_x(cubic(shapes[i].outer), x), y_at_x(cubic(shapes[i].inner), x));
      EXPECT_GE(high - low - 0.1, 0.15 - 1e-6) << i << " at " << x;
    }
  }
}

}  // namespace
}  // namespace burin::layout
