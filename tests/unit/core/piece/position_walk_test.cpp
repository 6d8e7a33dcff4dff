#include "core/piece/position_walk.hpp"

#include <gtest/gtest.h>

#include "tests/support/allocation_counter.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

using test::chord;
using test::measure;
using test::voice;
using Paths = std::vector<std::string>;

Item lasting(Rational quarters) {
  Chord made = chord({0});
  made.duration = quarters;
  return made;
}

/// Two staves: quarters above; a half, then a triplet of eighths with a grace note before it below.
Shared<Piece> two_rhythms() {
  GraceGroup grace;
  grace.items = {lasting(Rational())};
  Tuplet triplet;
  triplet.items = {lasting({1, 3}), lasting({1, 3}), lasting({1, 3})};
  const auto upper = measure({voice({chord({0}), chord({1}), chord({2}), chord({3})})});
  const auto lower = measure({voice({lasting(2), grace, triplet, chord({0})})});
  return test::piece({test::musician("Piano", {test::staff(2, upper), test::staff(1, lower)})}, 2);
}

Paths paths(const Piece& piece, TimewalkScope scope = {}) {
  Paths found;
  for (const TimewalkEvent& event : PositionWalk(piece, scope)) {
    found.push_back(event.vpd.str().substr(6) + "@" + event.position.offset.str());
  }
  return found;
}

TEST(PositionWalk, GoesByPositionOverAllStavesUpperFirst) {
  EXPECT_EQ(paths(*two_rhythms()),
            (Paths{"0/0/0/i/0@0", "1/0/0/i/0@0", "0/0/0/i/1@1", "0/0/0/i/2@2", "1/0/0/i/1@2", "1/0/0/i/1/i/0@0",
                   "1/0/0/i/2@2", "1/0/0/i/2/i/0@2", "1/0/0/i/2/i/1@7/3", "1/0/0/i/2/i/2@8/3", "0/0/0/i/3@3",
                   "1/0/0/i/3@3", "0/1/0/i/0@0", "0/1/0/i/1@1", "0/1/0/i/2@2", "0/1/0/i/3@3"}));
}

TEST(PositionWalk, KeepsToItsBounds) {
  TimewalkScope scope;
  scope.boundary = Vpd::music().child(0).child(0).child(1);
  scope.first_position = Rational(7, 3);
  EXPECT_EQ(paths(*two_rhythms(), scope), (Paths{"1/0/0/i/2/i/1@7/3", "1/0/0/i/2/i/2@8/3", "1/0/0/i/3@3"}));
  scope = {};
  scope.first_measure = 1;
  scope.last_position = Rational(1);
  EXPECT_EQ(paths(*two_rhythms(), scope), (Paths{"0/1/0/i/0@0", "0/1/0/i/1@1"}));
}

TEST(PositionWalk, ContainersComeBeforeWhatTheyContain) {
  TimewalkScope scope;
  scope.containers = true;
  scope.last_measure = 0;
  scope.last_position = Rational();
  const auto piece = two_rhythms();
  std::string kinds;
  for (const TimewalkEvent& event : PositionWalk(*piece, scope))
    kinds += "inegMISmv"[static_cast<std::size_t>(event.kind)];
  EXPECT_EQ(kinds,
            "gMII"
            "SmSm"
            "ii");
}

TEST(PositionWalk, ComposesWithViewsStopsEarlyAndMayBeginAgain) {
  const auto piece = test::orchestra(3, 50);
  PositionWalk walk(*piece);
  const auto first_of = [](auto&& events) {
    std::vector<std::string> found;
    for (const TimewalkEvent& event : events) found.push_back(event.vpd.str());
    return found;
  };
  const auto off_beats = std::views::filter([](const TimewalkEvent& e) { return e.position.offset > Rational(); });
  const Paths wanted{"m/0/0/0/0/0/i/1", "m/0/0/1/0/0/i/1", "m/0/0/2/0/0/i/1", "m/0/0/0/0/0/i/2"};
  EXPECT_EQ(first_of(std::views::all(walk) | off_beats | std::views::take(4)), wanted);
  EXPECT_EQ(first_of(PositionWalk(*piece) | off_beats | std::views::take(4)), wanted);
  EXPECT_EQ(std::ranges::distance(walk), 600);
  EXPECT_EQ(std::ranges::distance(walk), 600);
}

TEST(PositionWalk, AllocatesNothingAfterTheFirstMeasure) {
  const auto piece = test::orchestra(5, 200);
  PositionWalk walk(*piece);
  std::size_t events = 0;
  std::size_t before = 0;
  for (const TimewalkEvent& event : walk) {
    if (event.position.measure == 1 && before == 0) before = test::allocated().requests;
    ++events;
  }
  EXPECT_EQ(events, 4000U);
  EXPECT_EQ(test::allocated().requests - before, 0U);
}

TEST(PositionWalk, AnEmptyPieceHasNoEvents) { EXPECT_TRUE(paths(Piece{}).empty()); }

}  // namespace
}  // namespace burin
