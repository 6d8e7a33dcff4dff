#include "core/piece/span_index.hpp"

#include <gtest/gtest.h>

#include "core/piece/operations.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin {
namespace {

using test::chord;
using test::measure;
using test::voice;

constexpr SpanId slur{7};

Mark end_of(SpanId span, SpanRole role) {
  Mark mark;
  mark.family = static_cast<FamilyId>(3);
  mark.span = span;
  mark.role = role;
  return mark;
}
Vpd at(const char* text) { return Vpd::parse(text).value_or(Vpd::layout()); }

/// 100 measures of four quarters; a slur begins on the third chord of measure 2.
Shared<Piece> with_slur(std::uint32_t last) {
  auto piece = test::orchestra(2, 100);
  piece = *add_mark(piece, at("m/0/0/0/2/0/i/2"), end_of(slur, SpanRole::start));
  return *add_mark(piece, Vpd::music().child(0).child(0).child(0).child(last).child(0).child(1),
                   end_of(slur, SpanRole::stop));
}

TEST(SpanIndex, FindsTheOtherEndInAnotherMeasure) {
  const SpanIndex index(with_slur(90));
  ASSERT_NE(index.stop_of(slur), nullptr);
  EXPECT_EQ(index.stop_of(slur)->owner.str(), "m/0/0/0/90/0/i/1");
  EXPECT_EQ(index.stop_of(slur)->at, (Position{90, 1}));
  EXPECT_EQ(index.start_of(slur)->owner.str(), "m/0/0/0/2/0/i/2");
  EXPECT_EQ(index.start_of(slur)->family, static_cast<FamilyId>(3));
  EXPECT_EQ(index.places(SpanId{8}), nullptr);
  EXPECT_EQ(index.stop_of(SpanId{8}), nullptr);
}

TEST(SpanIndex, KnowsMarksOfNotesMeasuresAndBarlines) {
  Chord pair = chord({0, 2});
  pair.notes[1].marks.push_back(end_of(SpanId{1}, SpanRole::start));
  auto first = std::make_shared<Measure>(*measure({voice({pair})}));
  first->marks.push_back({Rational(1, 2), end_of(SpanId{2}, SpanRole::start), false});
  Chord single = chord({0});
  single.notes[0].marks.push_back(end_of(SpanId{1}, SpanRole::stop));
  auto second = std::make_shared<Measure>(*measure({voice({single})}));
  second->right.marks.push_back(end_of(SpanId{2}, SpanRole::stop));
  auto staff = std::make_shared<Staff>();
  staff->measures = PVector<Shared<Measure>>({first, second});
  const SpanIndex index(test::piece({test::musician("Flute", {staff})}, 2));
  EXPECT_EQ(index.size(), 2U);
  EXPECT_EQ(index.start_of(SpanId{1})->owner.str(), "m/0/0/0/0/0/i/0/i/1");
  EXPECT_EQ(index.stop_of(SpanId{1})->owner.str(), "m/0/0/0/1/0/i/0");
  EXPECT_EQ(index.start_of(SpanId{2})->at, (Position{0, {1, 2}}));
  EXPECT_EQ(index.stop_of(SpanId{2})->owner.str(), "m/0/0/0/1");
}

TEST(SpanIndex, FollowsEditsAndMeasuresThatCome) {
  const auto before = with_slur(90);
  SpanIndex index(before);
  const SpanIndex kept = index;
  index.update(*remove(before, at("m/0/0/0/90/0/i/1")));
  EXPECT_EQ(index.stop_of(slur), nullptr);
  EXPECT_NE(index.start_of(slur), nullptr);
  index.update(*remove(before, at("m/0/0/0/40")));
  EXPECT_EQ(index.stop_of(slur)->at.measure, 89);
  index.update(nullptr);
  EXPECT_EQ(index.size(), 0U);
  EXPECT_EQ(kept.stop_of(slur)->at.measure, 90);
}

}  // namespace
}  // namespace burin
