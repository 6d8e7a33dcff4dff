// Signs of several families in laid out scores: extenders that end without a word, caesuras, barlines, tablature.
#include <gtest/gtest.h>

#include <algorithm>

#include "elements/layout_support.hpp"

namespace burin::layout::testing_support {
namespace {

std::string sung(const std::string& words, const std::string& extend) {
  const std::string text = words.empty() ? "" : "<syllabic>single</syllabic><text>" + words + "</text>";
  return "<lyric number=\"1\">" + text + "<extend type=\"" + extend + "\"/></lyric>";
}

TEST(Lyrics, an_extender_ends_at_the_note_without_a_word_that_says_so) {
  const std::string first = attributes() + quarter("C", 5, sung("Oh", "start")) + quarter("D", 5) +
                            quarter("E", 5, sung("", "stop")) + quarter("F", 5);
  const std::string page = layout_text(score({first, quarter("G", 5) + quarter("A", 5)}));
  const std::vector<Drawn> lines = drawn(page, "lyric-extender");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(heads.size(), 6U);
  EXPECT_GT(lines[0].at[2], heads[2].at[0] + 0.8);
  EXPECT_LT(lines[0].at[2], heads[3].at[0]);
}

std::string caesura(const std::string& step, int octave, const std::string& form) {
  return quarter(step, octave, "<notations><articulations><caesura>" + form + "</caesura></articulations></notations>");
}

TEST(Caesura, stands_through_the_top_line_behind_notes_of_any_height) {
  const std::string page = layout_text(
      score({attributes() + caesura("C", 4, "") + caesura("C", 5, "") + caesura("C", 6, "") + quarter("E", 6)}));
  const std::vector<Drawn> signs = drawn(page, "breath-mark");
  const std::vector<Drawn> heads = drawn(page, "notehead");
  ASSERT_EQ(signs.size(), 3U);
  ASSERT_EQ(heads.size(), 4U);
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  const Box& box = (*fonts)->glyphs().box(0xE4D1);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(signs[i].at[1] + (box.bottom + box.top) / 2, 2.0, 1e-3) << i;
    EXPECT_GT(signs[i].at[0] + box.left, heads[i].at[0] + 1.2) << i;
    EXPECT_LT(signs[i].at[0] + box.right, heads[i + 1].at[0]) << i;
  }
}

TEST(Caesura, behind_a_rest_is_printed_too) {
  const std::string rest =
      "<note><rest/><duration>1</duration><voice>1</voice><type>quarter</type><notations><articulations><caesura/>"
      "</articulations></notations></note>";
  EXPECT_EQ(drawn(layout_text(score({attributes() + quarter("C", 5) + rest})), "breath-mark").size(), 1U);
}

TEST(Barline, of_dots_is_wider_than_a_thin_one) {
  const std::string style = "<barline location=\"right\"><bar-style>dotted</bar-style></barline>";
  const std::string page =
      layout_text(score({attributes() + quarter("C", 5) + style, quarter("C", 5), quarter("C", 5)}));
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  double width = 0.0;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find("width ");
    if (line.find("dotted") != std::string::npos && at != std::string::npos) width = std::stod(line.substr(at + 6));
  }
  EXPECT_GT(width, 1.5 * (*fonts)->glyphs().defaults().thin_barline);
}

std::string on_string(const std::string& head, const std::string& signs) {
  return quarter("E", 4,
                 head + "<notations><technical><string>2</string><fret>5</fret>" + signs + "</technical></notations>");
}

const std::string tab_clef =
    "<attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time><clef><sign>TAB</sign>"
    "<line>5</line></clef><staff-details><staff-lines>6</staff-lines></staff-details></attributes>";

TEST(Tablature, mutes_strings_with_an_x_and_has_quiet_notes_in_parentheses) {
  const std::string page =
      layout_text(score({tab_clef + on_string("<notehead>x</notehead>", "") +
                         on_string("<notehead parentheses=\"yes\">normal</notehead>", "") + on_string("", "")}));
  std::vector<std::string> numbers;
  for (const Drawn& one : drawn(page, "tab-number")) numbers.push_back(one.text);
  EXPECT_EQ(numbers, (std::vector<std::string>{"X", "(5)", "5"}));
}

TEST(Tablature, numbers_of_a_chord_on_neighbouring_strings_do_not_touch) {
  const std::string page = layout_text(score({tab_clef + on_string("", "")}));
  const std::vector<Drawn> numbers = drawn(page, "tab-number");
  ASSERT_EQ(numbers.size(), 1U);
  const double size = numbers[0].at[2];
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  ASSERT_GT(size, 0.0);
  EXPECT_LT((*fonts)->text().measure("0", FontFace::roman, size).ink.height(), 1.0);
}

TEST(Tablature, a_bend_turns_upwards_one_before_the_note_goes_straight_and_its_release_falls) {
  const auto tips = [](const std::string& kind) {
    const std::string bend = "<bend><bend-alter>2</bend-alter>" + kind + "</bend>";
    std::pair<double, double> found{0.0, 0.0};  // tip of the arrow over its shaft's other end; texts
    for (const Drawn& one : drawn(layout_text(score({tab_clef + on_string("", bend)})), "technical")) {
      if (one.kind == "polygon") found.first = one.at[5] - one.at[1];
      if (one.kind == "text") found.second += 1.0;
    }
    return found;
  };
  EXPECT_GT(tips("").first, 0.0);
  EXPECT_GT(tips("<pre-bend/>").first, 0.0);
  EXPECT_LT(tips("<release/>").first, 0.0);
  EXPECT_EQ(tips("<release/>").second + 1.0, tips("").second) << "a release needs no size";
}

}  // namespace
}  // namespace burin::layout::testing_support
