#include "pipeline/elements/voice.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sign_font.hpp"

namespace burin::layout {
namespace {

constexpr double width = 1.18;
constexpr double stem = 0.12;

struct Voice {
  std::vector<int> p;
  int direction{1};
  NoteValue value{2};
  int dots{0};
  std::vector<std::int8_t> alter{};
  std::vector<signed char> side{};
};

VoiceChord chord(const Voice& voice) {
  VoiceChord c;
  c.p = voice.p;
  c.alter = voice.alter;
  c.side = voice.side;
  c.direction = voice.direction;
  c.value = voice.value;
  c.dots = static_cast<std::uint8_t>(voice.dots);
  c.head = voice.value <= 0 ? glyph::notehead_whole : voice.value == 1 ? glyph::notehead_half : glyph::notehead_black;
  c.head_width = voice.value <= 0 ? 1.688 : width;
  const int outer = voice.p.empty() ? 0 : voice.direction > 0 ? voice.p.back() : voice.p.front();
  c.stem_tip = outer / 2.0 + 3.5 * voice.direction;
  return c;
}

/// Shifts of all voices; merged ones are marked by a star.
std::string shifts(const std::vector<Voice>& voices) {
  std::vector<VoiceChord> chords;
  for (const Voice& voice : voices) chords.push_back(chord(voice));
  std::vector<VoiceShift> out(chords.size());
  shift_voices(chords, stem, out);
  std::string all;
  for (const VoiceShift& shift : out) all += (all.empty() ? "" : " ") + test::text(shift.x) + (shift.merged ? "*" : "");
  return all;
}

TEST(VoiceShift, AThirdOrMoreApartNothingMoves) {
  EXPECT_EQ(shifts({{{2}}, {{0}, -1}}), "0 0");
  EXPECT_EQ(shifts({{{2, 3}}, {{-2, 0}, -1}}), "0 0");
}

TEST(VoiceShift, ASecondMovesTheLowerVoiceRightSoThatTheStemsAreInLine) {
  EXPECT_EQ(shifts({{{1}}, {{0}, -1}}), "0 1.06");
}

TEST(VoiceShift, AStemWithoutAHeadStaysAtTheHeadThatItShares) {
  std::vector<VoiceChord> chords;
  const std::vector<Voice> voices{{{8}, 1, 2, 1}, {{8}, 1, 3, 0}, {{7}, -1, 3, 0}};
  for (const Voice& voice : voices) chords.push_back(chord(voice));
  chords[1].headless = chords[2].headless = true;
  std::vector<VoiceShift> out(chords.size());
  shift_voices(chords, stem, out);
  for (const VoiceShift& shift : out) EXPECT_EQ(shift.x, 0.0);
}

TEST(VoiceShift, AThirdVoiceWhoseStemWouldEndAtTheFirstOnesHeadMovesAside) {
  EXPECT_EQ(shifts({{{3}, 1, 3}, {{-6}, -1}, {{-4}, 1, 1}}).substr(0, 4), "0 0 ");
  EXPECT_NE(shifts({{{3}, 1, 3}, {{-6}, -1}, {{-4}, 1, 1}}), "0 0 0") << "it would look like an octave";
  EXPECT_EQ(shifts({{{7}, 1, 3}, {{-6}, -1}, {{-4}, 1, 1}}), "0 0 0");
}

TEST(VoiceShift, OfWholesMovesByTheFullHead) { EXPECT_EQ(shifts({{{1}, 1, 0}, {{0}, -1, 0}}), "0 1.688"); }

TEST(VoiceShift, AUnisonOfEqualHeadsMerges) {
  EXPECT_EQ(shifts({{{0}}, {{0}, -1}}), "0* 0*");
  EXPECT_EQ(shifts({{{0}, 1, 2}, {{0}, -1, 3}}), "0* 0*") << "a quarter and an eighth look alike";
  EXPECT_EQ(shifts({{{0, 4}}, {{-3, 0}, -1}}), "0* 0*");
  EXPECT_EQ(shifts({{{0, 4}}, {{0, 4}, -1}}), "0* 0*") << "the same chord in both voices";
}

TEST(VoiceShift, AUnisonOfUnequalHeadsStandsSideBySide) {
  EXPECT_EQ(shifts({{{0}, 1, 1}, {{0}, -1, 2}}), "0 1.06") << "half and quarter never merge";
  EXPECT_EQ(shifts({{{0}, 1, 0}, {{0}, -1, 0}}), "0 1.688") << "wholes show both voices";
}

TEST(VoiceShift, OfAUnisonTheVoiceWithMoreDotsGoesRight) {
  EXPECT_EQ(shifts({{{0}, 1, 2, 0}, {{0}, -1, 2, 1}}), "0 1.06");
  EXPECT_EQ(shifts({{{0}, 1, 2, 1}, {{0}, -1, 2, 0}}), "1.18 0");
}

TEST(VoiceShift, AUnisonOfDifferentAlterationsDoesNotMerge) {
  EXPECT_EQ(shifts({{{0}, 1, 2, 0, {2}}, {{0}, -1, 2, 0, {0}}}), "0 1.06");
}

TEST(VoiceShift, ClashesInsideChordsMoveTheUpperVoice) {
  EXPECT_EQ(shifts({{{-2, 3}}, {{-1, 0}, -1}}), "1.18 0");
  EXPECT_EQ(shifts({{{0, 4}}, {{0, 2}, -1}}), "1.18 0");
}

TEST(VoiceShift, CrossedVoicesASecondApartMoveTheUpperVoice) { EXPECT_EQ(shifts({{{0}}, {{1}, -1}}), "0.944 0"); }

TEST(VoiceShift, InterlockedChordsOnlySeparateTheirStems) {
  EXPECT_EQ(shifts({{{-2, 2}}, {{0}, -1}}), "0.401 0");
  EXPECT_EQ(shifts({{{-2, 2}, 1, 2, 1}, {{0}, -1}}), "0.236 0");
}

TEST(VoiceShift, InterlockedWholesHaveNoStemsToSeparate) {
  EXPECT_EQ(shifts({{{-2, 2}, 1, 0}, {{0}, -1, 0}}), "0 0");
  EXPECT_EQ(shifts({{{-2, 2}}, {{0}, -1, 0}}), "1.082 0") << "the stem passes the wider head";
}

TEST(VoiceShift, OnlyDotsBelowKeepThemNextToTheirHeads) { EXPECT_EQ(shifts({{{-2, 3}}, {{-1}, -1, 2, 1}}), "0 1.534"); }

TEST(VoiceShift, HeadsDisplacedInsideAChordStayClearOfTheOtherVoice) {
  EXPECT_EQ(shifts({{{0, 1}, 1, 1, 0, {}, {0, 1}}, {{0}, -1}}), "1.18 0");
  EXPECT_EQ(shifts({{{-2, 3}}, {{-1, 0}, -1, 2, 1, {}, {-1, 0}}}), "1.18 0");
  EXPECT_EQ(shifts({{{1, 2}, 1, 2, 0, {}, {0, 1}}, {{0}, -1}}), "0 1.06") << "a third beside the displaced head";
}

TEST(VoiceShift, FurtherVoicesTakeTheFirstFreePlace) {
  EXPECT_EQ(shifts({{{4}}, {{-4}, -1}, {{4}}}), "0* 0 0*");
  EXPECT_EQ(shifts({{{4}}, {{-4}, -1}, {{3}}}).substr(0, 4), "0 0 ");
}

TEST(VoiceShift, StemsTheSameWayAreOneOnlyForEqualNotesOrASharedHead) {
  EXPECT_EQ(shifts({{{6}}, {{2}, -1}, {{-2}, -1}}), "0 0 0");
  EXPECT_EQ(shifts({{{6}}, {{2}, -1, 3}, {{-2}, -1}}), "0 1.534 0")
      << "the eighth moves, beyond the head of the quarter";
  EXPECT_EQ(shifts({{{6}}, {{-2, 2}, -1, 3}, {{-2}, -1}}), "0 0* 0*") << "the quarter is one of the eighth's heads";
}

TEST(VoiceShift, TheStemOfAHalfDoesNotRunThroughTheWholeOfAnotherVoiceAboveIt) {
  const std::string all = shifts({{{3}, 1, 0}, {{-4}, 1, 1}});
  EXPECT_EQ(all.substr(0, 2), "0 ");
  EXPECT_GT(std::stod(all.substr(2)) + width - stem, 1.688);  // the stem stands right of the whole's head
}

TEST(VoiceShift, SilentVoicesAndSingleOnesStay) {
  EXPECT_EQ(shifts({{{0}}}), "0");
  EXPECT_EQ(shifts({{{}}, {{0}, -1}}), "0 0");
  EXPECT_EQ(shifts({}), "");
}

}  // namespace
}  // namespace burin::layout
