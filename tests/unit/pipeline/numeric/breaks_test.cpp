#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/numeric/page_breaks.hpp"

namespace burin::layout {
namespace {

using Ends = std::vector<std::uint32_t>;

/// Items of one width on lines that are 4 of them long.
BreakProblem equal_items(std::uint32_t count) {
  BreakProblem problem;
  problem.count = count;
  problem.line = [](std::uint32_t begin, std::uint32_t end) -> std::optional<LineCandidate> {
    const double natural = end - begin;
    const double force = natural > 4.0 ? 3.0 * (4.0 - natural) : 4.0 / natural - 1.0;
    if (force < -1.0) return std::nullopt;
    return LineCandidate{force, natural / 4.0, 0.0, false};
  };
  return problem;
}

TEST(Breaks, NothingHasNoLines) { EXPECT_EQ(optimal_breaks(equal_items(0)), Breaks{}); }

TEST(Breaks, OneItemIsOneRaggedLine) {
  const Breaks breaks = optimal_breaks(equal_items(1));
  EXPECT_EQ(breaks.ends, Ends{1});
  EXPECT_TRUE(breaks.ragged);
  EXPECT_EQ(breaks.forces, std::vector<double>{0.0});
}

TEST(Breaks, LinesThatJustFillAreTaken) { EXPECT_EQ(optimal_breaks(equal_items(12)).ends, (Ends{4, 8, 12})); }

TEST(Breaks, ASingleItemOnTheLastLineIsAvoided) {
  const Breaks breaks = optimal_breaks(equal_items(9));
  EXPECT_GT(breaks.ends.back() - breaks.ends[breaks.ends.size() - 2], 1U);
}

TEST(Breaks, ASingleItemOnTheLastLineIsAvoidedEvenWhereAnotherLineBecomesTwiceAsWide) {
  BreakProblem problem = equal_items(5);
  problem.line = [](std::uint32_t begin, std::uint32_t end) -> std::optional<LineCandidate> {
    if (end - begin > 2) return std::nullopt;
    const double share = (end - begin) / 2.0;
    return LineCandidate{1.0 / share - 1.0, share, 0.0, false};
  };
  EXPECT_EQ(optimal_breaks(problem).ends.at(1), 3U);
  std::vector<BreakRule> rules(6, BreakRule::allowed);
  rules[4] = BreakRule::forced;
  problem.rules = rules;
  EXPECT_EQ(optimal_breaks(problem).ends, (Ends{2, 4, 5}));
}

TEST(Breaks, AFullLastLineIsJustified) { EXPECT_FALSE(optimal_breaks(equal_items(12)).ragged); }

TEST(Breaks, ForcedAndForbiddenPointsAreKept) {
  BreakProblem problem = equal_items(12);
  std::vector<BreakRule> rules(13, BreakRule::allowed);
  rules[3] = BreakRule::forced;
  rules[7] = BreakRule::forbidden;
  problem.rules = rules;
  const Breaks breaks = optimal_breaks(problem);
  EXPECT_EQ(breaks.ends.front(), 3U);
  for (const std::uint32_t end : breaks.ends) EXPECT_NE(end, 7U);
}

TEST(Breaks, AnItemThatIsTooLongStandsAloneAndIsReported) {
  BreakProblem problem = equal_items(5);
  const BreakProblem::Line fits = problem.line;
  problem.line = [fits](std::uint32_t begin, std::uint32_t end) -> std::optional<LineCandidate> {
    if (begin <= 2 && end > 2) return std::nullopt;
    return fits(begin, end);
  };
  const Breaks breaks = optimal_breaks(problem);
  EXPECT_EQ(breaks.ends, (Ends{2, 3, 5}));
  EXPECT_EQ(breaks.overfull, Ends{1});
}

TEST(Breaks, ALineThatDoesNotFitMayBeFollowedByALongerOneThatDoes) {
  BreakProblem problem = equal_items(4);
  const BreakProblem::Line fits = problem.line;
  problem.line = [fits](std::uint32_t begin, std::uint32_t end) {
    std::optional<LineCandidate> line = fits(begin, end);
    if (line && end == 3) line->unfit = true;
    return line;
  };
  EXPECT_EQ(optimal_breaks(problem).ends, Ends{4});
}

TEST(Breaks, ForcesThatAreNotNumbersCountAsUnfit) {
  BreakProblem problem = equal_items(3);
  problem.line = [](std::uint32_t, std::uint32_t) {
    return LineCandidate{std::numeric_limits<double>::quiet_NaN(), 1.0, 0.0, false};
  };
  const Breaks breaks = optimal_breaks(problem);
  EXPECT_EQ(breaks.ends, (Ends{1, 2, 3}));
  EXPECT_EQ(breaks.overfull.size(), 3U);
}

TEST(Breaks, TheSearchStopsWhenAsked) {
  BreakProblem problem = equal_items(100);
  int polls = 0;
  problem.stop = [&] { return ++polls > 10; };
  const Breaks breaks = optimal_breaks(problem);
  EXPECT_TRUE(breaks.cancelled);
  EXPECT_TRUE(breaks.ends.empty());
  EXPECT_EQ(polls, 11);
}

TEST(Breaks, EqualCostsGiveTheSameBreaksEveryTime) {
  BreakProblem problem = equal_items(30);
  problem.weights = {};
  problem.weights.force = problem.weights.change = problem.weights.density = 0.0;
  const Breaks first = optimal_breaks(problem);
  for (int k = 0; k < 5; ++k) EXPECT_EQ(optimal_breaks(problem), first);
}

TEST(Breaks, AFixedNumberOfItemsStartsAnewAfterAForcedBreak) {
  BreakProblem problem = equal_items(10);
  std::vector<BreakRule> rules(11, BreakRule::allowed);
  rules[4] = BreakRule::forced;
  rules[7] = BreakRule::forbidden;
  problem.rules = rules;
  EXPECT_EQ(fixed_breaks(problem, 3).ends, (Ends{3, 4, 8, 10}));
}

TEST(Breaks, MoreLinesThanItemsCannotBe) {
  EXPECT_FALSE(optimal_breaks(equal_items(3), 4).has_value());
  EXPECT_EQ(optimal_breaks(equal_items(3), 3)->ends, (Ends{1, 2, 3}));
}

std::vector<PageSystem> equal_systems(std::size_t count) {
  return std::vector<PageSystem>(count, PageSystem{8.0, 7.0, 0.5, 2.0, 1.0, 2.0});
}

PageProblem pages_of(const std::vector<PageSystem>& systems) {
  PageProblem problem;
  problem.systems = systems;
  problem.first_capacity = 38.0;  // four
  problem.capacity = 48.0;        // five
  return problem;
}

TEST(Pages, NothingHasNoPages) { EXPECT_TRUE(optimal_pages(pages_of({})).ends.empty()); }

TEST(Pages, TheFirstPageHasLessRoom) {
  const std::vector<PageSystem> systems = equal_systems(14);
  EXPECT_EQ(optimal_pages(pages_of(systems)).ends, (Ends{4, 9, 14}));
}

TEST(Pages, ALonelyLastSystemIsAvoided) {
  const std::vector<PageSystem> systems = equal_systems(10);
  const Pages pages = optimal_pages(pages_of(systems));
  EXPECT_GT(pages.ends.back() - pages.ends[pages.ends.size() - 2], 1U);
}

TEST(Pages, ASystemThatIsTooTallStandsAloneAndIsReported) {
  std::vector<PageSystem> systems = equal_systems(3);
  systems[1].height = systems[1].least_height = 100.0;
  const Pages pages = optimal_pages(pages_of(systems));
  EXPECT_EQ(pages.ends, (Ends{1, 2, 3}));
  EXPECT_EQ(pages.overfull, Ends{1});
}

TEST(Pages, APageTurnIsPutWhereItCostsNothing) {
  std::vector<PageSystem> systems = equal_systems(9);
  for (PageSystem& system : systems) system.turn_penalty = 30.0;
  systems[3].turn_penalty = 0.0;
  EXPECT_EQ(optimal_pages(pages_of(systems)).ends.front(), 3U);
}

}  // namespace
}  // namespace burin::layout
