// Tremolos between notes, glissandos and beams between staves in laid out scores: room, and what stands in their way.
#include <gtest/gtest.h>

#include <algorithm>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

std::string half(const std::string& step, int octave, const std::string& accidental, const std::string& tremolo) {
  return "<note><pitch><step>" + step + "</step>" + (accidental.empty() ? "" : "<alter>-1</alter>") + "<octave>" +
         std::to_string(octave) + "</octave></pitch><duration>1</duration><voice>1</voice><type>half</type>" +
         "<time-modification><actual-notes>2</actual-notes><normal-notes>1</normal-notes></time-modification>" +
         "<stem>up</stem>" + (accidental.empty() ? "" : "<accidental>" + accidental + "</accidental>") +
         "<notations><ornaments><tremolo type=\"" + tremolo + "\">3</tremolo></ornaments></notations></note>";
}

std::string half_pair(const std::string& accidental) {
  return layout_text(score({attributes() + half("E", 4, "", "start") + half("B", 4, accidental, "stop")}));
}

/// Lowest corner of all strokes.
double lowest(const std::string& page) {
  double low = 1e9;
  for (const Drawn& stroke : drawn(page, "tremolo")) {
    for (std::size_t i = 1; i < stroke.at.size(); i += 2) low = std::min(low, stroke.at[i]);
  }
  return low;
}

TEST(TremoloInScore, StrokesBetweenNotesKeepOffTheSecondNotesAccidental) {
  const double plain = lowest(half_pair(""));
  const double flat = lowest(half_pair("flat"));
  ASSERT_LT(plain, 1e8);
  EXPECT_GT(flat, plain + 0.2);
}

TEST(GlissandoInScore, LineIsLongEnoughToBeSeenBetweenShortNotes) {
  std::string notes;
  for (int i = 0; i < 16; ++i) {
    notes +=
        "<note><pitch><step>C</step><octave>5</octave></pitch><duration>1</duration><voice>1</voice>"
        "<type>16th</type><notations>";
    notes += i % 2 == 0 ? R"(<slide type="start" line-type="solid"/>)" : R"(<slide type="stop" line-type="solid"/>)";
    notes += "</notations></note>";
  }
  const std::string attributes =
      "<attributes><divisions>4</divisions><time><beats>4</beats><beat-type>4</beat-type>"
      "</time><clef><sign>G</sign><line>2</line></clef></attributes>";
  const std::vector<Drawn> lines = drawn(layout_text(score({attributes + notes, notes, notes, notes})), "glissando");
  ASSERT_EQ(lines.size(), 32U);
  for (const Drawn& line : lines) EXPECT_GE(line.at[2] - line.at[0], 1.9);
}

/// An eighth without a stem direction of its own, inside a beam.
std::string beamed(const std::string& step, int octave, int staff, const std::string& beam) {
  return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
         "</octave></pitch><duration>1</duration><voice>1</voice><type>eighth</type><staff>" + std::to_string(staff) +
         "</staff>" + (beam.empty() ? "" : "<beam number=\"1\">" + beam + "</beam>") + "</note>";
}

TEST(BeamBetweenStaves, LiesBetweenItsNotesWhenTheFileSaysNoDirections) {
  const std::string page =
      layout_text(score({attributes(2) + beamed("C", 3, 2, "begin") + beamed("G", 3, 2, "continue") +
                         beamed("E", 4, 1, "continue") + beamed("G", 4, 1, "end")}));
  const std::vector<Drawn> stems = drawn(page, "stem");
  ASSERT_EQ(stems.size(), 4U);
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(stems[i].at[3] > stems[i].at[1], i < 2) << i;
    EXPECT_EQ(stems[i].at[0] > heads[i].at[0] + 0.6, i < 2) << i;  // on the head's side for that direction
  }
}

TEST(BeamBetweenStaves, OfNotesThatAllStandOnTheOtherStaffHasOneDirection) {
  const std::string page = layout_text(score({attributes(2) + beamed("C", 3, 2, "") + beamed("G", 4, 1, "begin") +
                                              beamed("C", 5, 1, "continue") + beamed("G", 5, 1, "end")}));
  const std::vector<Drawn> stems = drawn(page, "stem");
  ASSERT_EQ(stems.size(), 4U);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_LT(stems[i].at[3], stems[i].at[1]) << i;
}

TEST(BeamInScore, NotesAreBeamedByTheMetreWhereThePartsBeamsNeverEnd) {
  const auto beams_and_flags = [](const std::string& last) {
    const std::string notes =
        beamed("C", 5, 1, "") + beamed("G", 5, 1, "begin") + beamed("C", 5, 1, last) + beamed("G", 5, 1, "");
    const std::string page = layout_text(score({attributes() + notes}));
    return std::pair(drawn(page, "beam").size(), drawn(page, "flag").size());
  };
  EXPECT_EQ(beams_and_flags("end"), (std::pair<std::size_t, std::size_t>(1, 2)));
  EXPECT_EQ(beams_and_flags("continue"), (std::pair<std::size_t, std::size_t>(2, 0)));
}

TEST(TupletInScore, NumberOfNotesOnTwoStavesStandsAtTheirBeam) {
  const auto sixth = [](const std::string& pitch, int staff, const std::string& stem, const std::string& more) {
    return "<note><pitch><step>" + pitch.substr(0, 1) + "</step><octave>" + pitch.substr(1) +
           "</octave></pitch><duration>1</duration><voice>1</voice><type>eighth</type><time-modification><actual-notes>"
           "3</actual-notes><normal-notes>2</normal-notes></time-modification><stem>" +
           stem + "</stem><staff>" + std::to_string(staff) + "</staff>" + more + "</note>";
  };
  const std::string starts =
      R"(<beam number="1">begin</beam><notations><tuplet type="start" bracket="no"/></notations>)";
  const std::string stops = R"(<beam number="1">end</beam><notations><tuplet type="stop"/></notations>)";
  const std::string page = layout_text(
      score({attributes(2) + sixth("C3", 2, "up", starts) +
             sixth("A4", 1, "down", R"(<beam number="1">continue</beam>)") + sixth("C5", 1, "down", stops)}));
  const auto numbers = drawn(page, "tuplet");
  const auto beams = drawn(page, "beam");
  ASSERT_EQ(numbers.size(), 1U);
  ASSERT_FALSE(beams.empty());
  EXPECT_LT(numbers[0].at[1], beams[0].at[1]);
  EXPECT_GT(numbers[0].at[1], beams[0].at[1] - 3.5) << "below the lower staff it would stand ten spaces off";
}

TEST(TupletInScore, BracketKeepsOffAccidentalsOfNotesOnTheOtherStaff) {
  // The voice begins below, so that it belongs to the lower staff.
  const std::string on_low =
      "<note><pitch><step>C</step><octave>3</octave></pitch><duration>1</duration><voice>1</voice>"
      "<type>quarter</type><staff>2</staff></note>";
  const auto bracket_at_end = [&](const std::string& accidental) {
    const auto third = [](const std::string& step, int octave, int staff, const std::string& more) {
      return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
             "</octave></pitch><duration>2</duration><voice>1</voice><type>quarter</type>" +
             more.substr(0, more.find('|')) +
             "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>"
             "<stem>down</stem><staff>" +
             std::to_string(staff) + "</staff>" + more.substr(more.find('|') + 1) + "</note>";
    };
    const std::string page = layout_text(score(
        {attributes(2) + on_low +
         third("A", 4, 1, R"(|<notations><tuplet type="start" bracket="yes" placement="above"/></notations>)") +
         third("F", 5, 1, accidental + "|") + third("A", 4, 1, R"(|<notations><tuplet type="stop"/></notations>)")}));
    double top = -1e9;
    for (const Drawn& line : drawn(page, "tuplet")) top = std::max(top, line.at[1]);
    return top;
  };
  EXPECT_GT(bracket_at_end("<accidental>flat</accidental>"), bracket_at_end("") + 0.2);
}

}  // namespace
}  // namespace burin::layout::testing_support
