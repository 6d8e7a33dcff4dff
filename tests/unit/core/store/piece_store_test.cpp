#include "core/store/piece_store.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

Vpd at(const std::string& text) { return Vpd::parse(text).value_or(Vpd::layout().child(99)); }
Shared<Measure> fresh(int step) { return test::measure({test::voice({test::chord({step})})}); }

template <class Body>
void elsewhere(Body body) {
  std::thread([&] { EXPECT_TRUE(body()); }).join();
}

class Store : public testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(store.put("a", test::orchestra(4, 40))); }
  Shared<Piece> piece(const std::string& id = "a") { return store.find(id).value_or(nullptr); }
  PieceStore store;
};

TEST_F(Store, PiecesComeAndGoById) {
  EXPECT_EQ(piece("b"), nullptr);
  ASSERT_TRUE(store.put("b", test::orchestra(1, 1)));
  EXPECT_EQ(*store.list(), (std::vector<std::string>{"a", "b"}));
  ASSERT_TRUE(store.rename("b", "c"));
  EXPECT_EQ(store.rename("a", "c").error().id, "BU0205");
  EXPECT_EQ(store.rename("x", "y").error().id, "BU0204");
  const auto removed = store.remove("c");
  ASSERT_TRUE(removed);
  EXPECT_EQ((*removed)->measures.size(), 1U);
  EXPECT_EQ(store.remove("c").error().message, "there is no piece with the id c");
  EXPECT_EQ(*store.list(), (std::vector<std::string>{"a"}));
}

TEST_F(Store, VerbsEditWhatTheirPathNames) {
  const auto measure = fresh(6);
  ASSERT_TRUE(store.set("a", at("m/0/0/2/7"), measure));
  EXPECT_EQ(std::get<Shared<Measure>>(*store.get("a", at("m/0/0/2/7"))), measure);
  ASSERT_TRUE(store.set_attribute("a", {Vpd(), "title"}, "New"));
  EXPECT_EQ(piece()->title, "New");
  ASSERT_TRUE(store.remove("a", at("m/0/0/3")));
  EXPECT_EQ(store.set("a", at("m/0/0/3/0"), measure).error().message, "m/0/0/3: instrument has 3 staves");
  ASSERT_TRUE(store.apply("a", at("m/0/0/1"), [](Shared<Piece> p) {
    return set_clef(std::move(p), at("m/0/0/1"), {0, {}}, Clef{ClefSign::f, 4});
  }));
  EXPECT_EQ(std::get<Shared<Staff>>(*store.get("a", at("m/0/0/1")))->clefs.at({3, {}})->line, 4);
}

TEST_F(Store, SeveralAlterationsAreAllOrNothing) {
  const auto before = piece();
  const auto result = atomically([&](Transaction&) -> Expected<void> {
    BURIN_CHECK(store.set("a", at("m/0/0/0/0"), fresh(1)));
    BURIN_CHECK(store.set_attribute("a", {Vpd(), "title"}, "Half"));
    return store.remove("a", at("m/9"));
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().message, "m/9: piece has 1 musician");
  EXPECT_EQ(piece(), before);
}

TEST_F(Store, LaterAlterationsSeeEarlierOnesOfTheirTransaction) {
  ASSERT_TRUE(atomically([&](Transaction&) -> Expected<void> {
    BURIN_CHECK(store.insert("a", at("m/0/0/0/0"), fresh(1)));
    BURIN_CHECK(store.insert("a", at("m/0/0/0/1"), fresh(2)));
    BURIN_TRY(const Thing first, store.get("a", at("m/0/0/0/0")));
    return store.set("a", at("m/0/0/1/5"), first);
  }));
  EXPECT_EQ(*std::get<Shared<Measure>>(*store.get("a", at("m/0/0/1/5"))), *fresh(1));
  EXPECT_EQ(*std::get<Shared<Measure>>(*store.get("a", at("m/0/0/0/1"))), *fresh(2));
  EXPECT_EQ(std::get<Shared<Staff>>(*store.get("a", at("m/0/0/0")))->measures.size(), 42U);
}

TEST_F(Store, OneTransactionMayEditSeveralPieces) {
  ASSERT_TRUE(store.put("b", test::orchestra(1, 1)));
  EXPECT_FALSE(atomically([&](Transaction&) -> Expected<void> {
    BURIN_CHECK(store.set_attribute("a", {Vpd(), "title"}, "One"));
    BURIN_CHECK(store.put("c", test::orchestra(1, 1)));
    return store.remove("b", at("m/1"));
  }));
  EXPECT_EQ(piece("a")->title, "Sample");
  EXPECT_EQ(piece("c"), nullptr);
}

TEST_F(Store, EditsOfOtherMeasuresAreNoConflict) {
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction&) -> Expected<void> {
    BURIN_CHECK(store.set("a", at("m/0/0/0/3"), fresh(3)));
    if (++runs == 1) elsewhere([&] { return store.set("a", at("m/0/0/0/4"), fresh(4)); });
    return {};
  }));
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(*std::get<Shared<Measure>>(*store.get("a", at("m/0/0/0/3"))), *fresh(3));
  EXPECT_EQ(*std::get<Shared<Measure>>(*store.get("a", at("m/0/0/0/4"))), *fresh(4));
}

TEST_F(Store, EditsOfTheSameMeasureAreAConflict) {
  int runs = 0;
  ASSERT_TRUE(store.update("a", at("m/0/0/0/3"), [&](const Thing&) -> Expected<Thing> {
    if (++runs == 1) elsewhere([&] { return store.set("a", at("m/0/0/0/3"), fresh(4)); });
    return Thing(fresh(runs));
  }));
  EXPECT_EQ(runs, 2);
}

TEST_F(Store, AnEditOfAMeasureThatMovesAwayMeanwhileIsAConflict) {
  ASSERT_TRUE(store.set("a", at("m/0/0/0/4"), fresh(6)));
  int runs = 0;
  ASSERT_TRUE(store.update("a", at("m/0/0/0/4"), [&](const Thing& present) -> Expected<Thing> {
    if (++runs == 1) elsewhere([&] { return store.remove("a", at("m/0/0/0/0")); });
    EXPECT_EQ(*std::get<Shared<Measure>>(present) == *fresh(6), runs == 1);
    return Thing(fresh(5));
  }));
  EXPECT_EQ(runs, 2);
}

TEST_F(Store, AReadOfOnePartIsNotDisturbedByEditsOfAnother) {
  int runs = 0;
  ASSERT_TRUE(atomically([&](Transaction&) -> Expected<void> {
    BURIN_TRY(const Thing seen, store.get("a", at("m/0/0/0/3")));
    if (++runs == 1) elsewhere([&] { return store.set("a", at("m/0/0/1/3"), fresh(4)); });
    return store.set("a", at("m/0/0/2/3"), seen);
  }));
  EXPECT_EQ(runs, 1);
}

TEST_F(Store, AnEditOfARemovedPieceFails) {
  int runs = 0;
  const auto result = atomically([&](Transaction&) -> Expected<void> {
    BURIN_CHECK(store.set("a", at("m/0/0/0/3"), fresh(3)));
    if (++runs == 1) elsewhere([&] { return store.remove("a"); });
    return {};
  });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().id, "BU0204");
}

TEST_F(Store, WritingWhatIsThereMakesNoGeneration) {
  const auto before = *store.snapshot("a");
  ASSERT_TRUE(store.set("a", at("m/0/0/0/0"), *store.get("a", at("m/0/0/0/1"))));  // an equal measure
  ASSERT_TRUE(store.set_attribute("a", {Vpd(), "title"}, "Sample"));
  ASSERT_TRUE(store.alter("a", [](Shared<Piece> p) -> Edited { return p; }));
  EXPECT_EQ(store.snapshot("a")->generation, before.generation);
  EXPECT_EQ(piece(), before.value);
  ASSERT_TRUE(store.set_attribute("a", {Vpd(), "title"}, "Other"));
  EXPECT_GT(store.snapshot("a")->generation, before.generation);
}

TEST_F(Store, ASnapshotNeverChanges) {
  const auto before = *store.snapshot("a");
  const Piece copy = *before.value;
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(store.set("a", at("m/0/0/0").child(static_cast<std::uint32_t>(i)), fresh(i % 7)));
  }
  EXPECT_EQ(*before.value, copy);
}

TEST_F(Store, WaitNewerSleepsUntilTheNextCommit) {
  const auto seen = store.snapshot("a")->generation;
  std::thread editor([&] { EXPECT_TRUE(store.set_attribute("a", {Vpd(), "title"}, "Later")); });
  const auto newer = store.wait_newer("a", seen);
  editor.join();
  ASSERT_TRUE(newer);
  EXPECT_EQ(newer->value->title, "Later");
  const auto none = store.wait_newer("a", newer->generation, PieceStore::Clock::now() + std::chrono::milliseconds(2));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, Errc::limit);
}

TEST_F(Store, DisjointEditsFromManyThreadsAllArriveWithoutConflict) {
  std::vector<std::thread> threads;
  std::atomic<int> bodies{0};
  for (std::uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (std::uint32_t i = 0; i < 200; ++i) {
        const Vpd where = at("m/0/0").child(t).child(i % 40);
        EXPECT_TRUE(store.update("a", where, [&](const Thing& present) -> Expected<Thing> {
          ++bodies;
          Measure next = *std::get<Shared<Measure>>(present);
          ++next.multi_rest;
          return Thing(std::make_shared<Measure>(next));
        }));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  int total = 0;
  for (const auto& staff : piece()->musicians[0]->instruments[0]->staves) {
    for (const auto& measure : staff->measures) total += measure->multi_rest;
  }
  EXPECT_EQ(total, 800);
  EXPECT_EQ(bodies, 800);
}

TEST_F(Store, OverlappingEditsFromManyThreadsLoseNothing) {
  std::vector<std::thread> threads;
  for (std::uint32_t t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (std::uint32_t i = 0; i < 200; ++i) {
        EXPECT_TRUE(store.update("a", at("m/0/0/0").child(i % 3), [](const Thing& present) -> Expected<Thing> {
          Measure next = *std::get<Shared<Measure>>(present);
          ++next.multi_rest;
          return Thing(std::make_shared<Measure>(next));
        }));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  int total = 0;
  for (const auto& measure : piece()->musicians[0]->instruments[0]->staves[0]->measures) total += measure->multi_rest;
  EXPECT_EQ(total, 800);
}

}  // namespace
}  // namespace burin
