// Slurs of laid out scores: which notes they reach. Staff spaces from the middle line of the staff where they start.
#include <gtest/gtest.h>

#include <cmath>

#include "groups_of_page.hpp"
#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

/// A quarter of voice 1 on a staff, with a stem and a notation of its own.
std::string on_staff(const std::string& step, int octave, int staff, const std::string& stem,
                     const std::string& notation = "") {
  std::string text = "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
                     "</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type><stem>" + stem +
                     "</stem><staff>" + std::to_string(staff) + "</staff>";
  if (!notation.empty()) text += "<notations>" + notation + "</notations>";
  return text + "</note>";
}

const std::string starts = R"(<slur type="start" placement="below"/>)";
const std::string stops = R"(<slur type="stop"/>)";

TEST(SlurInScore, AtStemsOfAVoiceThatHasGoneToTheOtherStaffStaysWithTheNotesThere) {
  const std::string page =
      layout_text(score({attributes(2) + on_staff("G", 3, 2, "up") + on_staff("C", 4, 1, "up") +
                         on_staff("A", 4, 1, "down", starts) + on_staff("F", 4, 1, "down", stops)}));
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  // The voice belongs to the lower staff; the upper one lies ten spaces or more above it.
  EXPECT_GT(slurs[0].at[1], 4.0);
  EXPECT_GT(slurs[0].at[7], 4.0);
}

TEST(SlurInScore, FromStaffToStaffEndsAtItsOwnNotesNotAtAnotherVoices) {
  const std::string low = "<backup><duration>4</duration></backup>" + quarter("D", 2, "", 2) + quarter("D", 2, "", 2);
  const std::string page =
      layout_text(score({attributes(2) + on_staff("A", 3, 2, "up", starts) + on_staff("D", 4, 1, "up") +
                         on_staff("F", 4, 1, "up", stops) + on_staff("F", 4, 1, "up") + low}));
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  EXPECT_GT(slurs[0].at[1], 0.0);  // A on the top line, and not below the D under the staff
}

TEST(SlurInScore, GoesOnInTheNextLineNearTheFirstNoteThere) {
  const auto line_start = [](const std::string& first, int octave, const std::string& last, int last_octave) {
    EngraveOptions options;
    options.honour_breaks = true;
    const std::string over = R"(<slur type="start" placement="above"/>)";
    const std::string body = octave == last_octave && first == last
                                 ? on_staff(last, last_octave, 1, "down", stops)
                                 : on_staff(first, octave, 1, "down") + on_staff("B", 5, 1, "down") +
                                       on_staff("C", 6, 1, "down") + on_staff(last, last_octave, 1, "down", stops);
    const std::string text = score({attributes() + on_staff("C", 5, 1, "down") + on_staff("C", 5, 1, "down") +
                                        on_staff("C", 5, 1, "down") + on_staff("C", 5, 1, "down", over),
                                    "<print new-system=\"yes\"/>" + body});
    const std::vector<Drawn> slurs = drawn(layout_text(text, options), "slur");
    return slurs.size() == 2 ? slurs[1].at : std::vector<double>(8, 100.0);
  };
  const auto low = line_start("C", 4, "C", 4);
  EXPECT_LT(std::abs(low[1] - low[7]), 1.0) << "a short half is no hook, not even under the staff's middle";
  const auto rising = line_start("A", 5, "D", 6);
  EXPECT_LT(rising[1], rising[7] + 0.1) << "the first note is lower than the last";
}

TEST(SlurInScore, ThatTheFileHasTwiceIsPrintedOnceOnTheSideThatOneOfThemAsksFor) {
  const auto slurs_of = [](const std::string& first, const std::string& second) {
    const std::string begin =
        "<slur type=\"start\" number=\"1\"" + first + "/><slur type=\"start\" number=\"2\"" + second + "/>";
    const std::string end = R"(<slur type="stop" number="1"/><slur type="stop" number="2"/>)";
    return layout_text(score({attributes() + on_staff("C", 5, 1, "down", begin) + on_staff("D", 5, 1, "down") +
                              on_staff("D", 5, 1, "down") + on_staff("C", 5, 1, "down", end)}));
  };
  const std::string twice = slurs_of("", R"( placement="below")");
  EXPECT_EQ(drawn(twice, "slur").size(), 1U);
  EXPECT_EQ(groups(twice, "slur"), 2U) << "one for each thing in the file";
  EXPECT_LT(drawn(twice, "slur").front().at[1], 0.0);
  EXPECT_EQ(drawn(slurs_of("", ""), "slur").size(), 1U);
  EXPECT_EQ(drawn(slurs_of(R"( placement="above")", R"( placement="below")"), "slur").size(), 2U);
}

TEST(SlurInScore, OverNotesWithoutStemsGoesWhereItWouldWithThem) {
  const auto whole = [](const std::string& step, int octave, const std::string& notation) {
    return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
           "</octave></pitch><duration>4</duration><voice>1</voice><type>whole</type><notations>" + notation +
           "</notations></note>";
  };
  const auto slur = [&](const std::string& step, int octave) {
    return drawn(layout_text(score({attributes() + whole(step, octave, R"(<slur type="start"/>)"),
                                    whole(step, octave, R"(<slur type="stop"/>)")})),
                 "slur")
        .front()
        .at;
  };
  EXPECT_LT(slur("E", 4)[1], -2.0) << "low notes have their slur below";
  EXPECT_GT(slur("E", 5)[1], 1.5);
}

TEST(SlurInScore, IsNotLiftedOverNotesOfAnotherVoiceThatHasGoneToTheOtherStaff) {
  const auto eighth = [](const std::string& step, int octave, int voice, int staff, const std::string& notation) {
    return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
           "</octave></pitch><duration>1</duration><voice>" + std::to_string(voice) +
           "</voice><type>quarter</type><stem>up</stem><staff>" + std::to_string(staff) + "</staff><notations>" +
           notation + "</notations></note>";
  };
  const std::string over = R"(<slur type="start" placement="above"/>)";
  // Voice 1 belongs to the lower staff and goes to the upper one; voice 2 stays below, with a slur of its own.
  const std::string page = layout_text(
      score({attributes(2) + eighth("F", 3, 1, 2, "") + eighth("G", 4, 1, 1, "") + eighth("G", 4, 1, 1, "") +
             eighth("G", 4, 1, 1, "") + "<backup><duration>4</duration></backup>" + eighth("D", 3, 2, 2, "") +
             eighth("C", 3, 2, 2, over) + eighth("C", 3, 2, 2, "") + eighth("C", 3, 2, 2, stops)}));
  const std::vector<Drawn> slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  EXPECT_LT(slurs[0].at[1], 4.0);
  EXPECT_LT(slurs[0].at[7], 4.0);
}

TEST(SlurInScore, FromAGraceNoteIsNoSmudgeAndKeepsOffLedgerLines) {
  const auto slur = [](const std::string& step, int octave) {
    const std::string pitch = "<pitch><step>" + step + "</step><octave>" + std::to_string(octave) + "</octave></pitch>";
    const std::string grace = "<note><grace/>" + pitch + "<voice>1</voice><type>quarter</type><stem>up</stem>" +
                              R"(<notations><slur type="start"/></notations></note>)";
    return drawn(layout_text(score({attributes() + grace + on_staff(step, octave, 1, "down", stops)})), "slur")
        .at(0)
        .at;
  };
  const auto low = slur("B", 4);
  EXPECT_GT(low[6] - low[0], 1.1);
  const auto high = slur("A", 5);  // on the first ledger line, at 3
  EXPECT_LT(high[7], 2.7);
  EXPECT_GT(high[7], 2.2);
}

TEST(SlurInScore, FromAGraceNoteUnderALowerVoiceIsNoPocket) {
  const auto note = [](const std::string& pitch, const std::string& stem, int voice, const std::string& more) {
    return "<note><pitch><step>" + pitch.substr(0, 1) + "</step><octave>" + pitch.substr(1) + "</octave></pitch>" +
           "<duration>4</duration><voice>" + std::to_string(voice) + "</voice><type>whole</type><stem>" + stem +
           "</stem>" + more + "</note>";
  };
  const std::string grace =
      "<note><grace slash=\"yes\"/><pitch><step>A</step><octave>3</octave></pitch><voice>2</voice><type>eighth</type>"
      "<stem>down</stem><notations><slur type=\"start\" placement=\"below\"/></notations></note>";
  const std::string main =
      "<note><pitch><step>A</step><octave>4</octave></pitch><duration>4</duration><voice>2</voice><type>half</type>"
      "<stem>down</stem><notations><slur type=\"stop\"/></notations></note>";
  const std::string page = layout_text(
      score({attributes() + note("E5", "up", 1, "") + "<backup><duration>4</duration></backup>" + grace + main}));
  const auto slurs = drawn(page, "slur");
  ASSERT_EQ(slurs.size(), 1U);
  double lowest = 0.0;
  for (std::size_t i = 1; i < slurs[0].at.size() && i < 16; i += 2) lowest = std::min(lowest, slurs[0].at[i]);
  EXPECT_GT(lowest, -6.5) << "the grace note's head is at -4.5";
}

}  // namespace
}  // namespace burin::layout::testing_support
