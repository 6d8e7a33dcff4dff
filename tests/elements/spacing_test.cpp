// Horizontal spacing of laid out measures: handbook §20. x of noteheads in staff spaces.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

std::string written(const std::string& pitch, const std::string& type, int length, const std::string& more = "",
                    int staff = 1) {
  const bool altered = pitch.size() == 3;
  return "<note><pitch><step>" + pitch.substr(0, 1) + "</step>" + (altered ? "<alter>1</alter>" : "") + "<octave>" +
         pitch.substr(pitch.size() - 1) + "</octave></pitch><duration>" + std::to_string(length) +
         "</duration><voice>" + std::to_string(staff) + "</voice><type>" + type + "</type>" +
         (altered ? "<accidental>sharp</accidental>" : "") + "<staff>" + std::to_string(staff) + "</staff>" + more +
         "</note>";
}

const std::string grace =
    "<note><grace/><pitch><step>A</step><octave>4</octave></pitch><voice>1</voice><type>eighth</type></note>";

/// The place of a note under a beam over four.
std::string beam(int place) {
  return std::string("<beam number=\"1\">") + (place == 0 ? "begin" : place == 3 ? "end" : "continue") + "</beam>";
}

/// Attributes with eighths as divisions.
std::string head_of(int staves = 1) {
  std::string text = attributes(staves);
  const std::string plain = "<divisions>1</divisions>";
  return text.replace(text.find(plain), plain.size(), "<divisions>4</divisions>");
}

std::vector<double> heads_of(const std::string& measure) {
  std::vector<double> x;
  for (const Drawn& head : drawn(layout_text(score({measure, measure.substr(measure.find("<note>"))})), "notehead")) {
    if (!head.at.empty()) x.push_back(head.at[0]);
  }
  return x;
}

/// Gaps between the first `count` heads.
std::vector<double> gaps_of(const std::string& measure, std::size_t count) {
  const std::vector<double> x = heads_of(measure);
  std::vector<double> gaps;
  for (std::size_t i = 1; i < count && i < x.size(); ++i) gaps.push_back(x[i] - x[i - 1]);
  return gaps;
}

double variation(const std::vector<double>& gaps) {
  const double mean = std::accumulate(gaps.begin(), gaps.end(), 0.0) / static_cast<double>(gaps.size());
  double sum = 0.0;
  for (const double gap : gaps) sum += (gap - mean) * (gap - mean);
  return std::sqrt(sum / static_cast<double>(gaps.size())) / mean;
}

TEST(Spacing, EqualNotesInEqualCompanyHaveEqualGaps) {
  std::string eighths = head_of();
  int i = 0;
  for (const char* pitch : {"C4", "D4", "E4", "F4", "E4", "D4", "C4", "D4"})
    eighths += written(pitch, "eighth", 2, beam(i++ % 4));
  const std::vector<double> gaps = gaps_of(eighths, 8);
  ASSERT_EQ(gaps.size(), 7U);
  EXPECT_LE(variation(gaps), 0.02);
}

TEST(Spacing, ANoteTwiceAsLongGetsLessThanTwiceTheSpace) {
  const std::string measure = head_of() + written("C4", "eighth", 2) + written("C4", "eighth", 2) +
                              written("C4", "quarter", 4) + written("C4", "half", 8);
  const std::vector<double> gaps = gaps_of(measure, 5);
  ASSERT_EQ(gaps.size(), 4U);
  for (const std::size_t i : {1U, 2U}) {
    EXPECT_GT(gaps[i + 1] / gaps[i], 1.15);
    EXPECT_LT(gaps[i + 1] / gaps[i], 1.9);
  }
}

TEST(Spacing, AnAccidentalWidensItsOwnGapAndNoOther) {
  std::string sixteenths = head_of();
  for (int i = 0; i < 16; ++i) sixteenths += written(i == 8 ? "F#4" : "F4", "16th", 1, beam(i % 4));
  const std::string sharp = "<accidental>sharp";
  sixteenths.replace(sixteenths.find(sharp), sharp.size(), "<accidental>flat-flat");  // the widest
  std::vector<double> gaps = gaps_of(sixteenths, 16);
  ASSERT_EQ(gaps.size(), 15U);
  const double widened = gaps[7];
  gaps.erase(gaps.begin() + 7);
  EXPECT_LE(variation(gaps), 0.02);
  EXPECT_GE(widened, 1.18 + 0.35 + 1.64 + 0.2);  // head, gap, accidental, gap
}

TEST(Spacing, AGraceNoteWidensTheGapBeforeItsNoteAndNoOther) {
  std::string notes = head_of();
  for (int i = 0; i < 8; ++i) notes += (i == 4 ? grace : "") + written("C5", "eighth", 2, beam(i % 4));
  std::vector<double> x = heads_of(notes);
  ASSERT_GE(x.size(), 9U);
  std::sort(x.begin(), x.begin() + 9);
  x.erase(x.begin() + 4);  // the grace note's
  std::vector<double> gaps;
  for (std::size_t i = 1; i < 8; ++i) gaps.push_back(x[i] - x[i - 1]);
  gaps.erase(gaps.begin() + 3);
  EXPECT_LE(variation(gaps), 0.02);
}

TEST(Spacing, ATieOverTheEndOfALineHasRoomBetweenItsNotesFlagAndTheBarline) {
  const std::string starts = R"(<notations><tied type="start" orientation="over"/></notations>)";
  const std::string stops = R"(<notations><tied type="stop"/></notations>)";
  const auto measure = [&](const std::string& tie) {
    std::string notes;
    for (int i = 0; i < 15; ++i) notes += written("F4", "16th", 1);
    return notes + written("F4", "16th", 1, "<stem>up</stem>" + tie);
  };
  EngraveOptions options;
  options.breaks = Breaks::encoded;
  const std::string page =
      layout_text(score({head_of() + measure(""), measure(""), measure(starts),
                         "<print new-system=\"yes\"/>" + written("F4", "whole", 16, "<stem>none</stem>" + stops)}),
                  options);
  const std::vector<Drawn> ties = drawn(page, "tie");
  ASSERT_EQ(ties.size(), 2U);
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_GE(heads.size(), 48U);
  EXPECT_GE(ties[0].at[0], heads[47].at[0] + 2.2);  // head and flag
  EXPECT_GE(ties[0].at[6] - ties[0].at[0], 1.4);
}

TEST(Spacing, OrnamentsOfNeighboursStandSideBySide) {
  const std::string shake = "<notations><ornaments><shake/></ornaments></notations>";
  std::string quarters = head_of();
  for (int i = 0; i < 4; ++i) quarters += written("C5", "quarter", 4, shake);
  const std::vector<Drawn> signs = drawn(layout_text(score({quarters})), "ornament");
  ASSERT_EQ(signs.size(), 4U);
  for (std::size_t i = 1; i < signs.size(); ++i) EXPECT_EQ(signs[i].at[1], signs[0].at[1]);
}

TEST(Spacing, AClefInAMeasureKeepsOffTheNoteBeforeIt) {
  std::string notes = head_of();
  for (int i = 0; i < 16; ++i) {
    if (i == 6) notes += "<attributes><clef><sign>C</sign><line>3</line></clef></attributes>";
    notes += written("C5", "16th", 1, beam(i % 4));
  }
  const std::string page = layout_text(score({notes}));
  const std::vector<Drawn> clefs = drawn(page, "clef");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(clefs.size(), 2U);
  ASSERT_EQ(heads.size(), 16U);
  EXPECT_GE(clefs[1].at[0], heads[5].at[0] + 1.18 + 0.8 - 0.05);
}

TEST(Spacing, NotesThatSoundTogetherStandUnderEachOther) {
  const std::string both = head_of(2) + written("C5", "quarter", 4) + written("C5", "quarter", 4) +
                           written("C5", "half", 8) + "<backup><duration>16</duration></backup>" +
                           written("C3", "half", 8, "", 2) + written("C3", "half", 8, "", 2);
  const std::vector<double> x = heads_of(both);
  ASSERT_EQ(x.size(), 10U);
  const auto stands = [&](double at) {
    return std::count_if(x.begin(), x.end(), [&](double other) { return std::abs(other - at) < 0.02; });
  };
  EXPECT_EQ(stands(x[0]), 2);
  EXPECT_EQ(stands(x[2]), 2);
}

TEST(Spacing, SyncopationsStandAsEvenlyAsTheNotesTheyAreHeardAgainst) {
  std::string measure = head_of(2) + written("C5", "eighth", 2);
  for (int i = 0; i < 3; ++i) measure += written("C5", "quarter", 4);
  measure += written("C5", "eighth", 2) + "<backup><duration>16</duration></backup>";
  for (int i = 0; i < 4; ++i) measure += written("C3", "quarter", 4, "", 2);
  const std::vector<double> heads = heads_of(measure);  // both measures of the upper staff, then those of the lower one
  ASSERT_EQ(heads.size(), 18U);
  std::vector<double> x(heads.begin(), heads.begin() + 5);
  x.insert(x.end(), heads.begin() + 11, heads.begin() + 14);
  std::sort(x.begin(), x.end());
  std::vector<double> gaps;
  for (std::size_t i = 1; i < x.size(); ++i) gaps.push_back(x[i] - x[i - 1]);
  EXPECT_LE(variation(gaps), 0.02);
}

TEST(Spacing, TripletsAgainstTwoNotesStandEvenly) {
  const auto triplet = [] {
    std::string note = written("C5", "eighth", 2);
    const std::string type = "<type>eighth</type>";
    return note.insert(note.find(type) + type.size(),
                       "<time-modification><actual-notes>3</actual-notes>"
                       "<normal-notes>2</normal-notes></time-modification>");
  };
  std::string measure = head_of(2);
  const std::string divisions = "<divisions>4</divisions>";
  measure.replace(measure.find(divisions), divisions.size(), "<divisions>6</divisions>");
  for (int i = 0; i < 12; ++i) measure += triplet();
  measure += "<backup><duration>24</duration></backup>";
  for (int i = 0; i < 8; ++i) measure += written("C3", "eighth", 3, "", 2);
  std::vector<double> x = heads_of(measure);
  ASSERT_GE(x.size(), 20U);
  std::vector<double> gaps;
  for (std::size_t i = 1; i < 12; ++i) gaps.push_back(x[i] - x[i - 1]);
  EXPECT_LE(variation(gaps), 0.02);
}

/// Tuplets of quavers or semiquavers, so many in the time of others, all of one beat.
std::string tuplet(int notes, const std::string& type, int normal, int staff, const std::string& pitch) {
  std::string all;
  for (int i = 0; i < notes; ++i) {
    std::string note = written(pitch, type, 12 / notes, "", staff);
    const std::string tag = "<type>" + type + "</type>";
    if (notes != normal)
      note.insert(note.find(tag) + tag.size(), "<time-modification><actual-notes>" + std::to_string(notes) +
                                                   "</actual-notes><normal-notes>" + std::to_string(normal) +
                                                   "</normal-notes></time-modification>");
    all += note;
  }
  return all;
}

TEST(Spacing, EqualStepsAreEqualWhereSeveralKindsOfUnlikeTupletsMeetInAMeasure) {
  std::string measure = head_of(2);
  const std::string divisions = "<divisions>4</divisions>";
  measure.replace(measure.find(divisions), divisions.size(), "<divisions>12</divisions>");
  // Three against two, then three against four: both have steps of a sixth of a beat.
  for (const char* pitch : {"C5", "D5", "C5", "D5"}) measure += tuplet(3, "eighth", 2, 1, pitch);
  measure += "<backup><duration>48</duration></backup>";
  for (int i = 0; i < 2; ++i) measure += tuplet(2, "eighth", 2, 2, "C3") + tuplet(4, "16th", 4, 2, "C3");
  const std::vector<double> heads = heads_of(measure);
  ASSERT_EQ(heads.size(), 48U);
  std::vector<double> x(heads.begin(), heads.begin() + 12);
  x.insert(x.end(), heads.begin() + 24, heads.begin() + 36);
  std::sort(x.begin(), x.end());
  x.erase(std::unique(x.begin(), x.end(), [](double a, double b) { return b - a < 0.02; }), x.end());
  ASSERT_EQ(x.size(), 20U);
  const double first = x[2] - x[1];   // of three against two
  const double second = x[7] - x[6];  // of three against four
  EXPECT_NEAR(first, second, 0.01 * first);
}

}  // namespace
}  // namespace burin::layout::testing_support
