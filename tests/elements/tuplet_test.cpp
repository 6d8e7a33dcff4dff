#include "pipeline/elements/tuplet.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace burin::layout {
namespace {

GlyphMetrics font() {
  GlyphMetrics metrics;
  for (char32_t digit = 0xE880; digit <= 0xE889; ++digit) metrics.set_glyph(digit, {{0.0, 0.0, 0.9, 1.5}, 1.0, true});
  metrics.set_glyph(0xE88A, {{0.0, 0.3, 0.3, 1.2}, 0.4, true});
  return metrics;
}

/// Notes 2.5 spaces apart whose outer extents upwards are given; they reach two spaces down from there.
std::vector<TupletNote> notes_with_tops(const std::vector<double>& tops) {
  std::vector<TupletNote> notes;
  for (const double top : tops) {
    const double x = 2.5 * static_cast<double>(notes.size());
    notes.push_back({x, x + 1.2, top, top - 2.0, StemDirection::up});
  }
  return notes;
}

TupletPlan plan(const std::vector<TupletNote>& notes, bool bracket = true, Side side = Side::above) {
  TupletInput input;
  input.notes = notes;
  input.bracket = bracket;
  input.side = side;
  return plan_tuplet(input, font(), {});
}

std::string text(const TupletPlan& p) {
  std::string out;
  char buffer[80];
  for (const TupletLine& line : p.lines) {
    std::snprintf(buffer, sizeof buffer, "(%.2f %.2f-%.2f %.2f)", line.from.x, line.from.y, line.to.x, line.to.y);
    out += buffer;
  }
  for (const TupletGlyph& glyph : p.number) {
    std::snprintf(buffer, sizeof buffer, " %X at %.2f %.2f", static_cast<unsigned>(glyph.glyph), glyph.at.x,
                  glyph.at.y);
    out += buffer;
  }
  return out;
}

TEST(Tuplet, bracket_over_level_notes) {
  EXPECT_EQ(
      text(plan(notes_with_tops({3, 3, 3}))),
      "(-0.20 3.25--0.20 4.00)(-0.20 4.00-2.35 4.00)(3.85 4.00-6.40 4.00)(6.40 4.00-6.40 3.25) E883 at 2.60 3.25");
}
TEST(Tuplet, note_values_stand_behind_their_numbers) {
  GlyphMetrics metrics = font();
  for (const GlyphId note : {0xECA5, 0xECA7, 0xECB7}) metrics.set_glyph(note, {{0.0, -0.2, 0.8, 2.0}, 1.0, true});
  TupletInput input;
  const auto notes = notes_with_tops({3, 3, 3});
  input.notes = notes;
  input.show = input.show_type = TupletShow::both;
  input.actual_type = {3, 0};
  input.normal_type = {2, 1};
  const TupletPlan plan = plan_tuplet(input, metrics, {});
  std::vector<GlyphId> signs;
  for (const TupletGlyph& glyph : plan.number) signs.push_back(glyph.glyph);
  EXPECT_EQ(signs, (std::vector<GlyphId>{0xE883, 0xECA7, 0xE88A, 0xE882, 0xECA5, 0xECB7}));
  EXPECT_LT(plan.number[1].scale, plan.number[0].scale);
  for (std::size_t i = 1; i < plan.number.size(); ++i) EXPECT_GT(plan.number[i].at.x, plan.number[i - 1].at.x);
}
TEST(Tuplet, curved_bracket_is_an_arc_with_its_number_beyond) {
  const auto notes = notes_with_tops({3, 3, 3});
  TupletInput input;
  input.notes = notes;
  input.curved = true;
  const TupletPlan plan = plan_tuplet(input, font(), {});
  ASSERT_TRUE(plan.arc);
  EXPECT_TRUE(plan.lines.empty());
  EXPECT_NEAR(plan.arc->outer[0].y, 3.0, 1e-9);
  EXPECT_NEAR(plan.arc->outer[3].x, 6.4, 1e-9);
  const double apex = y_at_x(cubic(plan.arc->outer), 3.1);
  EXPECT_NEAR(apex, 3.75, 0.15);
  EXPECT_GT(plan.number[0].at.y, apex + 0.1);
}
TEST(Tuplet, bracket_over_rising_notes) {
  EXPECT_EQ(
      text(plan(notes_with_tops({3, 3.5, 4}))),
      "(-0.20 3.21--0.20 3.96)(-0.20 3.96-2.35 4.47)(3.85 4.77-6.40 5.28)(6.40 5.28-6.40 4.53) E883 at 2.60 3.87");
}

TEST(Tuplet, has_no_bracket_when_one_beam_spans_exactly_its_notes) {
  EXPECT_FALSE(tuplet_has_bracket(Tuplet::Bracket::automatic, true));
  EXPECT_TRUE(tuplet_has_bracket(Tuplet::Bracket::automatic, false));
  EXPECT_TRUE(tuplet_has_bracket(Tuplet::Bracket::yes, true));
  EXPECT_FALSE(tuplet_has_bracket(Tuplet::Bracket::no, false));
}

TEST(Tuplet, stands_where_most_stems_point) {
  auto notes = notes_with_tops({3, 3, 3});
  notes[0].stem = notes[1].stem = StemDirection::down;
  EXPECT_EQ(tuplet_side(Side::automatic, notes, false, false), Side::below);
  EXPECT_EQ(tuplet_side(Side::automatic, notes, true, false), Side::above);
  EXPECT_EQ(tuplet_side(Side::above, notes, false, true), Side::above);
}

TEST(Tuplet, bracket_is_outside_the_staff) {
  for (const Side side : {Side::above, Side::below}) {
    const TupletPlan p = plan(notes_with_tops({0, 0, 0}), true, side);
    const double edge = side == Side::above ? p.lines[1].from.y : -p.lines[1].from.y;
    EXPECT_GE(edge - 0.08, 2.25 - 1e-9);
  }
}

TEST(Tuplet, bracket_is_level_when_tops_and_bottoms_disagree) {
  auto notes = notes_with_tops({3, 3, 4});
  notes[2].bottom = 0.0;
  EXPECT_EQ(plan(notes).slope, 0.0);
}

TEST(Tuplet, bracket_is_level_over_notes_that_turn_on_their_way) {
  EXPECT_EQ(plan(notes_with_tops({5, 3, 4, 3.5})).slope, 0.0);
  EXPECT_LT(plan(notes_with_tops({5, 4, 4, 3.5})).slope, 0.0);
  auto notes = notes_with_tops({5, 9, 4});
  notes[1].rest = true;
  EXPECT_LT(plan(notes).slope, 0.0) << "a rest between the notes is no turn";
  notes[1].rest = false;
  notes[1].apart = true;
  EXPECT_LT(plan(notes).slope, 0.0) << "neither is another voice";
}

TEST(Tuplet, bracket_rises_no_more_than_a_beam_would) {
  const TupletPlan p = plan(notes_with_tops({8, 6, 4, 2, 0, -2}));
  EXPECT_NEAR(p.slope * (p.lines.back().from.x - p.lines.front().to.x), -1.75, 0.1);
}

TEST(Tuplet, bracket_over_heads_is_not_steeper_than_their_beam) {
  const auto notes = notes_with_tops({5, 4, 3});
  const auto slope_with = [&](double beam) {
    TupletInput input;
    input.notes = notes;
    input.far_beam = beam;
    return plan_tuplet(input, font(), {}).slope;
  };
  EXPECT_NEAR(slope_with(-0.1), -0.1, 1e-9);
  EXPECT_EQ(slope_with(0.0), 0.0);
  EXPECT_EQ(slope_with(0.2), 0.0);
}

TEST(Tuplet, number_follows_the_beam) {
  const auto notes = notes_with_tops({3, 3.25, 3.5});
  TupletInput input;
  input.notes = notes;
  input.bracket = false;
  input.beam_left = Point{1.2, 3.0};
  input.beam_right = Point{6.2, 3.5};
  const TupletPlan p = plan_tuplet(input, font(), {});
  EXPECT_TRUE(p.lines.empty());
  ASSERT_EQ(p.number.size(), 1u);
  EXPECT_NEAR(p.number[0].at.x + 0.5, 3.7, 1e-9);
  EXPECT_GE(p.box.bottom, 3.25 + 0.5 - 1e-9);
}

TEST(Tuplet, a_number_without_bracket_stays_near_the_notes_under_it) {
  auto notes = notes_with_tops({0, 2, 3, 4, 9});
  for (TupletNote& note : notes) note.stem = StemDirection::down;
  const TupletPlan p = plan(notes, false);
  EXPECT_GT(p.box.bottom, 3.0);
  EXPECT_LT(p.box.bottom, 4.5) << "the last note is far from the number";
  notes = notes_with_tops({3, 3, 3, 3, 9});
  EXPECT_GT(plan(notes, false).box.bottom, 4.5) << "a beam may lie under the number";
}

TEST(Tuplet, shows_ratios_only_when_asked) {
  const auto notes = notes_with_tops({3, 3, 3, 3, 3, 3});
  TupletInput input;
  input.notes = notes;
  input.actual = 11;
  input.normal = 8;
  input.show = TupletShow::both;
  EXPECT_EQ(plan_tuplet(input, font(), {}).number.size(), 4u);
  input.show = TupletShow::none;
  const TupletPlan bare = plan_tuplet(input, font(), {});
  EXPECT_TRUE(bare.number.empty());
  EXPECT_EQ(bare.lines.size(), 3u);
}

TEST(Tuplet, has_no_hook_where_it_goes_on) {
  const auto notes = notes_with_tops({3, 3, 3});
  TupletInput input;
  input.notes = notes;
  input.open_right = true;
  EXPECT_EQ(plan_tuplet(input, font(), {}).lines.size(), 3u);
}

TEST(Tuplet, outer_bracket_leaves_room_for_inner_ones) {
  const auto notes = notes_with_tops({3, 3, 3});
  TupletInput input;
  input.notes = notes;
  const double inner = plan_tuplet(input, font(), {}).lines[1].from.y;
  input.inner_tuplets = 1;
  EXPECT_NEAR(plan_tuplet(input, font(), {}).lines[1].from.y - inner, 1.2, 1e-9);
}

TEST(Tuplet, bracket_clears_all_notes_and_slants_little) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::vector<double> tops(2 + random() % 8);
    for (double& top : tops) top = static_cast<double>(random() % 20) / 2.0 - 4.0;
    const auto notes = notes_with_tops(tops);
    const TupletPlan p = plan(notes);
    ASSERT_LE(std::abs(p.slope), 0.5);
    const Point left = p.lines[1].from;
    for (const TupletNote& note : notes)
      for (const double x : {note.left, note.right}) ASSERT_GE(left.y + p.slope * (x - left.x), note.top + 0.75 - 1e-9);
    const double centre = (p.lines.front().to.x + p.lines.back().from.x) / 2.0;
    ASSERT_NEAR(p.number[0].at.x + 0.5, centre, 0.1);
  }
}

}  // namespace
}  // namespace burin::layout
