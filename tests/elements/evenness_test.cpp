// The check of evenness: what it calls uneven, and what it says is the reason.
#include <gtest/gtest.h>

#include "elements/measure_of.hpp"
#include "pipeline/lint/evenness.hpp"

namespace burin::layout {
namespace {

using test::note;

/// One line of one measure, with what it was made from.
class Line {
 public:
  explicit Line(const std::string& content)
      : one_(test::measure_of(content)),
        fonts_(*io::FontLibrary::load({})),
        context_(make_context(*one_.piece, options_, fonts_->glyphs(), fonts_->text())) {
    const auto executor = make_executor(1);
    Operation operation;
    stacks_ = *build_stacks(context_, {one_.atoms}, *executor, operation);
    spec_.count = 1;
    spec_.width = 200.0;
    spec_.justified = false;
    spec_.staves = {0};
    geometry = solve_line(context_, stacks_, spec_);
  }

  std::vector<EqualGaps> groups() const { return equal_gaps(context_, stacks_, spec_, geometry); }

  Geometry geometry;

 private:
  test::OneMeasure one_;
  EngraveOptions options_;
  std::shared_ptr<const io::FontLibrary> fonts_;
  Context context_;
  Stacks stacks_;
  LineSpec spec_;
};

std::string four(const std::string& third) {
  return note("C5", 4, "quarter") + note("B4", 4, "quarter") + note("B4", 4, "quarter", third) +
         note("C5", 4, "quarter");
}

TEST(Evenness, plain_equal_notes_are_one_even_group) {
  const auto groups = Line(four("")).groups();
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].count, 3U);
  EXPECT_EQ(groups[0].step, Rational(1));
  EXPECT_LE(groups[0].variation, 1e-9);
  EXPECT_TRUE(groups[0].held_by.empty());
}

TEST(Evenness, what_holds_a_gap_open_is_named) {
  const auto lyric = Line(four("<lyric><text>strengthening</text></lyric>")).groups();
  ASSERT_EQ(lyric.size(), 1U);
  EXPECT_GT(lyric[0].variation, even_gaps);
  EXPECT_EQ(lyric[0].held_by, std::vector<RodKind>{RodKind::lyric});
  EXPECT_LE(lyric[0].free_variation, even_gaps);
  std::string sixteenths;
  for (int i = 0; i < 16; ++i)
    sixteenths += note("B4", 1, "16th", i == 7 ? "<accidental>double-sharp</accidental>" : "");
  const auto accidental = Line(sixteenths).groups();
  ASSERT_EQ(accidental.size(), 1U);
  EXPECT_GT(accidental[0].variation, even_gaps);
  EXPECT_EQ(accidental[0].held_by, std::vector<RodKind>{RodKind::accidental});
}

TEST(Evenness, a_gap_that_is_wider_for_no_reason_is_seen) {
  Line line(four(""));
  line.geometry.measures[0].columns[1] += 0.5;
  const auto groups = line.groups();
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_TRUE(groups[0].held_by.empty());
  EXPECT_GT(groups[0].free_variation, even_gaps);
}

}  // namespace
}  // namespace burin::layout
