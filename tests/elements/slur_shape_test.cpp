#include "pipeline/elements/slur_shape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace burin::layout {
namespace {

constexpr CurveWeights weights{0.1, 0.22};
constexpr StemDirection up = StemDirection::up;
constexpr StemDirection down = StemDirection::down;

SlurNote note_at(double x, int position, StemDirection stem) {
  SlurNote note;
  const double y = position / 2.0;
  note.head = {x - 0.6, y - 0.5, x + 0.6, y + 0.5};
  note.position = position;
  note.stem = stem;
  note.stem_x = x + (stem == up ? 0.54 : -0.54);
  note.stem_end = y + (stem == up ? 3.5 : -3.5);
  return note;
}

/// A slur over single heads, 2.5 spaces apart, with stems on the other side.
struct Phrase {
  explicit Phrase(const std::vector<int>& positions, Side asked = Side::above) {
    for (std::size_t i = 0; i < positions.size(); ++i)
      notes.push_back(note_at(2.5 * static_cast<double>(i), positions[i], asked == Side::above ? down : up));
    for (const SlurNote& note : notes) obstacles.push_back({note.head, ObstacleKind::head});
    input.side = asked;
    input.left = slur_tip(notes.front(), asked, true, style);
    input.right = slur_tip(notes.back(), asked, false, style);
    input.melodic_dy = (positions.back() - positions.front()) / 2.0;
  }
  SlurResult run() {
    input.obstacles = obstacles;
    return slur_shape(input, weights, style);
  }
  SlurStyle style;
  std::vector<SlurNote> notes;
  std::vector<SlurObstacle> obstacles;
  SlurInput input;
};

std::string text(const CurvePoints& c) {
  char buffer[160];
  std::snprintf(buffer, sizeof buffer, "(%.2f %.2f) (%.2f %.2f) (%.2f %.2f) (%.2f %.2f)", c[0].x, c[0].y, c[1].x,
                c[1].y, c[2].x, c[2].y, c[3].x, c[3].y);
  return buffer;
}

// Golden numbers.
TEST(Slur, over_a_level_phrase) {
  EXPECT_EQ(text(Phrase({2, 2, 2, 2}).run().shape.outer), "(0.00 1.75) (1.51 3.07) (5.99 3.07) (7.50 1.75)");
}
TEST(Slur, over_a_scale) {
  EXPECT_EQ(text(Phrase({0, 1, 2, 3, 4}).run().shape.outer), "(0.00 0.75) (1.47 2.56) (7.93 3.86) (10.00 2.75)");
}
TEST(Slur, over_a_hill) {
  EXPECT_EQ(text(Phrase({0, 3, 6, 3, 0}).run().shape.outer), "(0.00 1.75) (1.79 4.71) (8.21 4.71) (10.00 1.75)");
}
TEST(Slur, below_mirrors_above) {
  const CurvePoints above = Phrase({0, 3, 6, 1}).run().shape.outer,
                    below = Phrase({0, -3, -6, -1}, Side::below).run().shape.outer;
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(above[i].x, below[i].x, 1e-9);
    EXPECT_NEAR(above[i].y, -below[i].y, 1e-9);
  }
}

// Sides (§12.1).
TEST(SlurSide, is_below_only_if_all_stems_point_up) {
  EXPECT_EQ(slur_side(std::vector{up, up}, VoicePlace::single), Side::below);
  EXPECT_EQ(slur_side(std::vector{up, down}, VoicePlace::single), Side::above);
  EXPECT_EQ(slur_side(std::vector{StemDirection::none}, VoicePlace::single), Side::above);
}
TEST(SlurSide, follows_voices_and_lyrics) {
  EXPECT_EQ(slur_side(std::vector{down, down}, VoicePlace::lower), Side::below);
  EXPECT_EQ(slur_side(std::vector{up, up}, VoicePlace::upper), Side::above);
  EXPECT_EQ(slur_side(std::vector{up, up}, VoicePlace::single, true), Side::above);
}

// Tips (§12.2).
TEST(SlurTip, is_half_a_space_off_a_head_in_a_space) {
  EXPECT_NEAR(slur_tip(note_at(0, 1, down), Side::above, true, {}).y, 1.5, 1e-9);
}
TEST(SlurTip, is_a_quarter_space_off_a_head_on_a_line) {
  EXPECT_NEAR(slur_tip(note_at(0, 2, down), Side::above, true, {}).y, 1.75, 1e-9);
}
TEST(SlurTip, stands_beside_the_end_of_an_unbeamed_stem) {
  const SlurNote note = note_at(0, -1, up);
  const Point start = slur_tip(note, Side::above, true, {}), stop = slur_tip(note, Side::above, false, {});
  EXPECT_NEAR(start.x - note.stem_x, 0.35, 1e-9);
  EXPECT_NEAR(stop.x - note.stem_x, -0.35, 1e-9);
  EXPECT_LT(start.y, note.stem_end);
}
TEST(SlurTip, stands_over_beams_and_flags) {
  SlurNote note = note_at(0, -1, up);
  note.beamed = true;
  EXPECT_NEAR(slur_tip(note, Side::above, true, {}).y, note.stem_end + 0.4, 1e-9);
  note.beamed = false;
  note.flagged = true;
  EXPECT_GT(slur_tip(note, Side::above, true, {}).y, note.stem_end);
}
TEST(SlurTip, leaves_staccato_dots_inside) {
  SlurNote note = note_at(0, 5, down);
  note.has_articulation = true;
  note.articulation = {-0.2, 3.3, 0.2, 3.6};
  EXPECT_NEAR(slur_tip(note, Side::above, true, {}).y, 4.1, 1e-9);
}
TEST(SlurTip, keeps_off_ties_neighbours_and_inner_slurs) {
  SlurNote note = note_at(0, 5, down);
  const Point plain = slur_tip(note, Side::above, true, {});
  note.tie_on_side = true;
  note.tie_y = 3.3;
  EXPECT_NEAR(slur_tip(note, Side::above, true, {}).y, 3.95, 1e-9);
  note.tie_on_side = false;
  note.shared = true;
  EXPECT_NEAR(slur_tip(note, Side::above, true, {}).x, plain.x + 0.2, 1e-9);
  note.nested = 1;
  EXPECT_NEAR(slur_tip(note, Side::above, true, {}).y, plain.y + 0.25, 1e-9);
}
TEST(SlurTip, at_a_system_break_is_near_the_notes_and_far_enough) {
  const Point open = slur_open_end({10.0, 2.0}, 11.0, 7.0, Side::above, {});
  EXPECT_EQ(open.x, 12.0);
  EXPECT_NEAR(open.y, 2.8, 1e-9) << "a short half is nearly level";
  EXPECT_EQ(slur_open_end({10.0, 2.0}, 20.0, 7.0, Side::above, {}).y, 4.5);
}

// The curve (§12.3, §12.4).
TEST(Slur, keeps_accidentals_and_dots_inside_clear) {
  Phrase phrase({2, 2, 2, 2, 2});
  const Box sign{4.0, 1.0, 4.4, 3.4};
  phrase.obstacles.push_back({sign, ObstacleKind::other});
  const SlurResult result = phrase.run();
  EXPECT_GT(y_at_x(cubic(result.shape.inner), 4.2), sign.top + 0.2);
}

TEST(Slur, stays_at_its_heads_beside_an_accidental_and_arches_over_it) {
  Phrase phrase({1, 2, 1});  // heads at 0, 2.5 and 5
  for (const Box& part : {Box{0.8, 0.25, 1.7, 1.75}, Box{0.95, -0.4, 1.55, 2.4}})
    phrase.obstacles.push_back({part, ObstacleKind::accidental});
  const SlurResult result = phrase.run();
  const CurvePoints& curve = result.shape.outer;
  EXPECT_LT(curve[0].y, 1.0 + 0.8) << "half a space off the head, or a little more";
  EXPECT_LT(curve[3].y, 1.0 + 0.8);
  for (const double x : {0.95, 1.25, 1.55}) EXPECT_GT(y_at_x(cubic(result.shape.inner), x), 2.4) << x;
}

TEST(Slur, from_a_head_to_the_end_of_a_stem_starts_at_the_head) {
  // The first note hangs on its stem and lies half a space over the second, which has its stem up.
  Phrase phrase({1, 1, 1, 1});
  SlurNote& last = phrase.notes.back();
  last = note_at(7.5, 0, up);
  phrase.obstacles = {{phrase.notes.front().head, ObstacleKind::head}, {last.head, ObstacleKind::head}};
  for (const bool beamed : {false, true}) {
    last.beamed = beamed;
    phrase.input.right = slur_tip(last, Side::above, false, phrase.style);
    phrase.input.free_right_tip = true;
    phrase.input.melodic_dy = -0.5;
    const CurvePoints curve = phrase.run().shape.outer;
    EXPECT_NEAR(curve[0].y, phrase.input.left.y, 0.3) << beamed;
    EXPECT_NEAR(curve[3].y, phrase.input.right.y, 0.3) << beamed;
  }
}

TEST(Slur, goes_around_an_inner_slur) {
  const SlurResult inner = Phrase({2, 4, 2}).run();
  Phrase outer({2, 4, 2, 3, 2});
  for (const Box& box : inner.boxes) outer.obstacles.push_back({box, ObstacleKind::inner_slur});
  const SlurResult result = outer.run();
  for (const Box& box : inner.boxes)
    EXPECT_TRUE(box.left < 1.0 || y_at_x(cubic(result.shape.inner), (box.left + box.right) / 2.0) > box.top)
        << box.left;
}

TEST(Slur, level_middles_keep_off_staff_lines) {
  for (int position = -4; position <= 4; ++position) {
    const SlurResult result = Phrase({position, position, position, position}).run();
    const double apex = (point_at(cubic(result.shape.outer), 0.5).y + point_at(cubic(result.shape.inner), 0.5).y) / 2.0;
    EXPECT_TRUE(std::abs(apex) > 2.0 || std::abs(apex - std::round(apex)) > 0.25) << position << ": " << apex;
  }
}

TEST(Slur, boxes_contain_the_curve) {
  const SlurResult result = Phrase({0, 3, 6, 3, 0}).run();
  EXPECT_NEAR(result.boxes.front().left, result.shape.outer[0].x - 0.05, 1e-6);
  EXPECT_NEAR(result.boxes.back().right, result.shape.outer[3].x + 0.05, 1e-6);
  for (int i = 0; i <= 120; ++i) {
    const Point p = point_at(cubic(result.shape.outer), i / 120.0);
    bool inside = false;
    for (const Box& box : result.boxes)
      inside |= p.x >= box.left && p.x <= box.right && p.y >= box.bottom && p.y <= box.top;
    EXPECT_TRUE(inside) << i;
  }
}

// Slurs from staff to staff (§12.6).
SlurInput up_to_the_next_staff() {
  SlurInput input;
  input.left = {0.0, -10.0};
  input.right = {6.0, 2.0};
  input.cross_staff = true;
  return input;
}

TEST(SteepSlur, bulges_at_right_angles_to_its_chord) {
  const CurvePoints above = slur_shape(up_to_the_next_staff(), weights, {}).shape.outer;
  EXPECT_EQ(text(above), "(0.00 -10.00) (-0.52 -7.42) (3.62 0.86) (6.00 2.00)");
  SlurInput below = up_to_the_next_staff();
  below.side = Side::below;
  EXPECT_GT(slur_shape(below, weights, {}).shape.outer[1].x, 1.0);
}

TEST(SteepSlur, within_a_staff_arches_upwards_as_any_other) {
  SlurInput input = up_to_the_next_staff();
  EXPECT_TRUE(is_steep(input, {}));
  input.cross_staff = false;
  EXPECT_FALSE(is_steep(input, {}));
}

TEST(SteepSlur, goes_around_heads_beside_its_chord) {
  SlurInput input = up_to_the_next_staff();
  const std::vector<SlurObstacle> heads{{{0.6, -7.5, 1.8, -6.5}, ObstacleKind::head},
                                        {{2.0, -3.0, 3.2, -2.0}, ObstacleKind::head}};
  input.obstacles = heads;
  const SlurResult result = slur_shape(input, weights, {});
  for (int i = 0; i <= 100; ++i) {
    const Point p = point_at(cubic(result.shape.inner), i / 100.0);
    for (const SlurObstacle& head : heads) {
      const double x = (head.box.left + head.box.right) / 2.0, y = (head.box.bottom + head.box.top) / 2.0;
      EXPECT_GT(std::hypot(p.x - x, p.y - y), 0.6) << i;
    }
  }
}

TEST(SteepSlur, goes_round_what_a_flat_one_would_leave_its_notes_for) {
  SlurInput input = up_to_the_next_staff();
  const std::vector<SlurObstacle> heads{{{-2.3, -4.5, -1.1, -3.5}, ObstacleKind::head},
                                        {{-0.5, -1.0, 0.7, 0.0}, ObstacleKind::head}};
  input.obstacles = heads;
  const CurvePoints curve = slur_shape(input, weights, {}).shape.outer;
  EXPECT_LT(std::hypot(curve[0].x - input.left.x, curve[0].y - input.left.y), 0.3);
  EXPECT_LT(std::hypot(curve[3].x - input.right.x, curve[3].y - input.right.y), 0.3);
}

TEST(SteepSlur, starts_and_ends_beside_heads_not_over_them) {
  const SlurInput input = up_to_the_next_staff();
  const SlurNote note = note_at(0.0, -20, down);
  const Point tip = steep_tip(note, slur_tip(note, Side::above, true, {}), input, {});
  EXPECT_NEAR(tip.x, -0.53, 0.01);
  EXPECT_NEAR(tip.y, -9.15, 0.01);
  const SlurNote on_stem = note_at(0.0, -20, up);
  const Point over = steep_tip(on_stem, slur_tip(on_stem, Side::above, true, {}), input, {});
  EXPECT_NEAR(over.x, on_stem.stem_x, 1e-9);  // over the end of the stem: beside it, a steep curve would cross it
  EXPECT_NEAR(over.y, on_stem.stem_end + 0.4, 1e-9);
}

// Properties over many phrases: a fixed pseudo-random sequence.
class SlurProperty : public ::testing::Test {
 protected:
  std::vector<int> next() {
    std::vector<int> positions(2 + random_() % 14);
    for (int& p : positions) p = static_cast<int>(random_() % 22) - 11;
    return positions;
  }
  std::mt19937 random_{4};
};

TEST_F(SlurProperty, never_crosses_enclosed_heads) {
  for (int round = 0; round < 1500; ++round) {
    for (const Side side : {Side::above, Side::below}) {
      Phrase phrase(next(), side);
      const SlurResult result = phrase.run();
      const double sign = side == Side::above ? 1.0 : -1.0;
      for (std::size_t i = 1; i + 1 < phrase.notes.size(); ++i) {
        const Box& head = phrase.notes[i].head;
        const double edge = sign > 0.0 ? head.top : -head.bottom;
        ASSERT_GE(sign * y_at_x(cubic(result.shape.inner), (head.left + head.right) / 2.0), edge - 1e-3)
            << round << " note " << i;
      }
    }
  }
}

TEST_F(SlurProperty, bends_one_way_only) {
  for (int round = 0; round < 1500; ++round) {
    const CurvePoints c = Phrase(next()).run().shape.outer;
    const auto turn = [](Point a, Point b, Point d) { return (b.x - a.x) * (d.y - b.y) - (b.y - a.y) * (d.x - b.x); };
    ASSERT_LT(turn(c[0], c[1], c[2]), 0.0) << round;
    ASSERT_LT(turn(c[1], c[2], c[3]), 0.0) << round;
    ASSERT_LT(c[0].x, c[1].x) << round;
    ASSERT_LT(c[2].x, c[3].x) << round;
  }
}

}  // namespace
}  // namespace burin::layout
