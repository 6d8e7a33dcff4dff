// Signs of notes in laid-out scores: what joins, what keeps apart, on which side and at which place.
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

struct Reach {
  double low{1e9};
  double high{-1e9};
};

/// Lowest and highest point of curves, lines and polygons.
Reach heights(const Drawn& one) {
  Reach reach;
  const std::size_t numbers = one.kind == "curve" ? 16 : one.kind == "line" ? 4 : one.at.size();
  for (std::size_t i = 1; i < std::min(numbers, one.at.size()); i += 2) {
    reach.low = std::min(reach.low, one.at[i]);
    reach.high = std::max(reach.high, one.at[i]);
  }
  return reach;
}

Reach heights(const std::vector<Drawn>& all) {
  Reach reach;
  for (const Drawn& one : all) {
    reach.low = std::min(reach.low, heights(one).low);
    reach.high = std::max(reach.high, heights(one).high);
  }
  return reach;
}

std::string notations(const std::string& inside) { return "<notations>" + inside + "</notations>"; }
std::string ornaments(const std::string& inside) { return notations("<ornaments>" + inside + "</ornaments>"); }

std::string rest(int quarters, int staff = 1, const std::string& voice = "1") {
  return "<note><rest/><duration>" + std::to_string(quarters) + "</duration><voice>" + voice + "</voice>" +
         (quarters == 1   ? "<type>quarter</type>"
          : quarters == 2 ? "<type>half</type>"
                          : "") +
         "<staff>" + std::to_string(staff) + "</staff></note>";
}

std::string four(const std::string& first) { return first + quarter("B", 4) + quarter("B", 4) + quarter("B", 4); }

// ---- Arpeggios.

/// A chord in each of two staves, both broken.
std::string broken(const std::string& upper, const std::string& lower) {
  const auto chord = [](const char* step, int octave, int staff, const std::string& number) {
    return "<note><pitch><step>" + std::string(step) + "</step><octave>" + std::to_string(octave) +
           "</octave></pitch><duration>4</duration><voice>" + std::to_string(staff) +
           "</voice><type>whole</type><staff>" + std::to_string(staff) + "</staff>" +
           notations("<arpeggiate" + number + "/>") + "</note>";
  };
  return layout_text(score(
      {attributes(2) + chord("C", 5, 1, upper) + "<backup><duration>4</duration></backup>" + chord("G", 2, 2, lower)}));
}

TEST(ArpeggioInScore, OfOneNumberLeadsFromStaffToStaffAsOneLine) {
  EXPECT_LT(heights(drawn(broken(" number=\"1\"", " number=\"1\""), "arpeggio")).low, -6.0);
}

TEST(ArpeggioInScore, StandsNearerToAnAccidentalThanToAHead) {
  const auto gap = [](const std::string& accidental, const char* group) {
    const std::string note = "<note><pitch><step>C</step><alter>" + std::string(accidental.empty() ? "0" : "-1") +
                             "</alter><octave>5</octave></pitch><duration>4</duration><voice>1</voice>"
                             "<type>whole</type>" +
                             accidental + "<notations><arpeggiate/></notations></note>";
    const std::string page = layout_text(score({attributes() + note}));
    double right = -1e9;
    for (const Drawn& wave : drawn(page, "arpeggio")) {
      for (std::size_t i = 0; i + 1 < wave.at.size() && i < 8; i += 6) right = std::max(right, wave.at[i]);
    }
    return drawn(page, group).front().at[0] - right;
  };
  EXPECT_LT(gap("<accidental>flat</accidental>", "accidental"), gap("", "notehead") - 0.1)
      << "no ledger line stands out there";
}

TEST(ArpeggioInScore, OfTwoNumbersOrNoneStandsOnEachStaffAlone) {
  EXPECT_GT(heights(drawn(broken(" number=\"1\"", " number=\"2\""), "arpeggio")).low, -5.0);
  EXPECT_GT(heights(drawn(broken("", ""), "arpeggio")).low, -5.0);
}

// ---- Grace notes.

std::string grace(const std::string& step) {
  return "<note><grace/><pitch><step>" + step +
         "</step><octave>5</octave></pitch><voice>1</voice><type>eighth</type>"
         "<staff>1</staff></note>";
}

const std::string forte = direction("<dynamics><f/></dynamics>");
const std::string piano = direction("<dynamics><p/></dynamics>");

double x_of_first_dynamic(const std::string& measure) {
  const std::vector<Drawn> letters = drawn(layout_text(score({attributes() + measure})), "dynamic");
  return letters.empty() ? -1.0 : letters.front().at[0];
}

TEST(DirectionAmongGraceNotes, StandsAtTheGraceNoteThatFollowsItWhenAnotherStandsBehindThem) {
  const std::string graces = grace("G") + grace("F") + grace("E");
  const std::string notes = four(quarter("C", 5));
  const std::string page = layout_text(score({attributes() + forte + graces + piano + notes}));
  const std::vector<Drawn> letters = drawn(page, "dynamic");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(letters.size(), 2U);
  ASSERT_EQ(heads.size(), 7U);
  EXPECT_LT(letters[0].at[0], heads[1].at[0]);
  EXPECT_GT(letters[1].at[0], heads[2].at[0]);
}

TEST(DirectionAmongGraceNotes, AloneBeforeThemBelongsToTheNote) {
  const std::string graces = grace("G") + grace("F") + grace("E");
  const std::string notes = four(quarter("C", 5));
  EXPECT_NEAR(x_of_first_dynamic(forte + graces + notes), x_of_first_dynamic(graces + forte + notes), 0.01);
}

// ---- Trills.

TEST(TrillInScore, LineGoesOnAtTheHeightOfTheSignThoughAnAccidentalStandsOverIt) {
  const auto page = [](const std::string& accidental) {
    return layout_text(
        score({attributes() + quarter("B", 4, ornaments("<trill-mark/>" + accidental + "<wavy-line type=\"start\"/>")) +
               quarter("B", 4) + quarter("B", 4) + quarter("B", 4, ornaments("<wavy-line type=\"stop\"/>"))}));
  };
  const std::vector<Drawn> plain = drawn(page(""), "trill-line");
  const std::vector<Drawn> with_sign = drawn(page("<accidental-mark>sharp</accidental-mark>"), "trill-line");
  ASSERT_FALSE(plain.empty());
  ASSERT_FALSE(with_sign.empty());
  EXPECT_NEAR(plain.front().at[1], with_sign.front().at[1], 0.01);
}

TEST(TrillInScore, SecondAccidentalStandsOnTheWavyLine) {
  const std::string page = layout_text(score(
      {attributes() +
       quarter("B", 4, ornaments("<trill-mark/><accidental-mark>sharp</accidental-mark><wavy-line type=\"start\"/>")) +
       quarter("B", 4, ornaments("<wavy-line type=\"continue\"/><accidental-mark>natural</accidental-mark>")) +
       quarter("B", 4, ornaments("<wavy-line type=\"stop\"/>")) + quarter("B", 4)}));
  const std::vector<Drawn> line = drawn(page, "trill-line");
  double natural = -1e9;
  for (const Drawn& sign : drawn(page, "ornament")) {
    if (sign.text != "E261") continue;
    EXPECT_EQ(natural, -1e9) << "printed twice";
    natural = sign.at[1];
  }
  ASSERT_FALSE(line.empty());
  EXPECT_GT(natural, line.front().at[1] + 0.5);
}

TEST(TrillInScore, LineOfOneNoteFollowsTheSignBelowAndLastsAsLongAsTheNote) {
  const std::string half =
      "<note><pitch><step>B</step><octave>4</octave></pitch><duration>2</duration><voice>1</voice>"
      "<type>half</type>" +
      ornaments(
          "<trill-mark placement=\"below\"/><wavy-line type=\"start\"/>"
          "<wavy-line type=\"stop\"/>") +
      "</note>";
  const std::string page = layout_text(score({attributes() + half + rest(2)}));
  const std::vector<Drawn> line = drawn(page, "trill-line");
  const std::vector<Drawn> rests = drawn(page, "rest");
  ASSERT_FALSE(line.empty());
  ASSERT_EQ(rests.size(), 1U);
  EXPECT_LT(line.front().at[1], -2.0);
  EXPECT_GT(line.back().at[0] + 1.5, rests.front().at[0] - 1.0);
  EXPECT_LT(line.back().at[0] + 0.9, rests.front().at[0]);
}

TEST(TurnInScore, ThatIsDelayedStandsBetweenItsNoteAndTheNext) {
  const auto x = [](const std::string& turn) {
    const std::string page = layout_text(score({attributes() + four(quarter("B", 4, ornaments(turn)))}));
    const std::vector<Drawn> heads = drawn(page, "notehead");
    const std::vector<Drawn> signs = drawn(page, "ornament");
    return signs.size() == 1 && heads.size() == 4
               ? (signs[0].at[0] - heads[0].at[0]) / (heads[1].at[0] - heads[0].at[0])
               : -1.0;
  };
  EXPECT_NEAR(x("<turn/>"), 0.0, 0.2);
  EXPECT_NEAR(x("<delayed-turn/>"), 0.4, 0.2);
}

// ---- Hammer-ons.

std::string hammered(const std::string& first, const std::string& second) {
  return layout_text(score(
      {attributes() +
       quarter("G", 4,
               "<notations><technical><hammer-on type=\"start\">H</hammer-on></technical>" + first + "</notations>") +
       quarter("A", 4, "<notations><technical><hammer-on type=\"stop\"/></technical>" + second + "</notations>") +
       quarter("B", 4) + quarter("B", 4)}));
}

std::size_t curves(const std::string& page) {
  std::size_t count = 0;
  for (const char* group : {"slur", "technical"}) {
    for (const Drawn& one : drawn(page, group)) count += one.kind == "curve" ? 1 : 0;
  }
  return count;
}

TEST(HammerOnInScore, HasASlurAndItsLetterOverTheMiddle) {
  const std::string page = hammered("", "");
  EXPECT_EQ(curves(page), 1U);
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 4U);
  for (const Drawn& one : drawn(page, "technical")) {
    if (one.kind != "text") continue;
    EXPECT_NEAR(one.at[0], (heads[0].at[0] + heads[1].at[0]) / 2 + 0.59, 0.1);
  }
}

TEST(HammerOnInScore, HasNoSecondSlurWhenTheFileWritesOne) {
  EXPECT_EQ(curves(hammered("<slur type=\"start\"/>", "<slur type=\"stop\"/>")), 1U);
}

// ---- Rests.

TEST(RestInScore, OnAnotherStaffThanItsVoiceIsPrintedThere) {
  const auto rest_height = [](int staff) {
    const std::string page =
        layout_text(score({attributes(2) + quarter("C", 5) + quarter("C", 5) + quarter("C", 5) + quarter("C", 5) +
                           "<backup><duration>4</duration></backup>" + quarter("C", 3, "", 2) + rest(1, staff, "2") +
                           quarter("C", 3, "", 2) + quarter("C", 3, "", 2)}));
    const std::vector<Drawn> rests = drawn(page, "rest");
    return rests.size() == 1 ? rests.front().at[1] : -1e9;
  };
  EXPECT_NEAR(rest_height(2), 0.0, 0.6);
  EXPECT_GT(rest_height(1), 5.0);
}

// ---- Ties.

TEST(TieInScore, ToANoteOfAnotherNameJoinsBothAndTheSecondHasItsOwnAccidental) {
  const auto altered = [](const char* step, const char* alter, const char* tie) {
    return "<note><pitch><step>" + std::string(step) + "</step><alter>" + alter +
           "</alter><octave>4</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type>" +
           notations(std::string("<tied type=\"") + tie + "\"/>") + "</note>";
  };
  const std::string page = layout_text(
      score({attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + altered("A", "1", "start"),
             altered("B", "-1", "stop") + rest(1) + rest(2)}));
  const std::vector<Drawn> ties = drawn(page, "tie");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(ties.size(), 1U);
  ASSERT_EQ(heads.size(), 5U);
  EXPECT_GT(ties[0].at[6], heads[4].at[0] - 1.5);
  EXPECT_EQ(drawn(page, "accidental").size(), 2U);
}

// ---- Tuplets.

std::string tupled(const std::string& step, int octave, const std::string& more) {
  return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
         "</octave></pitch><duration>2</duration><voice>1</voice><type>quarter</type>"
         "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>" +
         more + "</note>";
}

std::string with_thirds(const std::string& notes) {
  return layout_text(
      score({"<attributes><divisions>3</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
             "<clef><sign>G</sign><line>2</line></clef></attributes>" +
             notes + "<note><rest/><duration>6</duration><voice>1</voice><type>half</type></note>"}));
}

TEST(TupletInScore, NumberOfABracketKeepsClearOfTheNoteInTheMiddle) {
  const std::string page = with_thirds(tupled("C", 4, notations("<tuplet type=\"start\" placement=\"above\"/>")) +
                                       tupled("A", 5, "") + tupled("C", 4, notations("<tuplet type=\"stop\"/>")));
  double number = -1e9;
  for (const Drawn& one : drawn(page, "tuplet")) {
    if (one.kind == "glyph") number = one.at[1];
  }
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 3U);
  EXPECT_GT(number, heads[1].at[1] + 0.5 + 0.2);
}

// ---- Tremolos between two notes.

std::string pair(const std::string& type, int duration, const std::string& beams) {
  const auto note = [&](const char* step, const char* end, const std::string& beam) {
    return "<note><pitch><step>" + std::string(step) + "</step><octave>5</octave></pitch><duration>" +
           std::to_string(duration) + "</duration><voice>1</voice><type>" + type +
           "</type><time-modification><actual-notes>2</actual-notes><normal-notes>1</normal-notes></"
           "time-modification>" +
           beam + ornaments("<tremolo type=\"" + std::string(end) + "\">3</tremolo>") + "</note>";
  };
  const auto beam = [&](const char* state) {
    return beams.empty() ? std::string() : "<beam number=\"1\">" + std::string(state) + "</beam>";
  };
  return layout_text(score({attributes() + note("C", "start", beam("begin")) + note("E", "stop", beam("end")) +
                            (duration == 1 ? rest(2) : "")}));
}

TEST(TremoloInScore, StrokesOfHalfNotesUnderABeamKeepOffTheBeamAndTheStems) {
  const std::string page = pair("half", 1, "beam");
  const std::vector<Drawn> strokes = drawn(page, "tremolo");
  const std::vector<Drawn> beams = drawn(page, "beam");
  const std::vector<Drawn> stems = drawn(page, "stem");
  ASSERT_EQ(beams.size(), 1U);
  ASSERT_EQ(stems.size(), 2U);
  ASSERT_FALSE(strokes.empty());
  const Reach beam = heights(beams[0]);
  for (const Drawn& stroke : strokes) {
    EXPECT_GT(heights(stroke).low, beam.low + 0.5);
    EXPECT_GT(stroke.at[0], stems[0].at[0] + 0.5);
    EXPECT_LT(stroke.at[2], stems[1].at[0] - 0.5);
  }
}

TEST(TremoloInScore, StrokesBetweenNotesOnAnotherStaffStandAtTheirStems) {
  const auto half = [](const char* step, const char* end) {
    return "<note><pitch><step>" + std::string(step) +
           "</step><octave>3</octave></pitch><duration>1</duration><voice>1</voice><type>half</type>"
           "<time-modification><actual-notes>2</actual-notes><normal-notes>1</normal-notes></time-modification>"
           "<staff>2</staff>" +
           ornaments("<tremolo type=\"" + std::string(end) + "\">3</tremolo>") + "</note>";
  };
  const std::string page =
      layout_text(score({attributes(2) + quarter("C", 5) + quarter("C", 5) + half("E", "start") + half("G", "stop")}));
  const std::vector<Drawn> stems = drawn(page, "stem");
  ASSERT_EQ(stems.size(), 4U);
  const double end = std::min(stems[2].at[3], stems[3].at[3]);
  EXPECT_LT(end, -6.0);  // on the lower staff
  EXPECT_NEAR(heights(drawn(page, "tremolo")).low, end, 1.5);
}

TEST(TremoloInScore, StrokesBetweenWholeNotesAreLongEnoughToBeSeen) {
  const std::vector<Drawn> strokes = drawn(pair("whole", 2, ""), "tremolo");
  ASSERT_EQ(strokes.size(), 3U);
  for (const Drawn& stroke : strokes) EXPECT_GE(stroke.at[2] - stroke.at[0], 1.9);
}

}  // namespace
}  // namespace burin::layout::testing_support
