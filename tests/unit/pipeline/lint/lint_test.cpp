#include "pipeline/lint/lint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "pipeline/lint/convex.hpp"

namespace burin::layout {
namespace {

constexpr GlyphId head_glyph = 0xE0A4;

GlyphMetrics small_font() {
  GlyphMetrics font;
  font.set_glyph(head_glyph, {{0.0, -0.5, 1.18, 0.5}, 1.18, true});
  font.set_glyph(0xE1E7, {{0.0, -0.2, 0.4, 0.2}, 0.4, true});
  font.set_glyph(0xE262, {{0.0, -1.4, 1.0, 1.4}, 1.0, true});
  return font;
}

/// Letters one space wide and high at size 1.
class BlockText : public TextMetrics {
 public:
  TextExtent measure(std::string_view utf8, FontFace, double size) const override {
    const double width = static_cast<double>(utf8.size()) * size;
    return {width, {0.0, 0.0, width, size}};
  }
  double ascent(FontFace) const override { return 1.0; }
  double descent(FontFace) const override { return 0.0; }
};

/// A page with one system of one staff.
class Sheet {
 public:
  PaintBuilder paint;

  void head(double x, double y) {
    paint.open(GroupClass::note);
    paint.open(GroupClass::notehead);
    paint.glyph(head_glyph, x, y);
    paint.close();
    paint.close();
  }
  void sign(GroupClass group, GlyphId glyph, double x, double y) {
    paint.open(group);
    paint.glyph(glyph, x, y);
    paint.close();
  }
  void stem(double x, double from, double to) {
    paint.open(GroupClass::stem);
    paint.line({x, from}, {x, to}, 0.12);
    paint.close();
  }
  void beam(double left, double right, double y) {
    paint.open(GroupClass::beam);
    paint.quad({left, y + 0.25}, {right, y + 0.25}, {right, y - 0.25}, {left, y - 0.25});
    paint.close();
  }
  void curve(GroupClass group, Point from, Point to, double height) {
    paint.open(group);
    const double third = (to.x - from.x) / 3.0;
    paint.curve({from, Point{from.x + third, from.y + height}, Point{to.x - third, to.y + height}, to},
                {from, Point{from.x + third, from.y + height - 0.2}, Point{to.x - third, to.y + height - 0.2}, to},
                0.1);
    paint.close();
  }

  [[nodiscard]] LintCounts counts() { return count_findings(findings()); }
  [[nodiscard]] std::vector<LintFinding> findings() {
    auto page = std::make_shared<Page>();
    PlacedSystem system;
    PlacedStaff staff;
    staff.paint.paint = std::make_shared<PaintList>(paint.list());
    staff.paint.x = 10.0;
    staff.paint.y = 20.0;
    system.staves.push_back(staff);
    page->systems.push_back(system);
    SerialExecutor executor;
    Operation operation;
    return *lint({page}, small_font(), BlockText{}, executor, operation);
  }
};

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(Convex, boxes_side_by_side_are_as_far_apart_as_their_edges) {
  EXPECT_NEAR(separation(convex_box({0, 0, 1, 1}), convex_box({1.5, 0, 2, 1})), 0.5, 1e-12);
}
TEST(Convex, overlap_is_the_least_way_out) {
  EXPECT_NEAR(separation(convex_box({0, 0, 4, 1}), convex_box({1, 0.7, 2, 3})), -0.3, 1e-12);
}
TEST(Convex, slanted_lines_pass_the_corners_of_boxes) {
  const Convex line = convex_line({0, 0}, {4, 4}, 0.1);
  EXPECT_GT(separation(line, convex_box({2, 0, 3, 1})), 0.5);
  EXPECT_LT(separation(line, convex_box({2, 1, 3, 3})), 0.0);
}
TEST(Convex, nothing_is_infinitely_far_away) { EXPECT_GT(separation(convex_box({}), convex_box({0, 0, 1, 1})), 1e9); }

TEST(Lint, a_slur_across_a_beam_is_found) {
  Sheet sheet;
  sheet.beam(0, 8, 3.0);
  sheet.curve(GroupClass::slur, {1, 2.0}, {7, 2.0}, 2.5);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("slur/beam", 1)));
}
TEST(Lint, a_slur_over_a_beam_is_fine) {
  Sheet sheet;
  sheet.beam(0, 8, 3.0);
  sheet.curve(GroupClass::slur, {0, 3.7}, {8, 3.7}, 2.0);
  EXPECT_THAT(sheet.counts(), IsEmpty());
}
TEST(Lint, slurs_across_stems_and_other_slurs_are_found) {
  Sheet sheet;
  sheet.stem(4, -1.0, 4.0);
  sheet.curve(GroupClass::slur, {0, 1.0}, {8, 1.0}, 2.0);
  sheet.curve(GroupClass::slur, {0, 3.5}, {8, 0.5}, 2.0);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("slur/slur", 1), Pair("slur/stem", 2)));
}
TEST(Lint, a_tie_into_a_head_or_a_dot_is_found) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.sign(GroupClass::dots, 0xE1E7, 1.7, 0.4);
  sheet.curve(GroupClass::tie, {0.8, 0.0}, {6, 0.0}, 0.8);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("tie/dots", 1), Pair("tie/notehead", 1)));
}
TEST(Lint, a_stem_belongs_to_the_head_at_its_side_and_to_the_beam_at_its_end) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.stem(1.12, 0.17, 3.25);
  sheet.beam(1.06, 6.0, 3.0);
  EXPECT_THAT(sheet.counts(), IsEmpty());
}
TEST(Lint, a_stem_that_goes_on_from_another_at_its_beam_is_one_with_it) {
  Sheet sheet;
  sheet.beam(0.0, 5.06, 3.0);
  sheet.stem(5.0, 0.17, 3.25);
  sheet.stem(5.0, 0.17, 4.5);  // of the voice above, with a flag
  EXPECT_THAT(sheet.counts(), IsEmpty());
  Sheet apart;
  apart.beam(0.0, 5.06, 3.0);
  apart.stem(5.0, 0.17, 3.25);
  apart.stem(4.5, 0.17, 4.5);
  EXPECT_THAT(apart.counts(), ElementsAre(Pair("stem/beam", 1)));
}
TEST(Lint, a_tie_that_starts_left_of_its_stem_is_found_and_one_that_passes_a_stem_farther_on_is_not) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.stem(1.12, 0.17, 3.5);
  sheet.curve(GroupClass::tie, {0.69, 0.7}, {6.0, 0.7}, 0.8);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("tie/stem", 1)));
  Sheet farther;
  farther.head(0, 0);
  farther.curve(GroupClass::tie, {0.69, 0.7}, {6.0, 0.7}, 0.8);
  farther.stem(3.0, -3.0, 3.5);
  EXPECT_THAT(farther.counts(), IsEmpty());
}
TEST(Lint, ties_across_flags_and_beams_and_curves_into_arpeggios_are_found) {
  Sheet sheet;
  sheet.curve(GroupClass::tie, {0.0, 0.0}, {6.0, 0.0}, 1.0);
  sheet.beam(2.0, 4.0, 0.7);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("tie/beam", 1)));
  Sheet other;
  other.curve(GroupClass::slur, {0.0, 0.0}, {6.0, 0.0}, 1.0);
  other.sign(GroupClass::arpeggio, 0xE262, 2.5, 0.7);
  EXPECT_THAT(other.counts(), ElementsAre(Pair("slur/arpeggio", 1)));
}
TEST(Lint, words_and_dynamics_on_waves_and_curves_are_found) {
  Sheet sheet;
  sheet.paint.open(GroupClass::arpeggio);
  sheet.paint.line({4, -8}, {4, 2}, 0.6);
  sheet.paint.close();
  sheet.curve(GroupClass::slur, {6, -2}, {16, -2}, -6.0);
  sheet.paint.open(GroupClass::words);
  sheet.paint.text("a tempo", 0.0, -5.0, 1.0);
  sheet.paint.close();
  sheet.paint.open(GroupClass::hairpin);
  sheet.paint.line({8, -5}, {15, -4.5}, 0.15);
  sheet.paint.line({8, -5}, {15, -5.5}, 0.15);
  sheet.paint.close();
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("arpeggio/words", 1)));
}
TEST(Lint, a_stem_through_a_hairpin_and_words_beside_things_are_fine) {
  Sheet sheet;
  sheet.stem(4, -8.0, 2.0);
  sheet.paint.open(GroupClass::hairpin);
  sheet.paint.line({1, -5}, {8, -4.5}, 0.15);
  sheet.paint.close();
  sheet.paint.open(GroupClass::words);
  sheet.paint.text("dolce", 4.2, -3.0, 1.0);
  sheet.paint.close();
  EXPECT_THAT(sheet.counts(), IsEmpty());
}
TEST(Lint, a_stem_through_the_middle_of_a_head_or_across_a_beam_is_found) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.stem(0.6, -3.0, 3.0);
  sheet.beam(-2.0, 6.0, 1.5);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("notehead/stem", 1), Pair("stem/beam", 1)));
}
TEST(Lint, heads_that_voices_share_are_one) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.head(0, 0);
  EXPECT_THAT(sheet.counts(), IsEmpty());
  sheet.head(0.5, 0);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("notehead/notehead", 2)));
}
TEST(Lint, a_cue_sized_head_inside_one_of_full_size_is_one_with_it) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.paint.open(GroupClass::notehead);
  sheet.paint.glyph(head_glyph, 0.0, 0.0, 0.7);
  sheet.paint.close();
  EXPECT_TRUE(sheet.counts().empty());
}

TEST(Lint, a_slashed_head_reaches_over_its_own_stem_but_not_over_anothers) {
  const auto wide_head_with_stem = [](bool own) {
    Sheet sheet;
    sheet.paint.open(GroupClass::note);
    sheet.paint.open(GroupClass::notehead);
    sheet.paint.glyph(head_glyph, 0.0, 0.0, 2.0);
    sheet.paint.close();
    if (!own) sheet.paint.close();
    sheet.stem(0.7, 0.0, 3.5);
    if (own) sheet.paint.close();
    return sheet.counts();
  };
  EXPECT_TRUE(wide_head_with_stem(true).empty());
  EXPECT_EQ(wide_head_with_stem(false).count("notehead/stem"), 1U);
}

TEST(Lint, the_number_over_a_rest_is_no_part_of_it) {
  Sheet sheet;
  for (const bool numbered : {true, false}) {
    sheet.paint.open(GroupClass::measure_rest);
    sheet.paint.glyph(head_glyph, 0.0, 0.0);
    if (numbered) {
      sheet.paint.open(GroupClass::multi_measure_rest);
      sheet.paint.glyph(0xE262, 0.5, 4.0);
      sheet.paint.close();
    }
    sheet.paint.close();
  }
  EXPECT_TRUE(sheet.counts().empty());
}

TEST(Lint, hardly_any_white_is_a_near_miss) {
  Sheet sheet;
  sheet.head(0, 0);
  sheet.sign(GroupClass::accidental, 0xE262, -1.03, 0.0);
  EXPECT_THAT(sheet.counts(), ElementsAre(Pair("near notehead/accidental", 1)));
}
TEST(Lint, places_are_millimetres_from_the_top_of_the_page) {
  Sheet sheet;
  sheet.beam(0, 8, 3.0);
  sheet.curve(GroupClass::slur, {1, 2.0}, {7, 2.0}, 2.5);
  const auto found = sheet.findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].page, 1u);
  EXPECT_NEAR(found[0].x, (10.0 + 4.0) * 1.75, 6.0);
  EXPECT_NEAR(found[0].y, (20.0 - 3.0) * 1.75, 2.0);
}
TEST(Lint, collisions_are_warnings_near_misses_notes_and_few_are_told) {
  std::vector<LintFinding> many(30);
  for (std::size_t i = 0; i < many.size(); ++i) {
    many[i].check = i < 20 ? "slur/beam" : "near slur/notehead";
    many[i].depth = static_cast<double>(i);
    many[i].x = static_cast<double>(100 + i);
  }
  const auto told = as_diagnostics(many, 4);
  ASSERT_EQ(told.size(), 8u);
  EXPECT_EQ(told[0].severity, Severity::note);
  EXPECT_EQ(told[0].code, "BU2102");
  EXPECT_EQ(told[4].severity, Severity::warning);
  EXPECT_EQ(told[4].code, "BU2101");
  EXPECT_THAT(told[0].message, testing::HasSubstr("129 mm"));  // the deepest first
  EXPECT_THAT(told[4].message, testing::HasSubstr("119 mm"));
}

}  // namespace
}  // namespace burin::layout
