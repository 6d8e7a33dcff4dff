#include "pipeline/elements/ledger.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

std::string lines(std::vector<LedgerHead> heads, int staff_lines = 5) {
  std::vector<LedgerLine> out;
  ledger_lines(heads, staff_lines, 0.4, out);
  std::string all;
  for (const LedgerLine& line : out) {
    all +=
        (all.empty() ? "" : " ") + std::to_string(line.p) + ":" + test::text(line.left) + ".." + test::text(line.right);
  }
  return all;
}

TEST(Ledgers, HeadsOnAndNextToTheStaffNeedNone) { EXPECT_EQ(lines({{-5, 0, 1.18}, {5, 0, 1.18}, {0, 0, 1.18}}), ""); }

TEST(Ledgers, EveryLineUpToTheHeadIsDrawn) {
  EXPECT_EQ(lines({{-6, 0, 1.18}}), "-6:-0.4..1.58");
  EXPECT_EQ(lines({{-7, 0, 1.18}}), "-6:-0.4..1.58");
  EXPECT_EQ(lines({{9, 0, 1.18}}), "6:-0.4..1.58 8:-0.4..1.58");
  EXPECT_EQ(lines({{-8, 0, 1.18}, {6, 0, 1.18}}), "-8:-0.4..1.58 -6:-0.4..1.58 6:-0.4..1.58");
}

TEST(Ledgers, ADisplacedHeadLengthensOnlyTheLinesThatItNeeds) {
  EXPECT_EQ(lines({{8, 0, 1.18}, {7, -1.12, 0.06}}), "6:-1.52..1.58 8:-0.4..1.58");
  EXPECT_EQ(lines({{8, 0, 1.18}, {9, 1.12, 2.3}}), "6:-0.4..2.7 8:-0.4..2.7");
}

TEST(Ledgers, BeginOutsideTheLinesOfTheirStaff) {
  EXPECT_EQ(lines({{2, 0, 1.18}, {-3, 0, 1.18}}, 1), "-2:-0.4..1.58 2:-0.4..1.58");
  EXPECT_EQ(lines({{6, 0, 1.18}}, 6), "");
}

TEST(Ledgers, OfNeighboursGiveWayOnBothSides) {
  std::vector<LedgerLine> left{{6, -0.4, 1.58}, {8, -0.4, 1.58}};
  std::vector<LedgerLine> right{{6, 1.6, 3.58}};
  shorten_ledgers(left, right, 0.4);
  EXPECT_EQ(test::numbers(std::vector{left[0].right, right[0].left, left[1].right}), "1.465 1.715 1.58");
}

TEST(Ledgers, NeverShrinkToTheirHeads) {
  std::vector<LedgerLine> left{{6, -0.4, 1.58}};
  std::vector<LedgerLine> right{{6, 0.8, 2.78}};
  shorten_ledgers(left, right, 0.4);
  EXPECT_EQ(test::numbers(std::vector{left[0].right, right[0].left}), "1.28 1.1");
}

}  // namespace
}  // namespace burin::layout
