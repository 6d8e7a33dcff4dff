// Lyrics, pedals, endings, bar numbers, dynamics, fit and pages: rules that one number can hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

const std::string four_notes = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);

EngraveOptions measures_a_line(int count) {
  EngraveOptions options;
  options.breaks = Breaks::fixed;
  options.measures_per_system = static_cast<std::uint32_t>(count);
  return options;
}

std::string sung(const std::string& syllabic, const std::string& text, const std::string& more = "",
                 const std::string& step = "B", int octave = 4) {
  const std::string words =
      text.empty() ? "" : "<lyric><syllabic>" + syllabic + "</syllabic><text>" + text + "</text>" + more + "</lyric>";
  return quarter(step, octave, words);
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

double middle(const Drawn& hyphen) { return (hyphen.at[0] + hyphen.at[2]) / 2; }

TEST(Lyrics, all_syllables_of_a_verse_stand_on_one_straight_line_in_a_system) {
  const std::string page =
      layout_text(score({attributes() + sung("single", "high") + sung("single", "low", "", "C", 4) +
                         sung("single", "deep", "", "G", 3) + sung("single", "up", "", "C", 6)}));
  std::set<double> lines;
  for (const Drawn& one : drawn(page, "lyric")) lines.insert(one.at[1]);
  EXPECT_EQ(lines.size(), 1U);
}

TEST(Lyrics, hyphens_of_a_wide_gap_are_spread_evenly_with_half_a_gap_at_both_ends) {
  const std::string none = sung("", "");
  const std::string page = layout_text(score({attributes() + sung("begin", "A") + none + none + none,
                                              none + none + none + none, none + none + none + sung("end", "men")}));
  const auto words = drawn(page, "lyric");
  const auto hyphens = drawn(page, "lyric-hyphen");
  ASSERT_EQ(words.size(), 2U);
  ASSERT_GE(hyphens.size(), 3U);
  const double step = middle(hyphens[1]) - middle(hyphens[0]);
  for (std::size_t i = 1; i + 1 < hyphens.size(); ++i) {
    EXPECT_NEAR(middle(hyphens[i + 1]) - middle(hyphens[i]), step, 0.01);
  }
  EXPECT_NEAR(words[1].at[0] - middle(hyphens.back()), step / 2, 0.2);
}

TEST(Lyrics, a_line_of_a_melisma_ends_at_its_last_note_and_not_at_the_rest_behind_it) {
  const std::string rest = "<note><rest/><duration>1</duration><voice>1</voice><type>quarter</type></note>";
  const std::string page =
      layout_text(score({attributes() + sung("single", "ah", "<extend/>") + quarter("B", 4) + rest + rest}));
  const auto lines = drawn(page, "lyric-extender");
  const auto heads = drawn(page, "notehead");
  ASSERT_EQ(lines.size(), 1U);
  ASSERT_EQ(heads.size(), 2U);
  EXPECT_NEAR(lines.front().at[2], heads.back().at[0] + 1.18, 0.1);
}

TEST(Lyrics, dynamics_of_a_staff_with_words_stand_above_it) {
  const std::string loud = "<direction><direction-type><dynamics><f/></dynamics></direction-type></direction>";
  const std::string sings = score({attributes() + loud + sung("single", "la") + sung("single", "la")});
  const std::string plays = score({attributes() + loud + quarter("B", 4) + quarter("B", 4)});
  ASSERT_EQ(drawn(layout_text(sings), "dynamic").size(), 1U);
  EXPECT_GT(drawn(layout_text(sings), "dynamic").front().at[1], 2.0);
  EXPECT_LT(drawn(layout_text(plays), "dynamic").front().at[1], -2.0);
}

TEST(BarNumber, stands_at_the_beginning_of_each_system_but_the_first) {
  const auto numbers =
      drawn(layout_text(score({attributes() + four_notes, four_notes, four_notes, four_notes, four_notes}),
                        measures_a_line(2)),
            "bar-number");
  ASSERT_EQ(numbers.size(), 2U);
  EXPECT_EQ(numbers[0].text, "3");
  EXPECT_EQ(numbers[1].text, "5");
}

TEST(Volta, neighbours_have_one_height_and_the_second_one_stays_open) {
  const auto ending = [](const std::string& side, const std::string& number, const std::string& type) {
    return "<barline location=\"" + side + "\"><ending number=\"" + number + "\" type=\"" + type + "\"/></barline>";
  };
  const std::string page =
      layout_text(score({attributes() + four_notes,
                         ending("left", "1", "start") + quarter("E", 6) + four_notes + ending("right", "1", "stop"),
                         ending("left", "2", "start") + four_notes + ending("right", "2", "discontinue")}));
  std::set<double> heights;
  std::size_t hooks = 0;
  for (const Drawn& one : drawn(page, "ending")) {
    if (one.kind != "line") continue;
    if (one.at[1] == one.at[3]) heights.insert(one.at[1]);
    if (one.at[0] == one.at[2]) ++hooks;
  }
  EXPECT_EQ(heights.size(), 1U);
  EXPECT_EQ(hooks, 3U) << "both ends of the first, the beginning of the second";
}

TEST(Volta, a_bracket_that_goes_on_in_the_next_system_has_no_hook_at_the_break) {
  const auto ending = [](const std::string& side, const std::string& type) {
    return "<barline location=\"" + side + "\"><ending number=\"1\" type=\"" + type + "\"/></barline>";
  };
  const std::string page =
      layout_text(score({attributes() + ending("left", "start") + four_notes, four_notes + ending("right", "stop")}),
                  measures_a_line(1));
  std::size_t hooks = 0;
  for (const Drawn& one : drawn(page, "ending")) {
    if (one.kind == "line" && one.at[0] == one.at[2]) ++hooks;
  }
  EXPECT_EQ(hooks, 2U);
}

TEST(Pedal, all_signs_of_a_system_that_belong_together_stand_on_one_line_below_the_dynamics) {
  const auto pedal = [](const std::string& type) {
    return direction("<pedal type=\"" + type + "\" sign=\"yes\" line=\"no\"/>");
  };
  const std::string page = layout_text(
      score({attributes() + pedal("start") + direction("<dynamics><p/></dynamics>") + quarter("C", 4) +
             quarter("G", 3) + pedal("stop") + pedal("start") + quarter("B", 4) + quarter("B", 4) + pedal("stop")}));
  const auto letters = drawn(page, "dynamic");
  std::set<double> lines;
  for (const Drawn& one : drawn(page, "pedal")) lines.insert(one.at[1]);
  ASSERT_EQ(letters.size(), 1U);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_LT(*lines.begin(), letters.front().at[1]);
}

TEST(Hairpin, lies_flat_and_in_the_line_of_the_dynamics_at_its_ends) {
  const std::string page = layout_text(score(
      {attributes() + direction("<dynamics><p/></dynamics>") + direction(R"(<wedge type="crescendo" number="1"/>)") +
       quarter("B", 4) + quarter("C", 4) + quarter("B", 4) + direction(R"(<wedge type="stop" number="1"/>)") +
       direction("<dynamics><f/></dynamics>") + quarter("B", 4)}));
  const auto letters = drawn(page, "dynamic");
  const auto lines = drawn(page, "hairpin");
  ASSERT_EQ(letters.size(), 2U);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_DOUBLE_EQ(letters[0].at[1], letters[1].at[1]);
  const double middle_left = (lines[0].at[1] + lines[1].at[1]) / 2;
  const double middle_right = (lines[0].at[3] + lines[1].at[3]) / 2;
  EXPECT_DOUBLE_EQ(middle_left, middle_right);
  EXPECT_NEAR(middle_left, letters[0].at[1] + 0.5, 0.3);
  EXPECT_GE(std::min(lines[0].at[0], lines[0].at[2]), letters[0].at[0] + 0.5);
  EXPECT_LE(std::max(lines[0].at[0], lines[0].at[2]), letters[1].at[0]);
}

TEST(Words, a_text_that_moves_left_keeps_off_the_ledger_line_of_a_note) {
  const std::string rest = "<note><rest/><duration>1</duration><voice>1</voice><type>quarter</type></note>";
  bool near = false;
  for (std::size_t letters = 2; letters < 40; ++letters) {
    const std::string text = direction("<words>" + std::string(letters, 'i') + "</words>", "above");
    const std::string page = layout_text(score({attributes() + quarter("A", 5) + rest + rest + text + rest}));
    const auto ledgers = drawn(page, "ledger-lines");
    const auto words = drawn(page, "words");
    ASSERT_EQ(ledgers.size(), 1U);
    ASSERT_EQ(words.size(), 1U);
    const double gap = words[0].at[0] - ledgers[0].at[2];
    if (gap > 0.15 || gap < -1.0) continue;
    near = true;
    EXPECT_GT(words[0].at[1], ledgers[0].at[1]) << letters << " letters";
  }
  EXPECT_TRUE(near) << "one of the texts comes to stand next to the ledger line";
}

TEST(Words, a_long_text_at_the_end_of_a_line_stays_on_it) {
  const std::string page = layout_text(
      score({attributes() + four_notes,
             quarter("B", 4) + quarter("B", 4) + quarter("B", 4) +
                 direction("<words>a very long text that has to move left</words>", "above") + quarter("B", 4)}));
  const auto words = drawn(page, "words");
  const auto lines = drawn(page, "staff-lines");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_FALSE(lines.empty());
  EXPECT_LT(words.front().at[0], lines.front().at[2] - 20.0) << "forty letters are longer than that";
}

TEST(Fit, the_staves_of_a_tall_system_become_smaller_until_they_are_all_on_the_page) {
  std::string list;
  std::string body;
  for (int i = 0; i < 30; ++i) {
    const std::string id = "P" + std::to_string(i);
    list += "<score-part id=\"" + id + "\"><part-name>Part</part-name></score-part>";
    body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + four_notes + "</measure></part>";
  }
  const std::string page =
      layout_text("<score-partwise version=\"4.0\"><part-list>" + list + "</part-list>" + body + "</score-partwise>");
  EXPECT_EQ(count(page, "\n    staff "), 30U);
  std::istringstream lines(page);
  std::string line;
  double lowest = 0.0;
  double height_mm = 0.0;
  double space_mm = 0.0;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "page") {
      double width_mm = 0.0;
      std::string vpd;
      int number = 0;
      words >> number >> vpd >> width_mm >> height_mm >> space_mm;
    } else if (word == "paint" && line.rfind("      paint", 0) == 0) {
      double x = 0.0;
      double y = 0.0;
      words >> x >> y;
      lowest = std::max(lowest, y);
    }
  }
  EXPECT_GT(lowest, 0.0);
  EXPECT_LT((lowest + 2.0) * space_mm, height_mm);
}

}  // namespace
}  // namespace burin::layout
