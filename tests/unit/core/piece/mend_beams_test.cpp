#include "core/piece/mend_beams.hpp"

#include <gtest/gtest.h>

#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

/// One chord for each letter: n none, b begin, c continue, e end.
std::vector<Item> voice(std::string_view states) {
  std::vector<Item> items;
  for (const char c : states) {
    Chord chord = test::chord({0});
    chord.beams.set(1, c == 'b'   ? BeamState::begin
                       : c == 'c' ? BeamState::continue_
                       : c == 'e' ? BeamState::end
                                  : BeamState::none);
    items.emplace_back(chord);
  }
  return items;
}
std::string mended(std::string_view states) {
  std::vector<Item> items = voice(states);
  const bool changed = mend_beams(items);
  std::string out;
  for (const Item& item : items) out += "nbce"[static_cast<int>(std::get<Chord>(item).beams.level(1))];
  EXPECT_EQ(changed, out != states);
  return out;
}

TEST(MendBeams, WholeBeamsStay) {
  EXPECT_EQ(mended("bcenbe"), "bcenbe");
  EXPECT_EQ(mended("cenb"), "cenb") << "beams may cross the barline";
}

TEST(MendBeams, WhatLostAnEndGetsANewOne) {
  EXPECT_EQ(mended("ncce"), "nbce");
  EXPECT_EQ(mended("bccn"), "bcen");
  EXPECT_EQ(mended("bnce"), "nnbe");
  EXPECT_EQ(mended("bcnce"), "benbe");
  EXPECT_EQ(mended("nen"), "nnn") << "a note alone has flags";
  EXPECT_EQ(mended("bcebn"), "bcenn");
}

TEST(MendBeams, FurtherBeamsNeedTheFirst) {
  std::vector<Item> items = voice("nn");
  std::get<Chord>(items[0]).beams.set(2, BeamState::begin);
  EXPECT_TRUE(mend_beams(items));
  EXPECT_FALSE(std::get<Chord>(items[0]).beams.any());
}

}  // namespace
}  // namespace burin
