// Tempo words and metronome marks that follow one another closely.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "elements/groups_of_page.hpp"
#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

std::string tempo(const std::string& words) {
  return direction("<words font-weight=\"bold\">" + words + "</words>", "above");
}
std::string metronome(int per_minute) {
  return direction("<metronome><beat-unit>quarter</beat-unit><per-minute>" + std::to_string(per_minute) +
                       "</per-minute></metronome>",
                   "above");
}

TEST(TempoLine, words_that_overlap_their_neighbours_take_two_heights_by_turns) {
  // Eight measures of a line, each narrower than the words and wider than half of them.
  EngraveOptions options;
  options.staff_size_mm = 7.0;
  options.breaks = burin::Breaks::fixed;
  options.measures_per_system = 8;
  const std::string notes = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  std::vector<std::string> measures{attributes() + notes};
  for (const char* words : {"meno mosso", "più mosso", "meno mosso", "più mosso"})
    measures.push_back(tempo(words) + notes);
  measures.insert(measures.end(), 4, notes);
  const auto words = drawn(layout_text(score(measures), options), "words");
  ASSERT_EQ(words.size(), 4U);
  std::set<double> heights;
  for (const Drawn& one : words) heights.insert(one.at[1]);
  EXPECT_EQ(heights.size(), 2U) << "no stairs, and one baseline for all letters with and without descenders";
  EXPECT_LT(words[0].at[1], words[1].at[1]);
  EXPECT_EQ(words[0].at[1], words[2].at[1]);
}

TEST(TempoLine, words_with_and_without_letters_below_the_line_share_it) {
  std::vector<std::string> measures;
  for (const char* words : {"rit.", "largo", "a"}) {
    measures.push_back((measures.empty() ? attributes() : "") + tempo(words) + quarter("B", 4) + quarter("B", 4) +
                       quarter("B", 4) + quarter("B", 4));
  }
  const auto words = drawn(layout_text(score(measures)), "words");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].at[1], words[1].at[1]);
  EXPECT_EQ(words[2].at[1], words[1].at[1]);
}

TEST(TempoLine, marks_stand_at_one_height_along_the_system_but_for_one_over_a_very_high_note) {
  std::vector<std::string> measures;
  for (const int octave : {4, 6, 4}) {
    const std::string note = quarter("B", octave);
    measures.push_back((measures.empty() ? attributes() : "") + tempo(octave == 4 ? "largo" : "rit.") + note + note +
                       note + note);
  }
  measures.push_back(tempo("rit.") + quarter("A", 5) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4));
  const auto words = drawn(layout_text(score(measures)), "words");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_GT(words[1].at[1], words[0].at[1] + 2.0);
  EXPECT_EQ(words[2].at[1], words[0].at[1]);
  EXPECT_EQ(words[3].at[1], words[0].at[1]);
}

TEST(TempoLine, the_mark_of_a_beat_joins_its_words_whichever_the_file_writes_first_and_a_later_one_does_not) {
  const std::string page =
      layout_text(score({attributes() + metronome(138) + tempo("poco a poco agitato") + quarter("B", 4) +
                         metronome(146) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4)}));
  const auto words = drawn(page, "words");
  const auto marks = drawn(page, "metronome");
  ASSERT_EQ(words.size(), 1U);
  const auto number = [&](const std::string& text) {
    return std::find_if(marks.begin(), marks.end(),
                        [&](const Drawn& one) { return one.text.find(text) != std::string::npos; });
  };
  const auto own = number("138");
  const auto later = number("146");
  ASSERT_TRUE(own != marks.end() && later != marks.end());
  EXPECT_NEAR(own->at[1], words[0].at[1], 0.05);
  EXPECT_GT(own->at[0], words[0].at[0] + 8.0);
  EXPECT_GT(later->at[1], words[0].at[1] + 1.0);
}

}  // namespace
}  // namespace burin::layout
