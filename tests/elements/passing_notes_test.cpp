// Ties, slurs, lines and brackets that pass notes of other voices, in laid out scores.
#include <gtest/gtest.h>

#include <algorithm>

#include "groups_of_page.hpp"
#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

struct Written {
  std::string pitch{};  // "A4"
  int quarters{1};
  int voice{1};
  int staff{1};
  std::string stem{"up"};
  std::string notations{};
  std::string attribute{};
};

std::string written(const Written& note) {
  const char* type = note.quarters == 1 ? "quarter" : note.quarters == 2 ? "half" : "whole";
  return "<note" + note.attribute + "><pitch><step>" + note.pitch.substr(0, 1) + "</step><octave>" +
         note.pitch.substr(1) + "</octave></pitch><duration>" + std::to_string(note.quarters) + "</duration><voice>" +
         std::to_string(note.voice) + "</voice><type>" + type + "</type><stem>" + note.stem + "</stem><staff>" +
         std::to_string(note.staff) + "</staff>" +
         (note.notations.empty() ? "" : "<notations>" + note.notations + "</notations>") + "</note>";
}

const std::string back = "<backup><duration>4</duration></backup>";

/// Corners of the first curve or line of a group.
std::vector<double> first_of(const std::string& page, const std::string& group) {
  const std::vector<Drawn> all = drawn(page, group);
  return all.empty() ? std::vector<double>{} : all.front().at;
}

TEST(TieInScore, GoesOverToItsOtherSideWhereNotesOfTheSameVoiceStandBetween) {
  // As where a voice is written out: the first note is held while others follow.
  const std::string tied = R"(<tied type="start"/>)";
  const std::string page = layout_text(
      score({attributes() + written({"G4", 1, 1, 1, "up", tied}) + written({"B4"}) + written({"E5"}) + written({"B4"}) +
                 back + written({"C4", 4, 2, 1, "down"}),
             written({"G4", 4, 1, 1, "up", R"(<tied type="stop"/>)"}) + back + written({"C4", 4, 2, 1, "down"})}));
  const std::vector<double> tie = first_of(page, "tie");
  ASSERT_GE(tie.size(), 8U);
  EXPECT_LT(tie[3], tie[1]);  // it bends down, away from the upper voice's own side
}

TEST(SlurInScore, OfAStaffWithNotesOfAnotherStaffsVoiceKeepsToItsStems) {
  const std::string starts = R"(<slur type="start"/>)", stops = R"(<slur type="stop"/>)";
  const auto bottom = [&](const std::string& low) {
    const std::string page = layout_text(score(
        {attributes(2) + written({"G4", 2, 1, 1, "up", starts}) + written({"G4", 2, 1, 1, "up", stops}) + back + low}));
    const std::vector<double> slur = first_of(page, "slur");
    return slur.size() < 8 ? 0.0 : slur[3] - slur[1];
  };
  EXPECT_LT(bottom(written({"C3", 4, 5, 2, "down"})), 0.0);  // alone on its staff: under stems that point up
  const std::string visits = written({"C3", 1, 5, 2, "down"}) + written({"E4", 1, 5, 1, "down"}) +
                             written({"E4", 1, 5, 1, "down"}) + written({"C3", 1, 5, 2, "down"});
  EXPECT_GT(bottom(visits), 0.0);
}

TEST(GlissandoInScore, FromAHiddenNoteBeginsAfterThePrintedNotesOnItsWay) {
  const std::string slide = R"(<slide type="start" line-type="solid"/>)";
  const std::string hidden = R"( print-object="no")";
  const std::string page = layout_text(
      score({attributes() + written({"G4", 2}) + written({"A4"}) + written({"A4"}) + back +
                 "<forward><duration>2</duration></forward>" + written({"A4", 2, 2, 1, "none", slide, hidden}),
             written({"C5", 4, 1, 1, "down", R"(<slide type="stop" line-type="solid"/>)"})}));
  const std::vector<double> line = first_of(page, "glissando");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_GE(line.size(), 4U);
  ASSERT_GE(heads.size(), 4U);
  EXPECT_GT(line[0], heads[2].at[0] + 1.18);  // the last A of the first measure
}

TEST(TupletInScore, OfHiddenNotesBesideAPrintedOneIsPrintedAtItsPlace) {
  const auto triplet = [](int voice, const std::string& attribute) {
    std::string text;
    for (int i = 0; i < 3; ++i) {
      const std::string bracket = i == 0   ? R"(<notations><tuplet type="start" bracket="yes"/></notations>)"
                                  : i == 2 ? R"(<notations><tuplet type="stop"/></notations>)"
                                           : "";
      text += "<note" + attribute + "><pitch><step>C</step><octave>5</octave></pitch><duration>2</duration><voice>" +
              std::to_string(voice) +
              "</voice><type>quarter</type><time-modification><actual-notes>3</actual-notes>"
              "<normal-notes>2</normal-notes></time-modification>" +
              bracket + "</note>";
    }
    return text;
  };
  const std::string sixths =
      "<attributes><divisions>3</divisions><time><beats>2</beats><beat-type>4</beat-type></time>"
      "<clef><sign>G</sign><line>2</line></clef></attributes>";
  const std::string page = layout_text(score(
      {sixths + triplet(1, "") + "<backup><duration>6</duration></backup>" + triplet(2, R"( print-object="no")")}));
  std::vector<double> heights;
  for (const Drawn& one : drawn(page, "tuplet"))
    if (one.kind == "glyph") heights.push_back(one.at[1]);
  ASSERT_EQ(heights.size(), 2U);
  EXPECT_EQ(heights[0], heights[1]);
}

TEST(TupletInScore, StandsAtTheStemsOfAVoiceWhoseNeighbourRests) {
  const auto triplet = [](const std::string& stem) {
    std::string text;
    for (int i = 0; i < 3; ++i)
      text +=
          "<note><pitch><step>C</step><octave>5</octave></pitch><duration>2</duration><voice>1</voice>"
          "<type>quarter</type><time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
          "</time-modification><stem>" +
          stem + "</stem>" +
          (i == 0   ? R"(<notations><tuplet type="start"/></notations>)"
           : i == 2 ? R"(<notations><tuplet type="stop"/></notations>)"
                    : "") +
          "</note>";
    return text;
  };
  const std::string sixths =
      "<attributes><divisions>3</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
      "<clef><sign>G</sign><line>2</line></clef></attributes>";
  const std::string late =
      "<backup><duration>12</duration></backup><forward><duration>6</duration></forward>"
      "<note><pitch><step>E</step><octave>4</octave></pitch><duration>6</duration><voice>2</voice><type>half</type>"
      "<stem>down</stem></note>";
  const std::string half =
      "<note><pitch><step>C</step><octave>5</octave></pitch><duration>6</duration><voice>1</voice><type>half</type>"
      "<stem>up</stem></note>";
  const auto height = [&](const std::string& stem) {
    const std::string page = layout_text(score({sixths + triplet(stem) + half + late}));
    for (const Drawn& one : drawn(page, "tuplet"))
      if (one.kind == "glyph") return one.at[1];
    return 0.0;
  };
  EXPECT_GT(height("up"), 2.0);
  EXPECT_LT(height("down"), 0.0);
}

TEST(DynamicsLine, TheSameDynamicGivenTwiceAtOnePlaceIsPrintedOnce) {
  const std::string forte = "<dynamics><f/></dynamics>", piano = "<dynamics><p/></dynamics>";
  const auto places = [&](const std::string& second) {
    const std::string page = layout_text(score({attributes() + direction(forte) + direction(second) + quarter("C", 5) +
                                                quarter("C", 5) + quarter("C", 5) + quarter("C", 5)}));
    std::vector<double> x;
    for (const Drawn& one : drawn(page, "dynamic")) x.push_back(one.at[0]);
    return x;
  };
  const std::vector<double> same = places(forte);
  EXPECT_EQ(same.size(), 1U);
  const std::vector<double> different = places(piano);
  ASSERT_EQ(different.size(), 2U);
  EXPECT_GT(different[1], different[0] + 1.0);
}

TEST(DynamicsLine, WordsAndTheirDashesGivenTwiceArePrintedOnce) {
  const auto cresc = [](int number) {
    const std::string n = std::to_string(number);
    return "<direction placement=\"below\"><direction-type><words font-style=\"italic\">cresc.</words></direction-type>"
           "<direction-type><dashes type=\"start\" number=\"" +
           n + "\"/></direction-type></direction>";
  };
  const auto stop = [](int number) {
    return direction("<dashes type=\"stop\" number=\"" + std::to_string(number) + "\"/>");
  };
  const std::string page = layout_text(score({attributes() + cresc(1) + cresc(2) + quarter("C", 5) + quarter("C", 5) +
                                              quarter("C", 5) + quarter("C", 5) + stop(1) + stop(2)}));
  const std::vector<Drawn> words = drawn(page, "words");
  const std::vector<Drawn> dashes = drawn(page, "dashes");
  EXPECT_EQ(words.size(), 1U);
  EXPECT_EQ(groups(page, "words"), 2U) << "one for each thing in the file";
  EXPECT_EQ(dashes.size(), 1U);
  EXPECT_EQ(groups(page, "dashes"), 2U);
}

TEST(DynamicsLine, BetweenStavesASignStepsAsideOfAStemThatGoesFromOneToTheOther) {
  const auto beamed = [](const std::string& pitch, int staff, const std::string& stem, const std::string& beam) {
    return "<note><pitch><step>" + pitch.substr(0, 1) + "</step><octave>" + pitch.substr(1) +
           "</octave></pitch><duration>2</duration><voice>1</voice><type>half</type><stem>" + stem + "</stem><staff>" +
           std::to_string(staff) + "</staff>" + beam + "</note>";
  };
  // A chord over both staves: its stem passes the middle, where the dynamic of its beat would stand.
  const std::string chord =
      "<note><pitch><step>C</step><octave>3</octave></pitch><duration>2</duration><voice>1</voice><type>half</type>"
      "<stem>up</stem><staff>2</staff></note><note><chord/><pitch><step>G</step><octave>4</octave></pitch>"
      "<duration>2</duration><voice>1</voice><type>half</type><stem>up</stem><staff>1</staff></note>";
  const std::string page =
      layout_text(score({attributes(2) + direction("<dynamics><f/></dynamics>") + chord + beamed("C3", 2, "up", "")}));
  const std::vector<Drawn> signs = drawn(page, "dynamic");
  const std::vector<Drawn> stems = drawn(page, "stem");
  ASSERT_EQ(signs.size(), 1U);
  ASSERT_GE(stems.size(), 1U);
  const double stem = stems[0].at[0];
  EXPECT_TRUE(signs[0].at[0] + 1.3 < stem || signs[0].at[0] - 0.5 > stem) << signs[0].at[0] << " " << stem;
}

TEST(DynamicsLine, BetweenStavesASignStepsOverTheUpperStaffRatherThanOntoTheBarline) {
  std::string chords;
  for (int i = 0; i < 4; ++i) {
    chords +=
        "<note><pitch><step>C</step><octave>3</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</"
        "type>"
        "<stem>up</stem><staff>2</staff></note><note><chord/><pitch><step>G</step><octave>4</octave></pitch>"
        "<duration>1</duration><voice>1</voice><type>quarter</type><stem>up</stem><staff>1</staff></note>";
  }
  const std::string four = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  const std::string page =
      layout_text(score({attributes(2) + four, direction("<dynamics><fff/></dynamics>") + chords}));
  const std::vector<Drawn> signs = drawn(page, "dynamic");
  const std::vector<Drawn> barlines = drawn(page, "barline");
  ASSERT_EQ(signs.size(), 1U);
  ASSERT_FALSE(barlines.empty());
  EXPECT_TRUE(signs[0].at[1] > 2.0 || signs[0].at[0] > barlines[0].at[2] + 0.4)
      << signs[0].at[0] << " " << signs[0].at[1];
}

TEST(DynamicsLine, italic_words_of_the_lower_staff_without_a_side_stand_in_the_middle) {
  const auto words = [](const std::string& placement) {
    const std::string rests =
        "<note><rest measure=\"yes\"/><duration>4</duration><voice>5</voice><staff>2</staff></note>";
    const std::string four = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
    const std::string page = layout_text(
        score({attributes(2) + four + "<backup><duration>4</duration></backup><direction" + placement +
               "><direction-type><words font-style=\"italic\">colla voce</words></direction-type><staff>2</staff>"
               "</direction>" +
               rests}));
    const std::vector<Drawn> found = drawn(page, "words");
    return found.size() == 1 ? found[0].at[1] : 0.0;
  };
  EXPECT_NE(words(" placement=\"above\""), 0.0);
  EXPECT_EQ(words(""), words(" placement=\"above\""));
  EXPECT_NE(words(" placement=\"below\""), words(" placement=\"above\""));
}

}  // namespace
}  // namespace burin::layout::testing_support
