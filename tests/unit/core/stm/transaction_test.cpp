#include <gtest/gtest.h>

#include <stdexcept>

#include "core/collections/pvector.hpp"
#include "core/stm/atomically.hpp"

namespace burin {
namespace {

TransactionOptions attempts(std::uint32_t n) {
  TransactionOptions options;
  options.max_attempts = n;
  return options;
}

/// A commit from elsewhere, in the middle of a body.
template <class Body>
void elsewhere(Body body) {
  std::thread([&] { ASSERT_TRUE(atomically(body)); }).join();
}

TEST(Transaction, SeesItsOwnWritesAndOthersDoNotBeforeTheCommit) {
  Ref<int> ref(1);
  const auto result = atomically([&](Transaction& tx) {
    tx.set(ref, 2);
    EXPECT_EQ(tx.get(ref), 2);
    EXPECT_EQ(ref.get(), 1);
    return tx.alter(ref, [](int value) { return value * 10; });
  });
  EXPECT_EQ(result.value_or(0), 20);
  EXPECT_EQ(ref.get(), 20);
}

TEST(Transaction, AnErrorFromTheBodyLeavesNothingBehind) {
  Ref<int> ref(1);
  const auto result = atomically([&](Transaction& tx) -> Expected<int> {
    tx.set(ref, 2);
    return fail(Errc::not_found, "BU0000", "no such thing");
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "no such thing");
  EXPECT_EQ(ref.get(), 1);
}

TEST(Transaction, AnExceptionPassesThroughAndLeavesNothingBehind) {
  Ref<int> ref(1);
  EXPECT_THROW((void)atomically([&](Transaction& tx) {
                 tx.set(ref, 2);
                 throw std::runtime_error("from the body");
               }),
               std::runtime_error);
  EXPECT_EQ(ref.get(), 1);
  EXPECT_EQ(Transaction::current(), nullptr);
  EXPECT_TRUE(atomically([&](Transaction& tx) { tx.set(ref, 3); }));
  EXPECT_EQ(ref.get(), 3);
}

PVector<int> numbers(std::vector<int> all) { return PVector<int>(std::move(all)); }
PVector<int> with(PVector<int> list, std::size_t at, int value) {
  list.edit(at) = value;
  return list;
}

TEST(Transaction, SeveralAltersOfOneTransactionCopyWhatOthersSeeOnlyOnce) {
  const PVector<int> before = numbers({1, 2, 3});
  Ref<PVector<int>> ref(before);
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.alter(ref, [](PVector<int> list) { return with(std::move(list), 0, 10); });
    const int* place = &tx.get(ref)[0];
    tx.alter(ref, [](PVector<int> list) { return with(std::move(list), 1, 20); });
    EXPECT_EQ(&tx.get(ref)[0], place);
    const PVector<int> kept = tx.get(ref);
    tx.alter(ref, [](PVector<int> list) { return with(std::move(list), 2, 30); });
    EXPECT_EQ(kept[2], 3) << "what the body holds is not changed under its hands";
  }));
  EXPECT_EQ(before[0], 1);
  EXPECT_EQ(ref.get()[0] + ref.get()[1] + ref.get()[2], 60);
}

TEST(Transaction, AnAlterThatThrowsFailsTheTransactionEvenIfTheBodyGoesOn) {
  Ref<PVector<int>> ref(numbers({1, 2}));
  const auto result = atomically([&](Transaction& tx) {
    tx.set(ref, numbers({3, 4}));
    EXPECT_THROW(tx.alter(ref, [](PVector<int>) -> PVector<int> { throw std::runtime_error("in a change"); }),
                 std::runtime_error);
    EXPECT_EQ(tx.get(ref).size(), 2U);
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "BU0604");
  EXPECT_EQ(ref.get()[0], 1);
}

TEST(Transaction, AnAlterInAWayThatWasGivenUpLeavesTheValueToTheOther) {
  Ref<PVector<int>> ref(numbers({1, 2}));
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.or_else(
        [&](Transaction& first) {
          first.alter(ref, [](PVector<int> list) { return with(std::move(list), 0, 9); });
          first.retry();
        },
        [&](Transaction& second) {
          EXPECT_EQ(second.get(ref)[0], 1);
          second.alter(ref, [](PVector<int> list) { return with(std::move(list), 1, 5); });
        });
  }));
  EXPECT_EQ(ref.get()[0], 1);
  EXPECT_EQ(ref.get()[1], 5);
}

TEST(Transaction, PutReplacesAPartOfWhatStandsAtTheCommit) {
  const PVector<int> before = numbers({1, 2, 3});
  Ref<PVector<int>> ref(before);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.put(
        ref, {}, [](PVector<int>& list) -> int& { return list.edit(0); }, 10);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(ref, numbers({4, 5, 6})); });
  }));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(ref.get()[0], 10);
  EXPECT_EQ(ref.get()[2], 6);
  EXPECT_EQ(before[0], 1);
}

TEST(Transaction, APutIsSeenByItsOwnTransaction) {
  Ref<PVector<int>> ref(numbers({1, 2}));
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.put(
        ref, {}, [](PVector<int>& list) -> int& { return list.edit(1); }, 7);
    EXPECT_EQ(tx.get(ref)[1], 7);
    EXPECT_EQ(ref.get()[1], 2);
  }));
  EXPECT_EQ(ref.get()[1], 7);
}

TEST(Transaction, WhatAPutDisplacesIsDestroyedWhenNothingIsHeld) {
  struct Looks {
    Ref<std::shared_ptr<Looks>>* ref{nullptr};
    int* seen{nullptr};
    ~Looks() {
      if (ref != nullptr) *seen = ref->get() == nullptr ? 0 : 1;  // would wait for ever while the reference is held
    }
  };
  Ref<std::shared_ptr<Looks>> ref{nullptr};
  int seen = -1;
  auto first = std::make_shared<Looks>();
  first->ref = &ref;
  first->seen = &seen;
  ASSERT_TRUE(atomically([&](Transaction& tx) { tx.set(ref, std::exchange(first, nullptr)); }));
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.put(
        ref, {}, [](std::shared_ptr<Looks> & place) -> auto& { return place; }, std::make_shared<Looks>());
  }));
  EXPECT_EQ(seen, 1);
}

TEST(Transaction, AnInnerOneJoinsTheOuter) {
  Ref<int> a(0);
  Ref<int> b(0);
  const auto result = atomically([&](Transaction& tx) -> Expected<void> {
    BURIN_CHECK(atomically([&](Transaction& inner) {
      EXPECT_EQ(&inner, &tx);
      inner.set(a, 1);
    }));
    EXPECT_EQ(tx.get(a), 1);
    EXPECT_EQ(a.get(), 0);
    tx.set(b, 1);
    return {};
  });
  EXPECT_TRUE(result);
  EXPECT_EQ(a.get() + b.get(), 2);
}

TEST(Transaction, AFailedInnerOneFailsTheOuterEvenIfThatLooksAway) {
  Ref<int> ref(0);
  const auto result = atomically([&](Transaction& tx) {
    tx.set(ref, 1);
    (void)atomically([&](Transaction&) -> Expected<void> { return fail(Errc::limit, "", "inner"); });
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "inner");
  EXPECT_EQ(ref.get(), 0);
}

TEST(Transaction, AReadThatSomebodyChangedRepeatsTheBody) {
  Ref<int> a(0);
  Ref<int> b(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    const int seen = tx.get(a);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(a, 5); });
    tx.set(b, seen);
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(b.get(), 5);
}

TEST(Transaction, NeverShowsATornViewEvenToAnAttemptThatWillBeRepeated) {
  Ref<int> a(0);
  Ref<int> b(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    const int left = tx.get(a);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(a, 1), other.set(b, 1); });
    EXPECT_EQ(left, tx.get(b));
  }));
  EXPECT_EQ(runs, 2);
}

TEST(Transaction, ASnapshotMovesForwardOverCommitsToOtherReferences) {
  Ref<int> a(0);
  Ref<int> b(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    (void)tx.get(a);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(b, 1); });
    EXPECT_EQ(tx.get(b), 1);
  }));
  EXPECT_EQ(runs, 1);
}

TEST(Transaction, EnsureMakesTheCommitDependOnAReference) {
  Ref<int> guard(0);
  Ref<int> target(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.ensure(guard);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(guard, 1); });
    tx.set(target, 1);
  }));
  EXPECT_EQ(runs, 2);
}

TEST(Transaction, CommuteIsAppliedToWhatStandsAtTheCommit) {
  Ref<int> counter(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.commute(counter, [](int value) { return value + 1; });
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(counter, 10); });
  }));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(counter.get(), 11);
}

TEST(Transaction, LookingAtACommutedValueMakesItARead) {
  Ref<int> counter(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.commute(counter, [](int value) { return value + 1; });
    tx.commute(counter, [](int value) { return value * 2; });
    EXPECT_EQ(tx.get(counter), (counter.get() + 1) * 2);
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(counter, 10); });
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(counter.get(), 22);
}

TEST(Transaction, AThrowingCommuteLeavesNothingBehind) {
  Ref<int> a(0);
  Ref<int> b(0);
  EXPECT_THROW((void)atomically([&](Transaction& tx) {
                 tx.set(a, 1);
                 tx.commute(b, [](int) -> int { throw std::runtime_error("at the commit"); });
               }),
               std::runtime_error);
  EXPECT_EQ(a.get(), 0);
  EXPECT_TRUE(atomically([&](Transaction& tx) { tx.set(a, 2), tx.set(b, 2); }));
  EXPECT_EQ(a.get() + b.get(), 4);
}

TEST(Transaction, GivesUpAfterAsManyAttemptsAsAsked) {
  Ref<int> ref(0);
  int runs = 0;
  const auto result = atomically(
      [&](Transaction& tx) {
        const int seen = tx.get(ref);
        ++runs;
        elsewhere([&](Transaction& other) { other.alter(ref, [](int value) { return value + 1; }); });
        tx.set(ref, seen);
      },
      attempts(3));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::conflict);
  EXPECT_EQ(runs, 3);
}

TEST(Transaction, APastDeadlineIsAnError) {
  Ref<int> ref(0);
  TransactionOptions options;
  options.deadline = std::chrono::steady_clock::now();
  const auto result = atomically([&](Transaction& tx) { tx.set(ref, 1); }, options);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::limit);
  EXPECT_EQ(ref.get(), 0);
}

TEST(Transaction, RetryWithADeadlineEndsWithAnError) {
  Ref<int> ref(0);
  TransactionOptions options;
  options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
  const auto result = atomically([&](Transaction& tx) { tx.get(ref) == 0 ? tx.retry() : void(); }, options);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::limit);
}

TEST(Transaction, RetryWithoutAnyReadIsAnErrorNotAnEndlessSleep) {
  const auto result = atomically([](Transaction& tx) { tx.retry(); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::usage);
}

TEST(Transaction, RetrySleepsUntilWhatItReadChanges) {
  Ref<int> ref(0);
  Ref<int> asked(0);
  std::thread other([&] {
    // The other thread waits in its turn, so that the sleeper has at least begun.
    (void)atomically([&](Transaction& tx) { tx.get(asked) == 0 ? tx.retry() : void(); });
    (void)atomically([&](Transaction& tx) { tx.set(ref, 7); });
  });
  (void)atomically([&](Transaction& tx) { tx.set(asked, 1); });
  const auto result = atomically([&](Transaction& tx) {
    const int value = tx.get(ref);
    if (value == 0) tx.retry();
    return value;
  });
  other.join();
  EXPECT_EQ(result.value_or(0), 7);
}

TEST(Transaction, OrElseTakesTheSecondWayAndForgetsTheFirst) {
  Ref<int> a(0);
  Ref<int> b(1);
  int effects = 0;
  const auto result = atomically([&](Transaction& tx) {
    tx.set(b, 5);
    return tx.or_else(
        [&](Transaction& first) -> int {
          first.set(a, 9);
          first.set(b, 9);
          first.on_commit([&] { effects += 100; });
          first.retry();
        },
        [&](Transaction& second) -> int {
          second.on_commit([&] { effects += 1; });
          return second.get(a) * 10 + second.get(b);
        });
  });
  EXPECT_EQ(result.value_or(-1), 5);
  EXPECT_EQ(a.get(), 0);
  EXPECT_EQ(b.get(), 5);
  EXPECT_EQ(effects, 1);
}

TEST(Transaction, OrElseForgetsCommutesOfTheFirstWayOnly) {
  Ref<int> a(0);
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    tx.commute(a, [](int value) { return value + 1; });
    tx.or_else(
        [&](Transaction& first) {
          first.commute(a, [](int value) { return value + 100; });
          (void)first.get(a);
          first.retry();
        },
        [&](Transaction& second) { second.commute(a, [](int value) { return value + 10; }); });
  }));
  EXPECT_EQ(a.get(), 11);
}

TEST(Transaction, EffectsRunOnceAndOnlyAfterTheCommit) {
  Ref<int> ref(0);
  int effects = 0;
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    const int seen = tx.get(ref);
    tx.on_commit([&] {
      ++effects;
      EXPECT_EQ(ref.get(), 2);
      EXPECT_TRUE(atomically([&](Transaction& next) { next.set(ref, 3); }));
    });
    if (++runs == 1) elsewhere([&](Transaction& other) { other.set(ref, 1); });
    tx.set(ref, seen + 1);
  }));
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(effects, 1);
  EXPECT_EQ(ref.get(), 3);
}

TEST(Transaction, AValidatorVetoesWithItsError) {
  Ref<int> balance(10);
  Ref<int> other(0);
  balance.add_validator([](int value) -> Expected<void> {
    if (value < 0) return fail(Errc::usage, "BU0000", "in the red");
    return {};
  });
  const auto result = atomically([&](Transaction& tx) { tx.set(other, 1), tx.set(balance, -1); });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "in the red");
  EXPECT_EQ(other.get(), 0);
  EXPECT_TRUE(atomically([&](Transaction& tx) { tx.commute(balance, [](int value) { return value - 10; }); }));
  EXPECT_FALSE(atomically([&](Transaction& tx) { tx.commute(balance, [](int value) { return value - 10; }); }));
  EXPECT_EQ(balance.get(), 0);
}

TEST(Transaction, WatchersSeeEachCommitOnceAndInOrder) {
  Ref<int> ref(0);
  std::vector<std::pair<int, int>> told;
  const auto handle = ref.watch([&](int before, int after) {
    told.emplace_back(before, after);
    if (after == 1) (void)atomically([&](Transaction& tx) { tx.set(ref, 2); });  // from inside a watcher
  });
  EXPECT_TRUE(atomically([&](Transaction& tx) { tx.set(ref, 1); }));
  ref.unwatch(handle);
  EXPECT_TRUE(atomically([&](Transaction& tx) { tx.set(ref, 3); }));
  EXPECT_EQ(told, (std::vector<std::pair<int, int>>{{0, 1}, {1, 2}}));
}

TEST(Transaction, ABodyThatSwallowsTheConflictSignalIsRepeatedAnyway) {
  Ref<int> a(0);
  Ref<int> b(0);
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    try {
      (void)tx.get(a);
      if (++runs == 1) elsewhere([&](Transaction& other) { other.set(a, 1), other.set(b, 1); });
      (void)tx.get(b);
    } catch (...) {  // what no body should do
    }
  }));
  EXPECT_EQ(runs, 2);
}

TEST(Transaction, ManyReferencesAreFoundByHash) {
  std::vector<std::unique_ptr<Ref<int>>> refs;
  for (int i = 0; i < 500; ++i) refs.push_back(std::make_unique<Ref<int>>(i));
  ASSERT_TRUE(atomically([&](Transaction& tx) {
    for (int pass = 0; pass < 2; ++pass) {
      for (const auto& ref : refs) tx.alter(*ref, [](int value) { return value + 1; });
    }
  }));
  for (int i = 0; i < 500; ++i) EXPECT_EQ(refs[static_cast<std::size_t>(i)]->get(), i + 2);
}

}  // namespace
}  // namespace burin
