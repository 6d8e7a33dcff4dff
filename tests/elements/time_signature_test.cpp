#include "pipeline/elements/time_signature.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

using Symbol = TimeSignature::Symbol;

TimeSignature time(std::vector<TimeSignature::Fraction> fractions, Symbol symbol = Symbol::normal) {
  TimeSignature t;
  t.fractions = std::move(fractions);
  t.symbol = symbol;
  return t;
}

std::string placed(const TimeSignature& t, const TimeStyle& style = {}) {
  return test::text(place_time(t, test::sign_font(), style));
}

TEST(TimeSignature, DigitsStandOnTheHalvesOfTheStaff) {
  EXPECT_EQ(placed(time({{"3", "4"}})), "E083@-0.08,1 E084@-0.08,-1|1.8");
}

TEST(TimeSignature, RowsAreCentredOnEachOther) {
  EXPECT_EQ(placed(time({{"12", "8"}})), "E081@-0.08,1 E082@1.12,1 E088@0.52,-1|3");
  EXPECT_EQ(placed(time({{"2", "16"}})), "E082@0.52,1 E081@-0.08,-1 E086@1.12,-1|3");
}

TEST(TimeSignature, AdditiveBeatsHaveSmallPluses) {
  EXPECT_EQ(placed(time({{"3+2", "8"}})), "E083@-0.08,1 E08D@2.05,1 E082@3.02,1 E088@1.47,-1|4.9");
}

TEST(TimeSignature, ASecondMetreFollowsInItsBracketsOrBehindItsSign) {
  TimeSignature both = time({{"3", "4"}});
  both.alternate = {{"6", "8"}};
  both.relation = TimeSignature::Relation::space;
  EXPECT_EQ(placed(both), "E083@-0.08,1 E084@-0.08,-1 E086@2.32,1 E088@2.32,-1|4.2");
  const double apart = place_time(both, test::sign_font()).width;
  both.relation = TimeSignature::Relation::hyphen;
  EXPECT_GT(place_time(both, test::sign_font()).width, apart);
}

TEST(TimeSignature, APieceWithoutMetreMayHaveASymbol) {
  TimeSignature free;
  free.senza_misura = true;
  EXPECT_TRUE(place_time(free, test::sign_font()).empty());
  free.free_symbol = "X";
  EXPECT_EQ(free.senza_misura, true);
}

TEST(TimeSignature, SeveralFractionsAreJoinedByPluses) {
  EXPECT_EQ(placed(time({{"3", "8"}, {"2", "4"}})),
            "E083@-0.08,1 E088@-0.08,-1 E08C@2.4,0 E082@3.92,1 E084@3.92,-1|5.8");
}

TEST(TimeSignature, CommonAndCutStandOnTheMiddleLine) {
  EXPECT_EQ(placed(time({{"4", "4"}}, Symbol::common)), "E08A@-0.02,0|1.7");
  EXPECT_EQ(placed(time({{"2", "2"}}, Symbol::cut)), "E08B@-0.02,0|1.7");
}

TEST(TimeSignature, ASingleNumberStandsOnTheMiddleLine) {
  EXPECT_EQ(placed(time({{"3", "4"}}, Symbol::single_number)), "E083@-0.08,0|1.8");
}

TEST(TimeSignature, BeatTypesMayBeNotes) {
  EXPECT_EQ(placed(time({{"3", "4"}}, Symbol::note)), "E083@-0.08,1 ECA5@0.542,-1.8*0.55|1.8");
  EXPECT_EQ(placed(time({{"6", "8"}}, Symbol::dotted_note)),
            "E082@-0.08,1 ECA5@0.357,-1.8*0.55 ECB7@1.223,-1.8*0.55|1.8");
  EXPECT_EQ(placed(time({{"5", "8"}}, Symbol::dotted_note)), placed(time({{"5", "8"}})))
      << "not a whole number of them";
}

TEST(TimeSignature, SenzaMisuraAndHiddenOnesDrawNothing) {
  TimeSignature t;
  t.senza_misura = true;
  EXPECT_EQ(placed(t), "|0");
  t = TimeSignature{};
  t.hidden = true;
  EXPECT_EQ(placed(t), "|0");
}

TEST(TimeSignature, SkipsWhatIsNoNumber) {
  EXPECT_EQ(placed(time({{"3 x", "4\xF0\x9F\x8E\xB5"}})), placed(time({{"3", "4"}})));
  EXPECT_EQ(placed(time({{"", ""}})), "|0");
  EXPECT_EQ(placed(time({{"99999999999999999999", "8"}}, Symbol::dotted_note)),
            placed(time({{"99999999999999999999", "8"}})));
}

}  // namespace
}  // namespace burin::layout
