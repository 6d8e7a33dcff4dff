#include "core/run/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <thread>
#include <vector>

namespace burin {
namespace {

TEST(BoundedQueue, TheOldestGoesWhenANewOneDoesNotFit) {
  BoundedQueue<int> queue(3, WhenFull::drop_oldest);
  for (int i = 1; i <= 5; ++i) EXPECT_TRUE(queue.push(i));
  EXPECT_EQ(queue.counts().dropped, 2U);
  EXPECT_EQ(queue.counts().pushed, 5U);
  EXPECT_EQ(queue.try_pop(), 3);
  EXPECT_EQ(queue.size(), 2U);
}

TEST(BoundedQueue, AFullOneMayRefuse) {
  BoundedQueue<int> queue(1, WhenFull::refuse);
  EXPECT_TRUE(queue.push(1));
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.counts().refused, 1U);
  EXPECT_EQ(queue.try_pop(), 1);
  EXPECT_TRUE(queue.push(3));
}

TEST(BoundedQueue, AClosedOneGivesWhatIsLeftAndThenNothing) {
  BoundedQueue<int> queue(4);
  EXPECT_TRUE(queue.push(1));
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
}

TEST(BoundedQueue, PopGivesUpAtItsDeadline) {
  BoundedQueue<int> queue(4);
  EXPECT_EQ(queue.pop(BoundedQueue<int>::Clock::now()), std::nullopt);
}

TEST(BoundedQueue, ProducersWaitForRoomAndNothingIsLost) {
  BoundedQueue<int> queue(2);
  std::vector<std::thread> producers;
  for (int t = 0; t < 3; ++t) {
    producers.emplace_back([&] {
      for (int i = 1; i <= 100; ++i) EXPECT_TRUE(queue.push(i));
    });
  }
  int total = 0;
  for (int i = 0; i < 300; ++i) total += queue.pop().value_or(0);
  for (std::thread& producer : producers) producer.join();
  EXPECT_EQ(total, 3 * 5050);
  EXPECT_EQ(queue.counts().pushed, 300U);
}

}  // namespace
}  // namespace burin
