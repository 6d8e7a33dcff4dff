#include "pipeline/systems/breaking.hpp"

#include <gtest/gtest.h>

namespace burin::layout {
namespace {

/// Twelve equal measures, of which a line holds four well and three loosely.
class BreakOtherwise : public testing::Test {
 protected:
  BreakOtherwise() {
    piece_.measures = std::vector<MeasureInfo>(12);
    context_.piece = &piece_;
    context_.options = &options_;
    context_.end = context_.measures = 12;
    const Spring spring{10.0, 5.0, 5.0, 5.0};
    MeasureWidth measure;
    measure.inside = PrefixWidths::sample(std::span(&spring, 1));
    measure.heads = 4.0;
    measures_.assign(12, measure);
  }

  std::optional<Broken> broken(std::span<const MeasureRun> too_wide, const Broken& usual, int more,
                               double width = 40.0) {
    const auto found = break_otherwise(context_, measures_, {width, width}, too_wide, usual, more, operation_);
    return found ? *found : std::nullopt;
  }

  Piece piece_;
  EngraveOptions options_;
  Context context_;
  std::vector<MeasureWidth> measures_;
  Operation operation_;
  const Broken usual_{{4, 8, 12}, {0.0, 0.0, 0.0}, false};
};

TEST_F(BreakOtherwise, TakesAsManyLinesMoreAsAskedFor) {
  const auto found = broken({}, usual_, 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->ends, (std::vector<std::uint32_t>{3, 6, 9, 12}));
}

TEST_F(BreakOtherwise, TakesNoLineThatIsKnownAsTooWide) {
  const std::vector<MeasureRun> too_wide{{3, 6}};
  const auto found = broken(too_wide, usual_, 1);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->ends.size(), 4U);
  EXPECT_FALSE(found->ends[0] == 3 && found->ends[1] == 6);
}

TEST_F(BreakOtherwise, MakesLinesLooseOnlyWhereTheyAreLooseByThemselves) {
  const double width = 78.0;  // four measures need a force of 1.9, three one of 3.2
  const Spring spring{30.0, 15.0, 15.0, 15.0};
  measures_.back().inside = PrefixWidths::sample(std::span(&spring, 1));  // the last line is no short one
  EXPECT_TRUE(broken({}, {{4, 8, 12}, {1.9, 1.9, 1.9}, false}, 1, width));
  EXPECT_FALSE(broken({}, {{4, 8, 12}, {1.0, 1.0, 1.0}, false}, 1, width));
}

/// Thirty-two equal measures for two players; a line holds eight well, seven or nine less so. The second player has
/// music in some of them only; there are twice as many notes where both play.
class BreaksOfLargeScores : public testing::Test {
 protected:
  BreaksOfLargeScores() {
    piece_.measures = std::vector<MeasureInfo>(32);
    context_.piece = &piece_;
    context_.options = &options_;
    context_.end = context_.measures = 32;
    context_.staves.resize(2);
    context_.staves[1].first_of_instrument = 1;
  }

  std::vector<std::uint32_t> ends(const std::vector<std::uint32_t>& of_both, bool hide) {
    const Spring spring{10.0, 5.0, 5.0, 5.0};
    MeasureWidth measure;
    measure.inside = PrefixWidths::sample(std::span(&spring, 1));
    measure.heads = 4.0;
    measure.shown = {1, 0};
    std::vector<MeasureWidth> measures(32, measure);
    for (const std::uint32_t m : of_both) {
      measures[m].heads = 8.0;
      measures[m].shown[1] = 1;
    }
    SerialExecutor executor;
    const auto broken = break_systems(context_, measures, {80.0, 80.0, hide, true}, {}, executor, operation_);
    return broken ? broken->ends : std::vector<std::uint32_t>{};
  }

  Piece piece_;
  EngraveOptions options_;
  Context context_;
  Operation operation_;
};

TEST_F(BreaksOfLargeScores, ALineGoesOnToWherePlayersEndWhoseStavesAreLeftOutAfterIt) {
  EXPECT_EQ(ends({9, 10, 11, 12, 13, 14, 15, 16}, true), (std::vector<std::uint32_t>{8, 17, 25, 32}));
}

TEST_F(BreaksOfLargeScores, StavesThatAreNotLeftOutCountInEveryLine) {
  EXPECT_EQ(ends({}, false), (std::vector<std::uint32_t>{8, 16, 24, 32}));
  EXPECT_EQ(ends({}, true), ends({}, false));
  EXPECT_NE(ends({9, 10, 11, 12, 13, 14, 15, 16}, false), ends({9, 10, 11, 12, 13, 14, 15, 16}, true));
}

}  // namespace
}  // namespace burin::layout
