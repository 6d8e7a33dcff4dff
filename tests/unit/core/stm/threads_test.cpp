// Promises that only several threads can break. Run these under ThreadSanitizer too.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <barrier>
#include <deque>

#include "core/collections/pvector.hpp"
#include "core/stm/atomically.hpp"

namespace burin {
namespace {

/// Runs body(thread index) on n threads that begin together.
template <class Body>
void together(int n, Body body) {
  std::barrier start(n);
  std::vector<std::thread> threads;
  for (int i = 0; i < n; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      body(i);
    });
  }
  for (std::thread& thread : threads) thread.join();
}

/// References cannot be moved; a deque keeps them where they are.
std::deque<Ref<int>> accounts(int n, int each) {
  std::deque<Ref<int>> refs;
  for (int i = 0; i < n; ++i) refs.emplace_back(each);
  return refs;
}

int sum(Transaction& tx, std::deque<Ref<int>>& refs) {
  int total = 0;
  for (Ref<int>& ref : refs) total += tx.get(ref);
  return total;
}

TEST(Threads, NoIncrementIsLost) {
  Ref<int> counter(0);
  Ref<int> commuted(0);
  together(8, [&](int) {
    for (int i = 0; i < 500; ++i) {
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        tx.alter(counter, [](int value) { return value + 1; });
        tx.commute(commuted, [](int value) { return value + 1; });
      }));
    }
  });
  EXPECT_EQ(counter.get(), 4000);
  EXPECT_EQ(commuted.get(), 4000);
}

TEST(Threads, TransfersKeepTheSumInEveryView) {
  auto refs = accounts(16, 100);
  std::atomic<int> movers{4};
  together(6, [&](int self) {
    std::uint32_t random = 12345U + static_cast<std::uint32_t>(self);
    if (self >= 4) {
      while (movers.load() > 0) {
        EXPECT_TRUE(atomically([&](Transaction& tx) { EXPECT_EQ(sum(tx, refs), 1600); }));
      }
      return;
    }
    for (int i = 0; i < 1000; ++i) {
      random = random * 1664525U + 1013904223U;
      const std::size_t from = (random >> 8) % 16;
      const std::size_t to = (from + 1 + (random >> 16) % 15) % 16;
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        tx.alter(refs[from], [](int value) { return value - 1; });
        tx.alter(refs[to], [](int value) { return value + 1; });
      }));
    }
    --movers;
  });
  EXPECT_TRUE(atomically([&](Transaction& tx) { EXPECT_EQ(sum(tx, refs), 1600); }));
}

TEST(Threads, NoWriteSkew) {
  // Each thread may clear its own flag only while the other's is up; serialised, one always stays up.
  for (int round = 0; round < 200; ++round) {
    std::deque<Ref<int>> up = accounts(2, 1);
    together(2, [&](int self) {
      const auto mine = static_cast<std::size_t>(self);
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        if (tx.get(up[1 - mine]) == 1) tx.set(up[mine], 0);
      }));
    });
    EXPECT_EQ(up[0].get() + up[1].get(), 1);
  }
}

TEST(Threads, ALongTransactionIsNotStarvedByShortOnes) {
  auto refs = accounts(200, 1);
  Ref<int> result(0);
  std::atomic<bool> done{false};
  together(4, [&](int self) {
    if (self == 0) {
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        int total = 0;
        for (Ref<int>& ref : refs) {
          total += tx.get(ref);
          std::this_thread::yield();
        }
        tx.set(result, total);
      }));
      done = true;
      return;
    }
    for (std::size_t i = 0; !done; i = (i + 7) % refs.size()) {
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        tx.alter(refs[i], [](int value) { return value + 1; });
        tx.alter(refs[199 - i], [](int value) { return value - 1; });
      }));
    }
  });
  EXPECT_EQ(result.get(), 200);
}

TEST(Threads, PutsInOneTransactionAppearTogether) {
  Ref<PVector<int>> ref(PVector<int>(std::vector<int>(100, 0)));
  std::atomic<int> writers{3};
  together(5, [&](int self) {
    if (self >= 3) {
      while (writers.load() > 0) {
        const PVector<int> now = ref.get();
        EXPECT_EQ(now[3], now[97]);
      }
      return;
    }
    for (int i = 1; i <= 300; ++i) {
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        for (const std::size_t place : {3U, 97U}) {
          tx.put(
              ref, {}, [place](PVector<int>& list) -> int& { return list.edit(place); }, i * 10 + self);
        }
      }));
    }
    --writers;
  });
}

TEST(Threads, AltersInPlaceAreNeverSeenBeforeTheCommit) {
  Ref<PVector<int>> ref(PVector<int>(std::vector<int>(100, 0)));
  together(4, [&](int) {
    for (int i = 0; i < 200; ++i) {
      EXPECT_TRUE(atomically([&](Transaction& tx) {
        for (const std::size_t place : {3U, 97U}) {
          tx.alter(ref, [&](PVector<int> list) {
            ++list.edit(place);
            return list;
          });
        }
      }));
      const PVector<int> now = ref.get();
      EXPECT_EQ(now[3], now[97]);
    }
  });
  EXPECT_EQ(ref.get()[3], 800);
}

TEST(Threads, AQueueOfTransactionsHandsOverEverythingOnce) {
  // Producers and consumers sleep by retry on a slot that holds one value or 0.
  Ref<int> slot(0);
  std::array<std::atomic<int>, 2> taken{};
  together(4, [&](int self) {
    for (int i = 1; i <= 300; ++i) {
      if (self < 2) {
        EXPECT_TRUE(atomically([&](Transaction& tx) {
          if (tx.get(slot) != 0) tx.retry();
          tx.set(slot, i);
        }));
      } else {
        const auto got = atomically([&](Transaction& tx) {
          const int value = tx.get(slot);
          if (value == 0) tx.retry();
          tx.set(slot, 0);
          return value;
        });
        taken[static_cast<std::size_t>(self - 2)] += got.value_or(0);
      }
    }
  });
  EXPECT_EQ(taken[0] + taken[1], 2 * 300 * 301 / 2);
}

TEST(Threads, WatchersSeeEveryCommitOnceAndInOrder) {
  Ref<int> counter(0);
  int last = 0;
  counter.watch([&](int before, int after) {
    EXPECT_EQ(before, last);
    EXPECT_EQ(after, before + 1);
    last = after;
  });
  together(4, [&](int) {
    for (int i = 0; i < 200; ++i) {
      EXPECT_TRUE(atomically([&](Transaction& tx) { tx.alter(counter, [](int value) { return value + 1; }); }));
    }
  });
  EXPECT_EQ(last, 800);
}

TEST(Threads, OldValuesAreFreedWhenTheLastReaderIsGone) {
  const auto first = std::make_shared<const int>(1);
  Ref<Shared<int>> ref(first);
  together(4, [&](int) {
    for (int i = 0; i < 200; ++i) {
      EXPECT_TRUE(atomically([&](Transaction& tx) { tx.set(ref, std::make_shared<const int>(*tx.get(ref) + 1)); }));
    }
  });
  EXPECT_EQ(*ref.get(), 801);
  EXPECT_EQ(first.use_count(), 1);
  EXPECT_EQ(ref.get().use_count(), 2);  // the reference and this copy
}

}  // namespace
}  // namespace burin
