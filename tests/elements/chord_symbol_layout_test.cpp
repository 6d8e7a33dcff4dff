// Chord symbols and octave lines in laid out scores: what they say and where they stand.
#include <gtest/gtest.h>

#include <cmath>

#include "layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

std::string harmony(const std::string& root, const std::string& kind, const std::string& more = "") {
  return "<harmony><root><root-step>" + root + "</root-step></root>" + kind + more + "</harmony>";
}

std::string degree(int value, int alter) {
  return "<degree><degree-value>" + std::to_string(value) + "</degree-value><degree-alter>" + std::to_string(alter) +
         "</degree-alter><degree-type>add</degree-type></degree>";
}

const std::string whole =
    "<note><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration><voice>1</voice><type>whole</type>"
    "</note>";

/// Letters and figures of a symbol, signs as code points in brackets.
std::string printed(const std::string& symbol) {
  std::string all;
  for (const Drawn& one : drawn(layout_text(score({attributes() + symbol + whole})), "chord-symbol"))
    all += one.kind == "glyph" ? "[" + one.text + "]" : one.text;
  return all;
}

TEST(ChordSymbol, PrintsAlteredDegreesThatTheTextOfItsKindDoesNotSay) {
  const std::string plain = printed(harmony("B", "<kind text=\"7\">dominant</kind>"));
  const std::string flat_nine = printed(harmony("B", "<kind text=\"7\">dominant</kind>", degree(9, -1)));
  EXPECT_EQ(plain, "B7");
  EXPECT_EQ(flat_nine.substr(0, 2), "B7");
  EXPECT_EQ(flat_nine.back(), '9');
  // Said already, or a part of the figure.
  EXPECT_EQ(printed(harmony("B", "<kind text=\"7b9\">dominant</kind>", degree(9, -1))), flat_nine);
  EXPECT_EQ(printed(harmony("B", "<kind text=\"7sus\">suspended-fourth</kind>", degree(7, 0))), "B7sus");
  // Not to be seen.
  const std::string hidden = "<degree print-object=\"no\">" + degree(9, -1).substr(std::string("<degree>").size());
  EXPECT_EQ(printed(harmony("B", "<kind text=\"7\">dominant</kind>", hidden)), plain);
}

TEST(ChordSymbol, WhereNoChordIsPlayedTheRootIsNotPrinted) {
  EXPECT_EQ(printed(harmony("C", "<kind>none</kind>")), "N.C.");
  EXPECT_EQ(printed(harmony("C", "<kind text=\"tacet\">none</kind>", degree(9, -1))), "tacet");
  EXPECT_EQ(
      printed("<harmony><root><root-step text=\"\">C</root-step></root><kind text=\"N.C.\">none</kind></harmony>"),
      "N.C.");
}

TEST(ChordSymbol, KindsThatOnlyFilesKnowSayWhatTheyMean) {
  EXPECT_EQ(printed(harmony("C", "<kind>dominant-seventh</kind>")), "C7");
  EXPECT_EQ(printed(harmony("C", "<kind>minor-major</kind>")), printed(harmony("C", "<kind>major-minor</kind>")));
}

TEST(ChordSymbol, KeepsSyllablesWhole) {
  const auto sizes = [](const std::string& kind) {
    std::vector<std::string> texts;
    for (const Drawn& one : drawn(layout_text(score({attributes() + harmony("F", kind) + whole})), "chord-symbol"))
      texts.push_back(one.text);
    return texts;
  };
  EXPECT_EQ(sizes("<kind text=\"mi7\">minor-seventh</kind>"), (std::vector<std::string>{"Fmi", "7"}));
  EXPECT_EQ(sizes("<kind text=\"min7\">minor-seventh</kind>"), (std::vector<std::string>{"Fm", "7"}));
  EXPECT_EQ(sizes("<kind text=\"ma7\">major-seventh</kind>"), (std::vector<std::string>{"F", "ma7"}));
}

TEST(ChordSymbol, UnderALongNoteTheSecondOneHasRoomAtItsBeat) {
  const std::string kind = "<kind text=\"mi7b5\">half-diminished</kind>";
  const std::string two = harmony("F", kind) + harmony("G", kind, "<offset>2</offset>") + whole;
  const std::string one = harmony("F", kind) + whole;
  std::vector<std::string> measures{attributes() + two};
  for (int i = 0; i < 11; ++i) measures.push_back(i % 2 == 0 ? one : two);
  double before = -1e9;
  double nearest = 1e9;
  for (const Drawn& text : drawn(layout_text(score(measures)), "chord-symbol")) {
    if (text.text != "Fmi" && text.text != "Gmi") continue;
    if (text.at[0] > before) nearest = std::min(nearest, text.at[0] - before);
    before = text.at[0];
  }
  EXPECT_GT(nearest, 6.5);  // a symbol is nearly six spaces wide
}

TEST(OctaveLine, OfAVoiceThatHasGoneToTheUpperStaffStandsOverItsNotesThere) {
  const std::string line =
      "<direction><direction-type><octave-shift type=\"down\" size=\"8\"/></direction-type>"
      "<staff>2</staff></direction>";
  const std::string stop =
      "<direction><direction-type><octave-shift type=\"stop\" size=\"8\"/></direction-type>"
      "<staff>2</staff></direction>";
  const auto note = [](const std::string& step, int octave, int staff) {
    return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
           "</octave></pitch><duration>1</duration><voice>5</voice><type>quarter</type><staff>" +
           std::to_string(staff) + "</staff></note>";
  };
  const std::string page = layout_text(
      score({attributes(2) + note("C", 3, 2) + note("G", 4, 1) + line + note("E", 6, 1) + note("G", 6, 1) + stop}));
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 4U);
  double lower = -1e9;
  double upper = 1e9;
  for (const Drawn& one : drawn(page, "octave-line")) {
    if (one.at.size() < 2) continue;
    lower = std::max(lower, one.at[1]);
    upper = std::min(upper, one.at[1]);
  }
  ASSERT_GT(lower, -1e8);
  // An octave lower than they sound, as the line says: G in the fourth space's upper neighbour, two spaces over E.
  EXPECT_NEAR(heads[3].at[1] - heads[2].at[1], 1.0, 1e-6);
  EXPECT_LT(std::abs(heads[2].at[1] - heads[1].at[1]), 3.0);
}

}  // namespace
}  // namespace burin::layout::testing_support
