// What persistent collections share and what an edit allocates.
#include <gtest/gtest.h>

#include <memory>
#include <numeric>

#include "core/collections/array_map.hpp"
#include "core/collections/pmap.hpp"
#include "core/collections/pvector.hpp"
#include "core/collections/shared_vector.hpp"

namespace burin {
namespace {

PVector<int> counting(int n) {
  std::vector<int> numbers(static_cast<std::size_t>(n));
  std::iota(numbers.begin(), numbers.end(), 0);
  return PVector<int>(numbers);
}

TEST(PVector, AnEditLeavesTheOtherBlocksShared) {
  const PVector<int> before = counting(1000);
  const PVector<int> after = before.set(500, -1);
  EXPECT_FALSE(after.same(before));
  EXPECT_EQ(&after[0], &before[0]);
  EXPECT_EQ(&after[999], &before[999]);
  EXPECT_NE(&after[500], &before[500]);
  EXPECT_EQ(before[500], 500);
}

TEST(PVector, AnInsertionSharesWhatLiesBefore) {
  const PVector<int> before = counting(1000);
  const PVector<int> after = before.insert(900, -1);
  EXPECT_EQ(&after[0], &before[0]);
  EXPECT_EQ(&after[895], &before[895]);
  EXPECT_EQ(after[900], -1);
  EXPECT_EQ(after[1000], 999);
}

TEST(PVector, EditingWhatNobodyElseHoldsHappensInPlace) {
  PVector<int> alone = counting(1000);
  const int* place = &alone[500];
  alone.edit(500) = -1;
  EXPECT_EQ(&alone[500], place);
  const PVector<int> copy = alone;
  alone.edit(500) = -2;
  EXPECT_EQ(copy[500], -1);
  EXPECT_EQ(alone[500], -2);
}

TEST(PVector, ElementsAreDestroyedOnceWithTheirLastVersion) {
  const auto token = std::make_shared<int>(7);
  {
    PVector<std::shared_ptr<int>> vector(std::vector<std::shared_ptr<int>>(100, token));
    EXPECT_EQ(token.use_count(), 101);
    const auto other = vector.set(3, nullptr).erase(90).push_back(token);
    vector = {};
    EXPECT_EQ(token.use_count(), 100);
  }
  EXPECT_EQ(token.use_count(), 1);
}

TEST(PVector, EmptyOnesAreSame) {
  EXPECT_TRUE(PVector<int>().same(PVector<int>(std::vector<int>{})));
  EXPECT_TRUE(PVector<int>().begin() == PVector<int>().end());
  EXPECT_EQ(counting(1).erase(0).size(), 0U);
}

TEST(PVector, KnowsItsSizeAfterEveryEdit) {
  PVector<int> vector = counting(1030);
  const PVector<int> before = vector;
  vector.edit(1000) = -1;
  EXPECT_EQ(vector.size(), 1030U);
  EXPECT_EQ(vector.erase(5).size(), 1029U);
  EXPECT_EQ(vector.insert(1030, 1).push_back(2).size(), 1032U);
  const PVector<int> taken = std::move(vector);
  EXPECT_EQ(taken.size(), 1030U);
  EXPECT_TRUE(PVector<int>(counting(1)).erase(0).empty());
}

TEST(ArrayMap, EditsInPlaceWhatNobodyElseHolds) {
  using Map = ArrayMap<char, std::shared_ptr<int>>;
  Map map = Map::of('a', std::make_shared<int>(1), 'b', nullptr);
  EXPECT_EQ(map.size(), 2U);
  EXPECT_EQ(map.find('c'), nullptr);
  const auto* place = map.find('b');
  map.edit('b') = std::make_shared<int>(2);
  EXPECT_EQ(map.find('b'), place);
  const Map copy = map;
  map.edit('b') = std::make_shared<int>(3);
  EXPECT_EQ(*copy.at('b'), 2);
  EXPECT_EQ(*map.at('b'), 3);
  EXPECT_EQ(map.at('a'), copy.at('a'));
  EXPECT_FALSE(map.same(copy));
}

TEST(PMap, ErasingWhatIsNotThereGivesTheIdenticalMap) {
  const auto map = PMap<int, int>().set(1, 1).set(2, 2);
  EXPECT_TRUE(map.erase(3).same(map));
  EXPECT_FALSE(map.erase(2).same(map));
}

TEST(SharedVector, CopiesOnlyWhenItIsWritten) {
  SharedVector<int> first{1, 2, 3};
  SharedVector<int> second = first;
  EXPECT_TRUE(second.same(first));
  second.push_back(4);
  EXPECT_EQ(first.size(), 3U);
  EXPECT_EQ(second, (std::vector<int>{1, 2, 3, 4}));
}

}  // namespace
}  // namespace burin
