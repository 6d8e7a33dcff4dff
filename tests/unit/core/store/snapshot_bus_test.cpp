#include "core/store/snapshot_bus.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace burin {
namespace {

TEST(SnapshotBus, CountsGenerationsFromOne) {
  SnapshotBus<int> bus;
  EXPECT_EQ(bus.newest().generation, 0U);
  EXPECT_EQ(bus.publish(std::make_shared<const int>(5)).value_or(0), 1U);
  EXPECT_EQ(*bus.newest().value, 5);
}

TEST(SnapshotBus, ReadersWaitForSomethingNewer) {
  SnapshotBus<int> bus;
  std::thread publisher([&] {
    for (int i = 1; i <= 50; ++i) EXPECT_TRUE(bus.publish(std::make_shared<const int>(i)));
  });
  std::uint64_t seen = 0;
  while (seen < 50) {
    const auto issue = bus.wait_newer(seen);
    ASSERT_TRUE(issue);
    EXPECT_GT(issue->generation, seen);
    EXPECT_EQ(static_cast<std::uint64_t>(*issue->value), issue->generation);
    seen = issue->generation;
  }
  publisher.join();
  EXPECT_EQ(bus.wait_newer(50, SnapshotBus<int>::Clock::now()).error().code, Errc::limit);
}

}  // namespace
}  // namespace burin
