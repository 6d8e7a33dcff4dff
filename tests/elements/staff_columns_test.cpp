#include <gtest/gtest.h>

#include <cmath>

#include "elements/measure_of.hpp"

namespace burin::layout::test {
namespace {

const std::string backup = "<backup><duration>16</duration></backup>";
std::string rest(int duration, const std::string& type, const std::string& voice, const std::string& more = {}) {
  return "<note><rest/><duration>" + std::to_string(duration) + "</duration><voice>" + voice + "</voice><type>" + type +
         "</type>" + more + "</note>";
}

TEST(StaffColumns, EqualRestsOfTwoVoicesStandAtOneNeutralPlace) {
  const OneMeasure one = measure_of(rest(4, "quarter", "1") + note("G5", 12, "half", "<dot/>") + backup +
                                    rest(4, "quarter", "2") + note("C4", 12, "half", "<dot/>"));
  int rests = 0;
  for (const Event& event : one.atoms->events) {
    if (event.kind != EventKind::rest) continue;
    ++rests;
    EXPECT_FLOAT_EQ(event.rest_y, 0.0F);
  }
  EXPECT_EQ(rests, 2);
}

TEST(StaffColumns, ARestStandsInTheMiddleWhereTheOtherVoiceIsSilent) {
  const OneMeasure one =
      measure_of(note("C5", 8, "half", "<voice>1</voice>") + rest(8, "half", "1") + backup +
                 note("C4", 8, "half", "<voice>2</voice>") + "<forward><duration>8</duration></forward>");
  const OneMeasure two = measure_of(note("C5", 8, "half", "<voice>1</voice>") + rest(8, "half", "1") + backup +
                                    note("C4", 16, "whole", "<voice>2</voice>"));
  const auto rest_y = [](const OneMeasure& measure) {
    for (const Event& event : measure.atoms->events) {
      if (event.kind == EventKind::rest) return event.rest_y;
    }
    return -100.0F;
  };
  EXPECT_FLOAT_EQ(rest_y(one), 0.0F);
  EXPECT_GT(rest_y(two), 0.5F) << "a note that still sounds keeps it on its side";
}

TEST(StaffColumns, StemsOfATremoloBetweenTwoNotesPointTheSameWay) {
  const auto half = [](const std::string& pitch, const std::string& type) {
    return note(pitch, 8, "half",
                "<time-modification><actual-notes>2</actual-notes><normal-notes>1</normal-notes></time-modification>"
                "<notations><ornaments><tremolo type=\"" +
                    type + "\">3</tremolo></ornaments></notations>");
  };
  const OneMeasure one = measure_of(half("A4", "start") + half("C6", "stop"));
  ASSERT_EQ(one.atoms->events.size(), 2U);
  EXPECT_EQ(one.atoms->events[0].direction, -1);
  EXPECT_EQ(one.atoms->events[1].direction, -1);
}

TEST(StaffColumns, ARestKeepsClearOfNotesThatAnotherStaffsVoicePrintsHere) {
  const OneMeasure one =
      measure_of(rest(16, "whole", "1", "<staff>1</staff>") + backup +
                     "<note><pitch><step>C</step><octave>3</octave></pitch><duration>4</duration><voice>5</voice>"
                     "<type>quarter</type><staff>2</staff></note>"
                     "<note><pitch><step>B</step><octave>4</octave></pitch><duration>12</duration><voice>5</voice>"
                     "<type>half</type><dot/><staff>1</staff></note>",
                 2);
  bool found = false;
  for (const Event& event : one.atoms->events) {
    if (event.kind == EventKind::chord || event.staff != 0) continue;
    found = true;
    EXPECT_GE(std::abs(event.rest_y), 1.0F);
  }
  EXPECT_TRUE(found);
}

TEST(StaffColumns, ARestMakesWayForTheStemsOfAnotherStaffsVoiceOnTheirFarSide) {
  const auto visiting = [](const char* octave, const char* stem, const char* beam) {
    return std::string("<note><pitch><step>E</step><octave>") + octave +
           "</octave></pitch><duration>2</duration><voice>1</voice><type>eighth</type><stem>" + stem +
           "</stem><staff>2</staff><beam number=\"1\">" + beam + "</beam></note>";
  };
  const auto place_of_rests = [&](const char* octave, const char* stem) {
    const OneMeasure one =
        measure_of(note("E5", 4, "quarter", "<voice>1</voice><staff>1</staff>") + visiting(octave, stem, "begin") +
                       visiting(octave, stem, "end") + "<backup><duration>8</duration></backup>" +
                       rest(4, "quarter", "5", "<staff>2</staff>") + rest(2, "eighth", "5", "<staff>2</staff>"),
                   2);
    for (const Event& event : one.atoms->events) {
      if (event.kind == EventKind::rest && event.onset > Rational(0)) return event.rest_y;
    }
    return 0.0F;
  };
  EXPECT_LE(place_of_rests("2", "up"), -1.0F);  // E2 under the staff: its stem goes through the middle
  EXPECT_LE(place_of_rests("3", "up"), -1.0F);  // and E3 stands there itself
  EXPECT_GE(place_of_rests("4", "down"), 1.0F);
  EXPECT_EQ(place_of_rests("4", "up"), 0.0F);  // nothing in the way
}

TEST(StaffColumns, ATieAtTheEndOfAMeasureAsksForItsRoomThereIfALineEndsWithIt) {
  const std::string ties = R"(<notations><tied type="start"/></notations>)";
  const std::string before = note("F4", 12, "half", "<dot/><stem>up</stem>");
  EXPECT_TRUE(measure_of(before + note("F4", 4, "quarter", "<stem>up</stem>")).end_rods.empty());
  const auto rod = [&](const std::string& last) {
    const std::vector<Rod> rods = measure_of(before + last).end_rods;
    return rods.size() == 1 ? rods.front().length : 0.0;
  };
  const double free = rod(note("F4", 4, "quarter", "<stem>down</stem>" + ties));
  const double stem = rod(note("F4", 4, "quarter", "<stem>up</stem>" + ties));
  const double flag = rod("<note><rest/><duration>2</duration><type>eighth</type></note>" +
                          note("F4", 2, "eighth", "<stem>up</stem>" + ties));
  EXPECT_GE(free, 1.18 / 2 + 1.5 + 0.25);
  EXPECT_GT(stem, free + 0.5);
  EXPECT_GT(flag, stem + 0.5);
}

TEST(StaffColumns, AFlagKeepsClearOfAHeadDisplacedToItsRight) {
  const OneMeasure one = measure_of(
      note("E4", 2, "eighth", "<stem>up</stem>") +
      "<note><chord/><pitch><step>F</step><octave>4</octave></pitch><duration>2</duration><type>eighth</type></note>");
  const Event& event = one.atoms->events.front();
  ASSERT_NE(event.flag, 0U);
  const OneMeasure plain = measure_of(note("F4", 2, "eighth", "<stem>up</stem>"));
  EXPECT_GE(event.flag_y, plain.atoms->events.front().flag_y + 0.25F);
}

TEST(StaffColumns, TheFlagOfANoteOnAnotherStaffHasItsRoomBeforeTheNextNote) {
  const auto least = [](const std::string& type) {
    std::string visitors = note("G4", 4, "quarter", "<staff>1</staff>");
    for (int i = 0; i < 6; ++i) visitors += note("D3", 2, type, "<stem>up</stem><staff>2</staff>");
    return measure_of(visitors, 2).least_width;
  };
  EXPECT_GT(least("eighth"), least("quarter") + 6 * 0.5);
}

TEST(StaffColumns, ADotStandsBeyondAnotherVoicesUndottedHead) {
  const OneMeasure one = measure_of(note("A4", 6, "quarter", "<dot/>") + note("A4", 10, "half") + backup +
                                    note("G4", 4, "quarter", "<voice>2</voice>") + note("G4", 12, "half", "<dot/>"));
  const Event& dotted = one.atoms->events.front();
  double right = 0.0;
  for (const Event& event : one.atoms->events) {
    if (event.column != dotted.column || event.kind != EventKind::chord) continue;
    right = std::max(right, static_cast<double>(event.x + event.head_width));
  }
  EXPECT_GT(one.atoms->heads[dotted.first_head].dot_x, right);
}

TEST(StaffColumns, AFlagKeepsClearOfAnotherVoicesHeadASecondBelow) {
  const OneMeasure one = measure_of(note("F5", 2, "eighth", "<voice>1</voice><stem>up</stem>") + backup +
                                    note("E5", 2, "eighth", "<voice>2</voice><stem>down</stem>"));
  const OneMeasure alone = measure_of(note("F5", 2, "eighth", "<voice>1</voice><stem>up</stem>"));
  EXPECT_GT(one.atoms->events.front().flag_y, alone.atoms->events.front().flag_y);
  EXPECT_FLOAT_EQ(one.atoms->events.front().stem_to - one.atoms->events.front().flag_y,
                  alone.atoms->events.front().stem_to - alone.atoms->events.front().flag_y);
}

TEST(StaffColumns, AClefBeforeTheBarlineHasItsRoomBehindTheLastNote) {
  const std::string clef =
      "<attributes><clef><sign>F</sign><line>4</line></clef></attributes></measure><measure number='2'>";
  const OneMeasure with = measure_of(note("C4", 16, "whole") + clef + note("C3", 16, "whole"));
  const OneMeasure without = measure_of(note("C4", 16, "whole"));
  ASSERT_EQ(with.atoms->clefs.size(), 1U);
  EXPECT_TRUE(with.atoms->clefs.front().at_end);
  EXPECT_GE(with.least_width, without.least_width + static_cast<double>(with.atoms->clefs.front().width));
}

}  // namespace
}  // namespace burin::layout::test
