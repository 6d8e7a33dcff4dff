// Where the signs of single notes stand: sides, spaces of the staff, order from the note outwards; tablature; clefs.
#include <gtest/gtest.h>

#include <algorithm>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

std::string articulations(const std::string& inside) {
  return "<notations><articulations>" + inside + "</articulations></notations>";
}

/// A measure of one note with signs, and three without.
std::string page_of(const std::string& first) {
  return layout_text(score({attributes() + first + quarter("B", 4) + quarter("B", 4) + quarter("B", 4)}));
}

double y_of(const std::string& page, const std::string& group, std::size_t which = 0) {
  const std::vector<Drawn> found = drawn(page, group);
  return which < found.size() ? found[which].at[1] : -1e9;
}

TEST(ArticulationInScore, StaccatoStandsOppositeToTheStemInTheNextFreeSpace) {
  EXPECT_NEAR(y_of(page_of(quarter("B", 4, articulations("<staccato/>"))), "articulation"), 1.5, 0.25);
  EXPECT_NEAR(y_of(page_of(quarter("C", 5, articulations("<staccato/>"))), "articulation"), 1.5, 0.25);
  EXPECT_NEAR(y_of(page_of(quarter("A", 4, articulations("<staccato/>"))), "articulation"), -1.5, 0.25);
}

TEST(ArticulationInScore, AnAccidentalDoesNotPushTheSignsOfItsNoteAway) {
  for (const std::string sign : {"<staccato/>", "<staccatissimo/>", "<detached-legato/>"}) {
    for (const int octave : {4, 5}) {
      const double plain = y_of(page_of(quarter("A", octave, articulations(sign))), "articulation");
      const std::string flat = "<accidental>flat</accidental>" + articulations(sign);
      EXPECT_NEAR(y_of(page_of(quarter("A", octave, flat)), "articulation"), plain, 1e-9) << sign << octave;
    }
  }
}

TEST(ArticulationInScore, AccentsStandOutsideTheStaff) {
  EXPECT_GT(y_of(page_of(quarter("B", 4, articulations("<accent/>"))), "articulation"), 2.2);
  EXPECT_LT(y_of(page_of(quarter("A", 4, articulations("<accent/>"))), "articulation"), -2.2);
}

TEST(ArticulationInScore, StrongAccentsStandAboveWhateverTheStemDoes) {
  EXPECT_GT(y_of(page_of(quarter("A", 4, articulations("<strong-accent type=\"up\"/>"))), "articulation"), 2.0);
}

TEST(SignsOfANote, StandInTheirOrderFromTheNoteOutwards) {
  const std::string page = page_of(
      quarter("C", 5,
              "<notations><fermata/><technical><up-bow/><fingering>3</fingering></technical><ornaments>"
              "<trill-mark/></ornaments><articulations><accent/><tenuto/><staccato/></articulations></notations>"));
  std::vector<double> articulation;
  for (const Drawn& one : drawn(page, "articulation")) articulation.push_back(one.at[1]);
  ASSERT_EQ(articulation.size(), 3U);
  std::sort(articulation.begin(), articulation.end());
  EXPECT_LT(articulation[2], y_of(page, "fingering"));
  EXPECT_LT(y_of(page, "fingering"), y_of(page, "ornament"));
  EXPECT_LT(y_of(page, "ornament"), y_of(page, "fermata"));
  EXPECT_LT(y_of(page, "fermata"), y_of(page, "technical"));
}

std::string ornamented(const std::string& inside) {
  return page_of(quarter("A", 4, "<notations><ornaments>" + inside + "</ornaments></notations>"));
}

TEST(AccidentalOfAnOrnament, StandsOverOrUnderItNeverOnTheOtherSideOfTheNote) {
  const auto heights = [](const std::string& page) {
    std::vector<double> y;
    for (const Drawn& one : drawn(page, "ornament")) y.push_back(one.at[1]);
    return y;
  };
  const auto over = heights(ornamented("<turn/><accidental-mark placement=\"above\">flat</accidental-mark>"));
  ASSERT_EQ(over.size(), 2U);  // in the order from the note outwards
  EXPECT_GT(over[0], 2.0);
  EXPECT_GT(over[1], over[0] + 0.5);
  const auto under = heights(ornamented("<turn/><accidental-mark placement=\"below\">flat</accidental-mark>"));
  ASSERT_EQ(under.size(), 2U);
  EXPECT_GT(under[0], 2.0);
  EXPECT_GT(under[1], under[0] + 0.5);
  EXPECT_GT(under[1], over[0] + 0.5) << "the turn makes room for the accidental under it";
  const auto mordent = heights(ornamented("<mordent/><accidental-mark>sharp</accidental-mark>"));
  ASSERT_EQ(mordent.size(), 2U);
  EXPECT_GT(mordent[1], under[0] + 0.5) << "a mordent goes to the lower note";
}

TEST(AccidentalOfAnOrnament, StandsWithADelayedTurnInTheMiddleOfTheDuration) {
  const std::vector<Drawn> signs =
      drawn(ornamented("<delayed-turn/><accidental-mark>flat</accidental-mark>"), "ornament");
  ASSERT_EQ(signs.size(), 2U);
  EXPECT_NEAR(signs[1].at[0], signs[0].at[0] + 0.7, 0.5);
}

TEST(AccidentalOfAnOrnament, IsFoundAmongTheDirectionsAtItsNote) {
  const std::string flat = direction("<other-direction smufl=\"figbassFlat\"/>");
  const std::string turn = "<notations><ornaments><turn/></ornaments></notations>";
  const std::string page = page_of(flat + quarter("A", 4, turn));
  const std::vector<Drawn> sign = drawn(page, "percussion-sign");
  ASSERT_EQ(sign.size(), 1U);
  EXPECT_GT(sign[0].at[1], 2.0);
  EXPECT_GT(y_of(page, "ornament"), sign[0].at[1]);
  EXPECT_LT(y_of(page_of(flat + quarter("A", 4)), "percussion-sign"), -2.0) << "without an ornament it is a sign";
}

TEST(SignsOfANote, StaccatoStandsInsideASlurAndAnAccentOutside) {
  const auto slurred = [](const std::string& sign) {
    return layout_text(score(
        {attributes() +
         quarter("C", 5, "<notations><slur type=\"start\"/><articulations>" + sign + "</articulations></notations>") +
         quarter("D", 5) + quarter("D", 5) + quarter("C", 5, "<notations><slur type=\"stop\"/></notations>")}));
  };
  const std::string dotted = slurred("<staccato/>");
  const std::string accented = slurred("<accent/>");
  EXPECT_LT(y_of(dotted, "articulation"), y_of(dotted, "slur"));
  EXPECT_GT(y_of(accented, "articulation"), y_of(accented, "slur"));
}

TEST(MeasureRestInScore, AWholeRestThatIsAllThereIsStandsInTheMiddleWhateverTheFileCallsIt) {
  const auto placed = [](const std::string& rest) {
    return drawn(layout_text(score(
                     {attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4), rest})),
                 "measure-rest");
  };
  const std::string end = "<duration>4</duration><voice>1</voice>";
  const std::vector<Drawn> called = placed("<note><rest measure=\"yes\"/>" + end + "</note>");
  const std::vector<Drawn> plain = placed("<note><rest/>" + end + "<type>whole</type></note>");
  ASSERT_EQ(called.size(), 1U);
  ASSERT_EQ(plain.size(), 1U);
  EXPECT_EQ(plain[0].at, called[0].at);
}

TEST(FermataInScore, StandsOverTheMiddleOfAWholeMeasureRest) {
  const std::string page = layout_text(score(
      {attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4),
       "<note><rest measure=\"yes\"/><duration>4</duration><voice>1</voice><notations><fermata/></notations></note>"}));
  const std::vector<Drawn> rest = drawn(page, "measure-rest");
  const std::vector<Drawn> fermata = drawn(page, "fermata");
  ASSERT_EQ(rest.size(), 1U);
  ASSERT_EQ(fermata.size(), 1U);
  EXPECT_NEAR(fermata[0].at[0] + 1.2, rest[0].at[0] + 0.56, 0.3);
}

TEST(BreathMarkInScore, StandsAfterItsNoteOverTheStaff) {
  const std::string page = page_of(quarter("B", 4, articulations("<breath-mark>comma</breath-mark>")));
  const std::vector<Drawn> heads = drawn(page, "notehead");
  const std::vector<Drawn> breath = drawn(page, "breath-mark");
  ASSERT_EQ(heads.size(), 4U);
  ASSERT_EQ(breath.size(), 1U);
  EXPECT_GT(breath[0].at[0], heads[0].at[0] + 1.0);
  EXPECT_LT(breath[0].at[0], heads[1].at[0]);
  EXPECT_GT(breath[0].at[1], 1.5);
}

// ---- Tablature.

std::string on_string(int string, int fret, const std::string& step, int octave, const std::string& more = "") {
  return quarter(step, octave,
                 "<notations>" + more + "<technical><string>" + std::to_string(string) + "</string><fret>" +
                     std::to_string(fret) + "</fret></technical></notations>");
}

std::string tablature(const std::string& notes) {
  return layout_text(
      score({"<attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
             "<clef><sign>TAB</sign><line>5</line></clef><staff-details><staff-lines>6</staff-lines>"
             "</staff-details></attributes>" +
             notes}));
}

TEST(TablatureInScore, StemsOfAllStringsPointDown) {
  const std::vector<Drawn> stems = drawn(
      tablature(on_string(6, 0, "E", 3) + on_string(5, 0, "A", 3) + on_string(1, 0, "E", 5) + on_string(3, 0, "G", 4)),
      "stem");
  ASSERT_EQ(stems.size(), 4U);
  for (const Drawn& stem : stems) EXPECT_LT(stem.at[3], stem.at[1]);
}

TEST(TablatureInScore, StemsStandUnderTheMiddleOfTheirNumbersAndClearOfThem) {
  const std::string page =
      tablature(on_string(6, 0, "E", 3) + on_string(5, 12, "A", 3) + on_string(1, 0, "E", 5) + on_string(3, 0, "G", 4));
  const std::vector<Drawn> stems = drawn(page, "stem");
  const std::vector<Drawn> numbers = drawn(page, "tab-number");
  ASSERT_EQ(stems.size(), 4U);
  ASSERT_EQ(numbers.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(stems[i].at[0], numbers[i].at[0], 1e-3);
    EXPECT_LE(stems[i].at[1], numbers[i].at[1] - 0.05);  // the number's baseline
  }
}

TEST(TablatureInScore, SlideAlongOneStringRisesOrFallsWithThePitch) {
  const auto slide = [](int first, int second, const char* a, const char* b) {
    const std::vector<Drawn> line =
        drawn(tablature(on_string(2, first, a, 5, "<slide type=\"start\" line-type=\"solid\"/>") +
                        on_string(2, second, b, 5, "<slide type=\"stop\" line-type=\"solid\"/>") +
                        on_string(3, 0, "G", 4) + on_string(3, 0, "G", 4)),
              "glissando");
    return line.size() == 1 ? line[0].at[3] - line[0].at[1] : 0.0;
  };
  EXPECT_GT(slide(1, 5, "C", "E"), 0.5);
  EXPECT_LT(slide(5, 1, "E", "C"), -0.5);
}

// ---- Clefs.

TEST(ClefInScore, OfAChangeIsSmallStandsBeforeTheBarlineAndKeepsOffTheNoteAfterIt) {
  const std::string change = "<attributes><clef><sign>F</sign><line>4</line></clef></attributes>";
  const std::string notes = quarter("C", 3) + quarter("C", 3) + quarter("C", 3) + quarter("C", 3);
  const std::string inside = layout_text(
      score({attributes() + quarter("B", 4) + quarter("B", 4) + change + quarter("C", 3) + quarter("C", 3)}));
  const std::vector<Drawn> clefs = drawn(inside, "clef");
  const std::vector<Drawn> heads = drawn(inside, "notehead");
  ASSERT_EQ(clefs.size(), 2U);
  ASSERT_EQ(heads.size(), 4U);
  EXPECT_EQ(clefs[1].text, "E07C");  // fClefChange
  const double width = 1.8;
  EXPECT_GT(heads[2].at[0] - clefs[1].at[0] - width, 0.6);
  EXPECT_GT(clefs[1].at[0], heads[1].at[0] + 1.18);
  const std::string later = layout_text(
      score({attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4), change + notes}));
  const std::vector<Drawn> next = drawn(later, "clef");
  const std::vector<Drawn> bars = drawn(later, "barline");
  ASSERT_EQ(next.size(), 2U);
  ASSERT_FALSE(bars.empty());
  EXPECT_LT(next[1].at[0] + width, bars[0].at[0]);
}

TEST(ClefInScore, OfAMeasureThatRestsStandsBeforeTheBarlineAndTheRestInWhatIsLeft) {
  const std::string change = "<attributes><clef number=\"2\"><sign>C</sign><line>4</line></clef></attributes>";
  const auto of = [&](const std::string& before, const std::string& after) {
    const std::string rest =
        "<note><rest measure=\"yes\"/><duration>4</duration><voice>2</voice><staff>2</staff></note>";
    const std::string upper = quarter("B", 4) + quarter("B", 4) + before + quarter("B", 4) + quarter("B", 4);
    return layout_text(score({attributes(2) + upper + "<backup><duration>4</duration></backup>" + rest,
                              after + upper + "<backup><duration>4</duration></backup>" + rest}));
  };
  for (const std::string& page : {of(change, ""), of("", change)}) {
    const std::vector<Drawn> clefs = drawn(page, "clef");
    const std::vector<Drawn> rests = drawn(page, "measure-rest");
    const std::vector<Drawn> bars = drawn(page, "barline");
    ASSERT_EQ(clefs.size(), 3U);
    ASSERT_EQ(rests.size(), 2U);
    const double rest_end = rests[0].at[0] + 1.13;
    EXPECT_GT(clefs[2].at[0], rest_end + 0.7);
    EXPECT_LT(clefs[2].at[0] + 1.8, bars[0].at[0]);
  }
}

}  // namespace
}  // namespace burin::layout::testing_support
