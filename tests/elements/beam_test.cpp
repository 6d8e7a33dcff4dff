#include "pipeline/elements/beam.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <random>
#include <string>

#include "pipeline/elements/beam_quant.hpp"

namespace burin::layout {
namespace {

/// Stems of single heads at staff positions (half spaces), `apart` spaces from each other, all with `levels` beams.
std::vector<BeamStem> stems_at(std::initializer_list<int> positions, StemDirection direction, int levels = 1,
                               double apart = 2.5) {
  std::vector<BeamStem> stems;
  for (const int p : positions) {
    BeamStem stem;
    stem.x = apart * static_cast<double>(stems.size());
    stem.near = stem.far = p / 2.0;
    stem.direction = direction;
    for (int level = 1; level <= levels; ++level) stem.beams.set(level, BeamState::continue_);
    stems.push_back(stem);
  }
  for (int level = 1; level <= levels; ++level) {
    stems.front().beams.set(level, BeamState::begin);
    stems.back().beams.set(level, BeamState::end);
  }
  return stems;
}

BeamPlan plan(const std::vector<BeamStem>& stems) {
  BeamInput input;
  input.stems = stems;
  return plan_beam(input, {});
}

std::string text(double left, double right) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.3f %.3f", left, right);
  return buffer;
}

std::string ends(std::initializer_list<int> positions, StemDirection direction, int levels = 1, double apart = 2.5) {
  const BeamPlan p = plan(stems_at(positions, direction, levels, apart));
  return text(p.left_y, p.right_y);
}

constexpr StemDirection up = StemDirection::up;
constexpr StemDirection down = StemDirection::down;

double rise(std::initializer_list<int> positions, StemDirection direction, int levels = 1, double apart = 2.5) {
  const BeamPlan p = plan(stems_at(positions, direction, levels, apart));
  return p.right_y - p.left_y;
}

// Golden numbers: centre line of the primary beam at the first and last stem.
TEST(Beam, a_rising_second_hangs_and_straddles) { EXPECT_EQ(ends({-3, -2}, up), "1.815 2.000"); }
TEST(Beam, a_falling_second_straddles_and_hangs) { EXPECT_EQ(ends({-2, -3}, up), "2.000 1.815"); }
TEST(Beam, equal_heads_give_a_level_beam_on_a_quant) { EXPECT_EQ(ends({-3, -3}, up), "1.815 1.815"); }
TEST(Beam, two_beams_touch_lines_both) { EXPECT_EQ(ends({-3, -2}, up, 2), "1.815 2.000"); }
TEST(Beam, stems_down_mirror_stems_up) { EXPECT_EQ(ends({3, 2}, down, 2), "-1.815 -2.000"); }
TEST(Beam, a_wide_scale_slants_by_four_quarter_spaces) { EXPECT_EQ(ends({-4, -2, 0, 1}, up), "2.000 3.000"); }
TEST(Beam, heads_far_below_bring_the_beam_to_the_middle_line) {
  EXPECT_EQ(ends({-12, -10, -9}, up), "-0.185 0.185");
  EXPECT_EQ(ends({12, 10, 9}, down), "0.185 -0.185");
}

TEST(Beam, slant_is_at_most_one_quarter_space_for_a_second) {
  for (const double apart : {1.5, 2.5, 4.0, 9.0}) {
    for (int p = -9; p < 2; ++p) {
      const double r = rise({p, p + 1}, up, 1, apart);
      EXPECT_GT(r, 0.0) << p;
      EXPECT_LE(r, 0.25) << p;
    }
  }
}

TEST(Beam, slant_is_capped_by_width) {
  EXPECT_LE(rise({-9, 1}, up, 1, 2.0), 0.25);
  EXPECT_LE(rise({-9, 1}, up, 1, 4.0), 0.5);
  EXPECT_LE(rise({-9, 1}, up, 1, 7.0), 0.75);
}

TEST(Beam, an_inner_head_nearer_to_the_beam_makes_it_level) {
  EXPECT_EQ(rise({-4, 0, -2}, up), 0.0);
  EXPECT_EQ(rise({4, 0, 2}, down), 0.0);
}

TEST(Beam, equal_ends_make_it_level) { EXPECT_EQ(rise({-3, -5, -4, -3}, up), 0.0); }

TEST(Beam, an_extreme_with_an_equal_neighbour_slants_by_one_quarter_space) {
  EXPECT_LE(rise({-5, 0, 0}, up, 1, 5.0), 0.25);
}

TEST(Beam, is_level_when_asked) {
  const auto stems = stems_at({-6, -2, 0}, up);
  BeamInput input;
  input.stems = stems;
  input.flat = true;
  const BeamPlan p = plan_beam(input, {});
  EXPECT_EQ(p.slope, 0.0);
}

TEST(Beam, stems_end_at_the_outer_edge) {
  const BeamPlan p = plan(stems_at({-3, -2}, up));
  EXPECT_EQ(text(p.stem_ends[0], p.stem_ends[1]), "2.065 2.250");
}

TEST(Beam, keeps_clear_of_a_rest_of_another_voice) {
  const auto stems = stems_at({-6, -6}, up);
  const std::vector<BeamObstacle> rest{{{1.0, -1.5, 2.0, 0.6}, 1.0}};
  BeamInput input;
  input.stems = stems;
  input.obstacles = rest;
  const BeamPlan p = plan_beam(input, {});
  EXPECT_GE(p.left_y - 0.25, 0.6 + 0.1);
}

TEST(Beam, of_one_stem_at_a_system_break_runs_to_the_edge) {
  auto stems = stems_at({-3}, up);
  stems[0].beams = {};
  stems[0].beams.set(1, BeamState::begin);
  BeamInput input;
  input.stems = stems;
  input.open_right = true;
  input.right_edge = 3.0;
  const BeamPlan p = plan_beam(input, {});
  ASSERT_EQ(p.segments.size(), 1u);
  EXPECT_EQ(p.segments[0].to.x, 3.0);
  EXPECT_EQ(p.slope, 0.0);
}

TEST(Beam, kneed_stems_meet_between_the_heads) {
  auto stems = stems_at({-6, 8, -6, 8}, up);
  stems[1].direction = stems[3].direction = down;
  const BeamPlan p = plan(stems);
  for (std::size_t i = 0; i < stems.size(); ++i) {
    const double sign = stems[i].direction == up ? 1.0 : -1.0;
    EXPECT_GE(sign * (p.stem_ends[i] - stems[i].near), 2.75) << i;
  }
}

TEST(Beam, secondary_beams_break_where_the_states_say) {
  auto stems = stems_at({-3, -3, -3, -3}, up, 2);
  stems[1].beams.set(2, BeamState::end);
  stems[2].beams.set(2, BeamState::begin);
  const BeamPlan p = plan(stems);
  ASSERT_EQ(p.segments.size(), 3u);
  EXPECT_EQ(p.segments[1].level, 2);
  EXPECT_NEAR(p.segments[1].to.x, 2.56, 1e-9);
  EXPECT_NEAR(p.segments[2].from.x, 4.94, 1e-9);
  EXPECT_NEAR(p.segments[0].from.y - p.segments[1].from.y, 0.75, 1e-9);
}

TEST(Beam, a_beamlet_is_as_long_as_a_head_or_three_quarters_of_the_way) {
  for (const double apart : {1.2, 3.0}) {
    auto stems = stems_at({-3, -3}, up, 1, apart);
    stems[1].beams.set(2, BeamState::backward_hook);
    const BeamPlan p = plan(stems);
    ASSERT_EQ(p.segments.size(), 2u);
    EXPECT_TRUE(p.segments[1].beamlet);
    EXPECT_NEAR(apart - p.segments[1].from.x, std::min(1.1, 0.75 * apart), 1e-9);
  }
}

TEST(Beam, feathers_fan_out_from_the_left) {
  BeamPlan p = plan(stems_at({-3, -3, -3}, up, 3));
  feather(p, true);
  EXPECT_NEAR(p.segments[2].from.y, p.segments[0].from.y, 1e-9);
  EXPECT_NEAR(p.segments[0].to.y - p.segments[2].to.y, 1.5, 1e-9);
}

// Properties over many beams: a fixed pseudo-random sequence.
class BeamProperty : public ::testing::Test {
 protected:
  std::vector<BeamStem> next() {
    const auto pick = [&](unsigned n) { return static_cast<int>(random_() % n); };
    const int levels = 1 + pick(3), count = 2 + pick(6);
    const StemDirection direction = pick(2) == 0 ? up : down;
    std::vector<BeamStem> stems = stems_at({0, 0}, direction, levels);
    const BeamStem first = stems[0], last = stems[1];
    stems.assign(static_cast<std::size_t>(count), first);
    for (BeamStem& stem : stems)
      for (int level = 1; level <= levels; ++level) stem.beams.set(level, BeamState::continue_);
    stems.front().beams = first.beams;
    stems.back().beams = last.beams;
    double x = 0.0;
    for (BeamStem& stem : stems) {
      stem.x = x;
      x += 1.3 + pick(8) * 0.4;
      stem.near = stem.far = (pick(24) - 12) / 2.0;
    }
    return stems;
  }
  std::mt19937 random_{20};
};

TEST_F(BeamProperty, stems_are_never_shorter_than_the_minimum) {
  const BeamStyle style;
  for (int round = 0; round < 3000; ++round) {
    const auto stems = next();
    const BeamPlan p = plan(stems);
    for (std::size_t i = 0; i < stems.size(); ++i) {
      const double least = style.shortest_length[static_cast<std::size_t>(level_count(stems[i].beams) - 1)];
      ASSERT_GE(std::abs(p.stem_ends[i] - stems[i].near), least - 1e-6) << round;
    }
  }
}

TEST_F(BeamProperty, slants_follow_the_melody_and_its_caps) {
  const BeamStyle style;
  for (int round = 0; round < 3000; ++round) {
    const auto stems = next();
    const BeamPlan p = plan(stems);
    const double motion = stems.back().near - stems.front().near, r = p.right_y - p.left_y;
    const auto steps = static_cast<std::size_t>(std::min(7.0, std::round(std::abs(motion) * 2.0)));
    ASSERT_GE(r * motion, 0.0) << round;
    ASSERT_LE(std::abs(r), style.interval_caps[steps] * 0.25 + 1e-9) << round;
    ASSERT_LE(std::abs(p.slope), style.greatest_slope + 1e-9) << round;
  }
}

TEST_F(BeamProperty, ends_inside_the_staff_are_legal_for_their_slant) {
  const double sit = (0.5 - 0.13) / 2.0;
  for (int round = 0; round < 3000; ++round) {
    const BeamPlan p = plan(next());
    const auto check = [&](double y, double forbidden) {
      if (std::abs(y) > 2.2) return;
      const double part = y - std::round(y);
      const bool straddles = std::abs(part) < 1e-9, quant = straddles || std::abs(std::abs(part) - sit) < 1e-9;
      ASSERT_TRUE(quant) << round << " y " << y;
      ASSERT_TRUE(straddles || part * forbidden >= 0.0) << round;
    };
    const double slant = p.slope > 0.0 ? 1.0 : p.slope < 0.0 ? -1.0 : 0.0;
    check(p.left_y, -slant);  // rising: hangs
    check(p.right_y, slant);  // rising: sits
  }
}

// Directions (§5.3).
TEST(BeamDirection, the_farthest_head_decides) {
  const std::vector<HeadRange> heads{{1, 1}, {0.5, 0.5}, {-2, -2}};
  EXPECT_EQ(beam_direction(heads), up);
}
TEST(BeamDirection, a_tie_goes_to_the_majority_then_down) {
  const std::vector<HeadRange> most_low{{2, 2}, {-2, -2}, {-1, -1}}, even{{2, 2}, {-2, -2}};
  EXPECT_EQ(beam_direction(most_low), up);
  EXPECT_EQ(beam_direction(even), down);
}
TEST(BeamDirection, is_kept_where_voices_force_it) {
  const std::vector<HeadRange> heads{{3, 3}, {4, 4}};
  const std::vector<StemDirection> wished{up, StemDirection::automatic};
  std::vector<StemDirection> out(2);
  EXPECT_FALSE(beam_directions(heads, wished, 1, out, {}));
  EXPECT_EQ(out, (std::vector<StemDirection>{up, up}));
}
TEST(BeamDirection, a_wide_gap_makes_a_knee) {
  const std::vector<HeadRange> wide{{-4, -4}, {4, 4}, {-3, -3}}, narrow{{-2, -2}, {3, 3}, {-2, -2}};
  const std::vector<StemDirection> free(3, StemDirection::automatic);
  std::vector<StemDirection> out(3);
  EXPECT_TRUE(beam_directions(wide, free, 1, out, {}));
  EXPECT_EQ(out, (std::vector<StemDirection>{up, down, up}));
  EXPECT_FALSE(beam_directions(narrow, free, 1, out, {}));
}

}  // namespace
}  // namespace burin::layout
