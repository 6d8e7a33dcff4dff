// What an edit of a large piece costs.
#include <gtest/gtest.h>

#include "core/piece/operations.hpp"
#include "tests/support/allocation_counter.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

using test::allocated;

const Vpd where = Vpd::music().child(0).child(0).child(25).child(640);

Shared<Measure> other_measure() { return test::measure({test::voice({test::chord({3})})}); }

TEST(Allocation, AnEditOfOneMeasureOfALargePieceTakesLessThan4KiB) {
  const auto piece = test::orchestra(40, 1000);
  const auto measure = other_measure();
  const std::size_t before = allocated().bytes;
  const auto edited = set(piece, where, measure);
  const std::size_t bytes = allocated().bytes - before;
  ASSERT_TRUE(edited);
  RecordProperty("bytes", static_cast<int>(bytes));
  EXPECT_LT(bytes, 4096U);
}

TEST(Allocation, AnEditOfAPieceThatNobodyElseHoldsTakesNothing) {
  auto piece = test::orchestra(40, 1000);
  const auto measure = other_measure();
  const std::size_t before = allocated().bytes;
  piece = *set(std::move(piece), where, measure);
  EXPECT_EQ(allocated().bytes - before, 0U);
}

}  // namespace
}  // namespace burin
