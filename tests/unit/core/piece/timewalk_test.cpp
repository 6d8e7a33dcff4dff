#include "core/piece/timewalk.hpp"

#include <gtest/gtest.h>

#include "tests/support/allocation_counter.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

using test::chord;
using test::measure;
using test::voice;

Vpd at(const char* text) { return Vpd::parse(text).value_or(Vpd::layout()); }

/// Two staves of two measures; the first measure of the first staff has two voices.
Shared<Piece> two_staves() {
  const auto plain = measure({voice({chord({0}), chord({1})})});
  auto upper = std::make_shared<Staff>();
  upper->measures =
      PVector<Shared<Measure>>({measure({voice({chord({0}), chord({1})}), voice({chord({2})}, 2)}), plain});
  return test::piece({test::musician("Piano", {upper, test::staff(2, plain)})}, 2);
}

/// One voice: a grace group, a chord of two notes, a tuplet of two and a rest.
Shared<Piece> nested() {
  GraceGroup grace;
  grace.items = {chord({5}), chord({6})};
  for (Item& item : grace.items) {
    std::get<Chord>(item).duration = {};
    std::get<Chord>(item).written.value = 4;
  }
  Tuplet tuplet;
  tuplet.items = {chord({0}), chord({1})};
  for (Item& item : tuplet.items) std::get<Chord>(item).duration = Rational(1, 3);
  Rest rest;
  rest.duration = Rational(1);
  return test::piece(
      {test::musician("Flute", {test::staff(1, measure({voice({grace, chord({0, 2}), tuplet, rest})}))})}, 1);
}

std::vector<std::string> paths(const Piece& piece, TimewalkScope scope = {}) {
  std::vector<std::string> found;
  for (const TimewalkEvent& event : Timewalk(piece, scope)) {
    found.push_back(event.vpd.str().substr(2) + "@" + event.position.offset.str());
  }
  return found;
}
using Paths = std::vector<std::string>;

TEST(Timewalk, AllOfAMeasureInEveryStaffComesBeforeTheNextMeasure) {
  EXPECT_EQ(paths(*two_staves()),
            (Paths{"0/0/0/0/0/i/0@0", "0/0/0/0/0/i/1@1", "0/0/0/0/1/i/0@0", "0/0/1/0/0/i/0@0", "0/0/1/0/0/i/1@1",
                   "0/0/0/1/0/i/0@0", "0/0/0/1/0/i/1@1", "0/0/1/1/0/i/0@0", "0/0/1/1/0/i/1@1"}));
}

TEST(Timewalk, DescendsIntoChordsTupletsAndGraceGroups) {
  EXPECT_EQ(paths(*nested()), (Paths{"0/0/0/0/0/i/0@0", "0/0/0/0/0/i/0/i/0@0", "0/0/0/0/0/i/0/i/1@1/4",
                                     "0/0/0/0/0/i/1@0", "0/0/0/0/0/i/1/i/0@0", "0/0/0/0/0/i/1/i/1@0", "0/0/0/0/0/i/2@1",
                                     "0/0/0/0/0/i/2/i/0@1", "0/0/0/0/0/i/2/i/1@4/3", "0/0/0/0/0/i/3@5/3"}));
}

TEST(Timewalk, NotesOfAChordAreEventsOfTheirOwn) {
  const auto piece = nested();
  std::size_t notes = 0;
  for (const TimewalkEvent& event : Timewalk(*piece)) {
    if (event.note() == nullptr) continue;
    ++notes;
    EXPECT_EQ(event.item(), nullptr);
    EXPECT_EQ(event.nesting, 1);
  }
  EXPECT_EQ(notes, 2U);
}

TEST(Timewalk, ABoundaryLeavesOutEverythingElse) {
  const auto piece = two_staves();
  EXPECT_EQ(paths(*piece, {at("m/0/0/1")}).size(), 4U);
  EXPECT_EQ(paths(*piece, {at("m/0/0/0/0")}), (Paths{"0/0/0/0/0/i/0@0", "0/0/0/0/0/i/1@1", "0/0/0/0/1/i/0@0"}));
  EXPECT_EQ(paths(*piece, {at("m/0/0/0/0/1")}), (Paths{"0/0/0/0/1/i/0@0"}));
  EXPECT_EQ(paths(*piece, {at("m/5")}), Paths{});
}

TEST(Timewalk, MeasureAndPositionBoundsAreInclusive) {
  const auto piece = test::orchestra(1, 5);
  TimewalkScope scope;
  scope.first_measure = 1;
  scope.last_measure = 2;
  scope.first_position = Rational(2);
  scope.last_position = Rational(1);
  EXPECT_EQ(paths(*piece, scope), (Paths{"0/0/0/1/0/i/2@2", "0/0/0/1/0/i/3@3", "0/0/0/2/0/i/0@0", "0/0/0/2/0/i/1@1"}));
}

TEST(Timewalk, ALastPositionAloneCutsTheLastMeasureOfThePiece) {
  const auto piece = test::orchestra(1, 2);
  TimewalkScope scope;
  scope.first_measure = 1;
  scope.last_position = Rational(1);
  EXPECT_EQ(paths(*piece, scope), (Paths{"0/0/0/1/0/i/0@0", "0/0/0/1/0/i/1@1"}));
}

TEST(Timewalk, GraceNotesAreInBoundsWithTheirGroup) {
  TimewalkScope scope;
  scope.first_position = Rational(1);
  EXPECT_EQ(paths(*nested(), scope).front(), "0/0/0/0/0/i/2@1");
  TimewalkScope start;
  start.last_position = Rational(0);
  EXPECT_EQ(paths(*nested(), start).size(), 6U) << "the second grace note counts as its group";
}

TEST(Timewalk, TheEndOfAGraceGroupIsAnEventOnDemand) {
  TimewalkScope scope;
  scope.grace_ends = true;
  const auto piece = nested();
  std::vector<std::string> around;
  const TimewalkEvent* last = nullptr;
  for (const TimewalkEvent& event : Timewalk(*piece, scope)) {
    if (event.grace_end() != nullptr) {
      EXPECT_EQ(event.vpd.str(), "m/0/0/0/0/0/i/0");
      EXPECT_EQ(event.position.offset, Rational());
      EXPECT_EQ(event.grace_end()->items.size(), 2U);
      EXPECT_EQ(event.item(), nullptr);
    }
    around.push_back(event.vpd.str().substr(12) + (event.grace_end() != nullptr ? " end" : ""));
    last = &event;
  }
  EXPECT_NE(last, nullptr);
  around.resize(5);
  EXPECT_EQ(around, (Paths{"i/0", "i/0/i/0", "i/0/i/1", "i/0 end", "i/1"}));
}

TEST(Timewalk, ContainersAreEventsOnDemandBeforeWhatTheyContain) {
  TimewalkScope scope;
  scope.containers = true;
  scope.last_measure = 0;
  const auto piece = two_staves();
  std::vector<std::string> seen;
  for (const TimewalkEvent& event : Timewalk(*piece, scope)) {
    if (event.item() == nullptr) seen.push_back(event.vpd.str());
    if (event.measure() != nullptr) {
      EXPECT_EQ(event.position, (Position{0, {}}));
    }
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"m/0", "m/0/0", "m/0/0/0", "m/0/0/1", "m/0/0/0/0", "m/0/0/0/0/0",
                                            "m/0/0/0/0/1", "m/0/0/1/0", "m/0/0/1/0/0"}));
}

TEST(Timewalk, NestingIsThatOfTheEventNotOfWhatItContains) {
  const auto piece = nested();
  std::vector<int> nesting;
  for (const TimewalkEvent& event : Timewalk(*piece)) nesting.push_back(event.nesting);
  EXPECT_EQ(nesting, (std::vector<int>{0, 1, 1, 0, 1, 1, 0, 1, 1, 0}));
}

TEST(Timewalk, ComposesWithViewsAndStopsEarly) {
  const auto piece = test::orchestra(2, 1000);
  std::size_t looked_at = 0;
  auto upbeats = Timewalk(*piece) | std::views::filter([&](const TimewalkEvent& event) {
                   ++looked_at;
                   return event.position.offset == Rational(3);
                 }) |
                 std::views::take(2);
  std::size_t taken = 0;
  for (const TimewalkEvent& event : upbeats) {
    EXPECT_EQ(event.position.measure, 0);
    ++taken;
  }
  EXPECT_EQ(taken, 2U);
  EXPECT_LE(looked_at, 12U) << "filter looks for one more upbeat before take ends it";
}

TEST(Timewalk, VisitingStopsWhenAsked) {
  const auto piece = test::orchestra(2, 10);
  int seen = 0;
  EXPECT_FALSE(timewalk(*piece, {}, [&](const TimewalkEvent&) { return ++seen < 3; }));
  EXPECT_EQ(seen, 3);
  EXPECT_TRUE(timewalk(*piece, {}, [](const TimewalkEvent&) { return true; }));
}

TEST(Timewalk, AllocatesNothingPerEvent) {
  const auto small = test::orchestra(4, 1);
  const auto large = test::orchestra(4, 2000);
  const auto requests = [](const Piece& piece) {
    const std::size_t before = test::allocated().requests;
    std::size_t events = 0;
    for (const TimewalkEvent& event : Timewalk(piece)) events += event.item() != nullptr ? 1 : 0;
    EXPECT_GT(events, 0U);
    return test::allocated().requests - before;
  };
  EXPECT_EQ(requests(*small), requests(*large));
}

TEST(Timewalk, AnEmptyPieceHasNoEvents) { EXPECT_TRUE(paths(Piece{}).empty()); }

}  // namespace
}  // namespace burin
