// Who is stopped when memory runs short.
#include "cli/batch/memory_watch.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "io/report/run_report.hpp"

namespace burin::cli {
namespace {

constexpr std::uint64_t mebibyte = 1ULL << 20;

TEST(MemoryWatch, lets_scores_go_on_below_the_limit) {
  MemoryWatch watch(io::resident_memory() + 4096 * mebibyte);
  Operation operation;
  const MemoryWatch::Score score(&watch, operation);
  EXPECT_FALSE(operation.stopped());
  EXPECT_FALSE(score.error());
}

TEST(MemoryWatch, stops_a_score_that_is_alone_for_good) {
  MemoryWatch watch(mebibyte);
  Operation operation;
  const MemoryWatch::Score score(&watch, operation);
  EXPECT_TRUE(operation.stopped());
  ASSERT_TRUE(score.error());
  EXPECT_EQ(score.error()->code, Errc::limit);
  EXPECT_EQ(score.error()->id, "BU0005");
}

TEST(MemoryWatch, lets_the_youngest_give_way_first) {
  MemoryWatch watch(io::resident_memory() + 64 * mebibyte);
  Operation first;
  Operation second;
  const MemoryWatch::Score older(&watch, first);
  {
    const MemoryWatch::Score younger(&watch, second);
    EXPECT_FALSE(second.stopped());
    const std::vector<char> much(256 * mebibyte, 'x');
    while (!second.stopped()) std::this_thread::yield();
    EXPECT_FALSE(first.stopped());
    EXPECT_FALSE(older.error());
    ASSERT_TRUE(younger.error());
    EXPECT_EQ(younger.error()->code, Errc::cancelled);  // it may do alone
    EXPECT_EQ(much.back(), 'x');
  }
}

}  // namespace
}  // namespace burin::cli
