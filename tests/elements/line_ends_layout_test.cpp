// Where lines between and over notes begin and end: octave lines, brackets, glissandos with their words.
#include <gtest/gtest.h>

#include <algorithm>

#include "elements/layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

const std::string whole =
    "<note><pitch><step>C</step><octave>5</octave></pitch><duration>4</duration><voice>1</voice><type>whole</type>"
    "</note>";

std::string four(int octave) {
  std::string text;
  for (const char* step : {"C", "D", "E", "F"}) text += quarter(step, octave);
  return text;
}

/// Right end of the lines of one group.
double right_end(const std::string& page, const std::string& group) {
  double right = -1e9;
  for (const Drawn& one : drawn(page, group)) {
    if (one.kind == "line") right = std::max({right, one.at[0], one.at[2]});
  }
  return right;
}

TEST(OctaveLine, EndsBehindItsLastNoteNotOverTheNextMeasure) {
  const std::string from = direction(R"(<octave-shift type="down" size="8"/>)", "above");
  const std::string to = direction(R"(<octave-shift type="stop" size="8"/>)", "above");
  const std::string page = layout_text(score({attributes() + from + four(6) + to, whole}));
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 5U);
  const double end = right_end(page, "octave-line");
  EXPECT_GT(end, heads[3].at[0] + 1.2);
  EXPECT_LT(end, heads[3].at[0] + 2.2);
}

TEST(OctaveLine, EndsBeforeTheNoteThatBeginsWhereItStops) {
  const std::string from = direction(R"(<octave-shift type="down" size="8"/>)", "above");
  const std::string to = direction(R"(<octave-shift type="stop" size="8"/>)", "above");
  const std::string page = layout_text(
      score({attributes() + from + quarter("C", 6) + quarter("D", 6) + to + quarter("E", 5) + quarter("F", 5)}));
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 4U);
  EXPECT_LT(right_end(page, "octave-line"), heads[2].at[0] - 0.5);
}

TEST(LineBracket, ThatStopsWithItsMeasureEndsBeforeTheBarline) {
  const std::string from = direction(R"(<bracket type="start" line-end="down"/>)", "above");
  const std::string to = direction(R"(<bracket type="stop" line-end="down"/>)", "above");
  const auto end = [&](const std::string& before, const std::string& after) {
    return right_end(layout_text(score({attributes() + from + four(5) + before, after + whole})), "line-bracket");
  };
  const double inside = end(to, "");
  EXPECT_NEAR(inside, end("", to), 0.3) << "on the next first beat, which is the same moment";
  const std::vector<Drawn> bars = drawn(layout_text(score({attributes() + four(5), whole})), "barline");
  ASSERT_FALSE(bars.empty());
  const double barline = bars.front().at[0];
  EXPECT_LT(inside, barline);
}

std::string half(const std::string& step, int octave, const std::string& sign) {
  return "<note><pitch><step>" + step + "</step><octave>" + std::to_string(octave) +
         "</octave></pitch><duration>2</duration><voice>1</voice><type>half</type><notations>" + sign +
         "</notations></note>";
}

TEST(GlissandoInScore, HasItsWordAndRoomForIt) {
  const std::string notes = half("C", 4, R"(<glissando type="start" line-type="wavy">glissando</glissando>)") +
                            half("C", 6, R"(<glissando type="stop" line-type="wavy"/>)");
  const std::string page = layout_text(score({attributes() + notes, notes, notes, notes, notes, notes}));
  std::vector<Drawn> words;
  for (const Drawn& one : drawn(page, "glissando")) {
    if (one.kind == "text") words.push_back(one);
  }
  ASSERT_EQ(words.size(), 6U);
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(heads.size(), 12U);
  EXPECT_EQ(words[0].text, "glissando");
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  const double width = (*fonts)->text().measure("glissando", FontFace::italic, 1.6).advance;
  EXPECT_GT(heads[1].at[0] - heads[0].at[0] - 1.2, width);
}

TEST(GlissandoInScore, LineKeepsOffTheLedgerLinesOfItsNotes) {
  const auto line = [](int octave) {
    const std::string page = layout_text(score(
        {attributes() + half("C", octave, R"(<slide type="start"/>)") + half("C", 5, R"(<slide type="stop"/>)")}));
    const std::vector<Drawn> lines = drawn(page, "glissando");
    const std::vector<Drawn> heads = drawn(page, "notehead");
    return lines.empty() || heads.empty() ? -1.0 : lines[0].at[0] - heads[0].at[0];
  };
  EXPECT_GT(line(4), line(5) + 0.2) << "middle C has a ledger line, the C above it has none";
}

}  // namespace
}  // namespace burin::layout::testing_support
