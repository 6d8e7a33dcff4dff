// Who gives way where dynamics, words, hairpins, dashes and other signs want one place (handbook §16).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "elements/groups_of_page.hpp"
#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

std::string quarters(int count, const std::string& step = "B", int octave = 4) {
  std::string text;
  for (int k = 0; k < count; ++k) text += quarter(step, octave);
  return text;
}
std::string dynamic(const std::string& name, const std::string& placement = "below") {
  return direction("<dynamics><" + name + "/></dynamics>", placement);
}
std::string italic(const std::string& text, const std::string& placement = "below") {
  return direction("<words font-style=\"italic\">" + text + "</words>", placement);
}
std::string dashes(const std::string& type) { return direction("<dashes type=\"" + type + "\" number=\"1\"/>"); }
std::string wedge(const std::string& type) { return direction("<wedge type=\"" + type + "\" number=\"1\"/>"); }

double x_of(const Drawn& one) { return one.at[0]; }
double y_of(const Drawn& one) { return one.at[1]; }

/// Right end of a word's ink.
double end_of(const Drawn& word, FontFace face = FontFace::italic) {
  const auto fonts = io::FontLibrary::load({});
  return fonts ? word.at[0] + (*fonts)->text().measure(word.text, face, 2.2).ink.right : 1e9;
}

/// Two parts in a group whose barlines go through, both with these measures.
std::string joined_parts(const std::vector<std::string>& measures) {
  std::string list =
      "<part-group type=\"start\" number=\"1\"><group-symbol>bracket</group-symbol><group-barline>yes</group-barline>"
      "</part-group>";
  std::string body;
  for (const std::string& id : {std::string("P1"), std::string("P2")}) {
    list += "<score-part id=\"" + id + "\"><part-name/></score-part>";
    body += "<part id=\"" + id + "\">";
    for (std::size_t m = 0; m < measures.size(); ++m)
      body += "<measure number=\"" + std::to_string(m + 1) + "\">" + measures[m] + "</measure>";
    body += "</part>";
  }
  return "<score-partwise version=\"4.0\"><part-list>" + list + "<part-group type=\"stop\" number=\"1\"/></part-list>" +
         body + "</score-partwise>";
}

EngraveOptions as_in_the_file() {
  EngraveOptions options;
  options.breaks = burin::Breaks::encoded;
  return options;
}
const std::string broken = "<print new-system=\"yes\"/>";

TEST(DynamicsRoom, a_dynamic_stays_at_its_note_whatever_sentence_the_file_has_before_it) {
  const auto page_of = [](const std::string& before) {
    return layout_text(score({attributes() + before + dynamic("ff") + quarters(4), quarters(4), quarters(4)}));
  };
  const std::string page = page_of(italic("*) all players of the string section"));
  const auto letters = drawn(page, "dynamic");
  const auto words = drawn(page, "words");
  ASSERT_EQ(letters.size(), 1U);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NEAR(x_of(letters[0]), x_of(drawn(page_of(""), "dynamic").at(0)), 0.01);
  EXPECT_LT(y_of(words[0]), y_of(letters[0]) - 1.0) << "in a line of their own";
  const std::string term = page_of(italic("sempre"));
  EXPECT_DOUBLE_EQ(y_of(drawn(term, "words").at(0)), y_of(drawn(term, "dynamic").at(0))) << "a term belongs to it";
}

TEST(DynamicsRoom, words_at_the_end_of_a_line_do_not_push_the_dynamic_off_its_note) {
  const auto page_of = [](const std::string& words) {
    return layout_text(score({attributes() + quarters(3) + dynamic("pp") + words + quarters(1), broken + quarters(4)}),
                       as_in_the_file());
  };
  const std::string page = page_of(italic("sempre molto staccato e leggiero"));
  const auto letters = drawn(page, "dynamic");
  const auto words = drawn(page, "words");
  ASSERT_EQ(letters.size(), 1U);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NEAR(x_of(letters[0]), x_of(drawn(page_of(""), "dynamic").at(0)), 0.01);
  EXPECT_LT(y_of(words[0]), y_of(letters[0]) - 1.0);
}

TEST(DynamicsRoom, a_hairpin_is_not_cut_to_an_accent_by_a_word) {
  const auto page_of = [](const std::string& word) {
    return layout_text(
        score({attributes() + dynamic("mf") + word + wedge("crescendo") + quarters(1) + wedge("stop") + quarters(3),
               quarters(4), quarters(4), quarters(4)}));
  };
  const auto length = [](const std::string& page) {
    const auto lines = drawn(page, "hairpin");
    return lines.empty() ? 0.0 : std::abs(lines[0].at[2] - lines[0].at[0]);
  };
  const std::string page = page_of(italic("hervortretend"));
  EXPECT_NEAR(length(page), length(page_of("")), 0.01);
  EXPECT_LT(y_of(drawn(page, "words").at(0)), y_of(drawn(page, "dynamic").at(0)) - 1.0);
}

TEST(DynamicsRoom, a_short_hairpin_takes_three_spaces_where_there_is_room) {
  const std::string page = layout_text(score(
      {attributes() + dynamic("pp") + wedge("crescendo") + quarters(1) + wedge("stop") + quarters(3), quarters(4)}));
  const auto lines = drawn(page, "hairpin");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_GE(std::abs(lines[0].at[2] - lines[0].at[0]), 2.95);
}

TEST(DynamicsRoom, dashes_without_room_for_two_are_left_out) {
  const std::string first = attributes() + quarters(3) + italic("cresc.") + dashes("start") + quarters(1);
  const std::string page = layout_text(score({first, dashes("stop") + dynamic("f") + quarters(4), quarters(4)}));
  EXPECT_TRUE(drawn(page, "dashes").empty()) << "one would be read as a hyphen";
  EXPECT_EQ(groups(page, "dashes"), 1U) << "the word stands for them";
}

TEST(DynamicsRoom, a_word_given_twice_that_stands_for_its_dashes_keeps_a_group_for_each) {
  const std::string twice = italic("cresc.") + dashes("start") + italic("cresc.") + dashes("start");
  const std::string first = attributes() + quarters(3) + twice + quarters(1);
  const std::string page = layout_text(score({first, dashes("stop") + dynamic("f") + quarters(4), quarters(4)}));
  EXPECT_EQ(drawn(page, "words").size(), 1U);
  EXPECT_EQ(groups(page, "words"), 2U);
  EXPECT_EQ(groups(page, "dashes"), 2U);
}

TEST(DynamicsRoom, dashes_that_the_file_starts_twice_are_printed_once_to_the_end_that_it_gives) {
  const auto page_of = [](const std::string& start) {
    return layout_text(score({attributes() + start + quarters(4), quarters(2) + dashes("stop") + quarters(2)}));
  };
  const std::string once = italic("cresc.") + dashes("start");
  const std::string page = page_of(once + once);
  const auto lines = drawn(page, "dashes");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(groups(page, "dashes"), 2U);
  EXPECT_NEAR(lines[0].at[2], drawn(page_of(once), "dashes").at(0).at[2], 0.01);
}

TEST(DynamicsRoom, words_with_dashes_that_stand_twice_over_a_staff_are_printed_once) {
  const auto line = [](const std::string& number) {
    return direction("<words>string.</words>", "above") +
           direction("<dashes type=\"start\" number=\"" + number + "\"/>", "above");
  };
  const auto stop = [](const std::string& number) {
    return direction("<dashes type=\"stop\" number=\"" + number + "\"/>", "above");
  };
  const std::string page =
      layout_text(score({attributes() + line("1") + line("2") + quarters(4), quarters(4) + stop("1") + stop("2")}));
  EXPECT_EQ(drawn(page, "words").size(), 1U);
  EXPECT_EQ(drawn(page, "dashes").size(), 1U);
  EXPECT_EQ(groups(page, "words"), 2U);
  EXPECT_EQ(groups(page, "dashes"), 2U);
}

TEST(DynamicsRoom, dashes_end_where_the_next_word_with_dashes_begins) {
  const std::string second = italic("sempre cresc.") + direction("<dashes type=\"start\" number=\"2\"/>") + quarters(4);
  const std::string stops = dashes("stop") + direction("<dashes type=\"stop\" number=\"2\"/>");
  const std::string page = layout_text(score({attributes() + italic("cresc.") + dashes("start") + quarters(4), second,
                                              broken + quarters(2) + stops + quarters(2)}),
                                       as_in_the_file());
  const auto lines = drawn(page, "dashes");
  ASSERT_EQ(lines.size(), 3U) << "one in the second line";
  EXPECT_DOUBLE_EQ(y_of(lines[0]), y_of(lines[1]));
  EXPECT_LT(lines[0].at[2], lines[1].at[0]);
}

TEST(DynamicsRoom, a_dynamic_with_its_term_ends_before_a_joined_barline) {
  const std::string both =
      "<direction placement=\"below\"><direction-type><dynamics><other-dynamics>sempre </other-dynamics><pp/>"
      "</dynamics></direction-type></direction>";
  const std::string page = layout_text(
      joined_parts({attributes() + quarters(3) + both + quarters(1), quarters(4), quarters(4), quarters(4)}));
  const auto letters = drawn(page, "dynamic");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(letters.size(), 4U);
  ASSERT_FALSE(barlines.empty());
  EXPECT_LT(x_of(letters[1]), barlines[0].at[0] - 2.0) << "two letters are so wide";
  EXPECT_DOUBLE_EQ(y_of(letters[0]), y_of(letters[1]));
}

TEST(DynamicsRoom, a_long_word_of_a_last_beat_moves_by_up_to_half_of_its_length_off_a_joined_barline) {
  const std::string word = italic("poco cresc.");
  const std::string page =
      layout_text(joined_parts({attributes() + quarters(2) + word + quarters(2), quarters(4), quarters(4)}));
  const auto words = drawn(page, "words");
  const auto barlines = drawn(page, "barline");
  ASSERT_FALSE(words.empty());
  ASSERT_FALSE(barlines.empty());
  EXPECT_LT(end_of(words[0]), barlines[0].at[0]);
}

TEST(DynamicsRoom, a_word_longer_than_the_first_measure_does_not_leave_the_line_on_its_other_side) {
  for (std::size_t letters = 8; letters < 48; ++letters) {
    const std::string word(letters, 'o');
    const auto words = drawn(
        layout_text(joined_parts({attributes() + italic(word) + quarters(4), quarters(4), quarters(4)})), "words");
    ASSERT_FALSE(words.empty());
    EXPECT_GT(x_of(words[0]), 0.0) << letters;
  }
}

TEST(DynamicsRoom, a_dynamic_beside_the_number_of_a_tuplet_stands_below_it) {
  const auto third = [](const std::string& more) {
    return "<note><pitch><step>C</step><octave>5</octave></pitch><duration>1</duration><voice>1</voice>"
           "<type>eighth</type><time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
           "</time-modification><stem>down</stem>" +
           more + "</note>";
  };
  const std::string time =
      "<attributes><divisions>3</divisions><time><beats>2</beats><beat-type>4</beat-type></time>"
      "<clef><sign>G</sign><line>2</line></clef></attributes>";
  const std::string begin =
      "<beam number=\"1\">begin</beam><notations><tuplet type=\"start\" number=\"1\"/></notations>";
  const std::string end = "<beam number=\"1\">end</beam><notations><tuplet type=\"stop\" number=\"1\"/></notations>";
  const std::string triplet = third(begin) + third("<beam number=\"1\">continue</beam>") + third(end);
  const std::string page =
      layout_text(score({time + dynamic("p") + triplet + triplet, triplet + triplet, triplet + triplet,
                         triplet + triplet, triplet + triplet, triplet + triplet}));
  const auto number = drawn(page, "tuplet");
  const auto letters = drawn(page, "dynamic");
  ASSERT_FALSE(number.empty());
  ASSERT_EQ(letters.size(), 1U);
  ASSERT_LT(y_of(number[0]), -2.0);
  ASSERT_LT(x_of(number[0]) - x_of(letters[0]), 3.5) << "side by side";
  EXPECT_LT(y_of(letters[0]) + 1.0, y_of(number[0]));
}

TEST(DynamicsRoom, signs_of_one_phrase_at_nearly_one_height_stand_at_one) {
  const std::string page =
      layout_text(score({attributes() + dynamic("p") + quarters(2, "G", 4) + dynamic("f") + quarters(2, "C", 4),
                         dynamic("p") + quarters(4, "G", 3)}));
  const auto letters = drawn(page, "dynamic");
  ASSERT_EQ(letters.size(), 3U);
  EXPECT_DOUBLE_EQ(y_of(letters[0]), y_of(letters[2]));
  EXPECT_DOUBLE_EQ(y_of(letters[1]), y_of(letters[2]));
}

TEST(DynamicsRoom, words_of_expression_in_upright_letters_stand_behind_the_dynamic_of_their_beat_too) {
  const std::string page = layout_text(
      score({attributes() + dynamic("p", "above") + direction("<words> cresc.</words>", "above") + quarters(4),
             quarters(4)}));
  const auto words = drawn(page, "words");
  const auto letters = drawn(page, "dynamic");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_NEAR(y_of(words[0]), y_of(letters[0]), 0.3);
  EXPECT_GT(x_of(words[0]), x_of(letters[0]) + 1.0);
}

TEST(DynamicsRoom, a_wavy_line_ends_before_a_fermata_rather_than_leave_its_trill_sign) {
  const std::string trill =
      "<notations><ornaments><trill-mark placement=\"above\"/>"
      "<wavy-line type=\"start\" number=\"1\"/></ornaments></notations>";
  const std::string stop =
      "<notations><ornaments><wavy-line type=\"stop\" number=\"1\"/></ornaments><fermata/></notations>";
  const auto page_of = [&](const std::string& last) {
    return layout_text(score({attributes() + quarter("B", 4, trill) + quarters(2) + quarter("B", 4, last)}));
  };
  std::string plain = stop;
  plain.erase(plain.find("<fermata/>"), 10);
  const auto with_fermata = drawn(page_of(stop), "trill-line");
  const auto alone = drawn(page_of(plain), "trill-line");
  ASSERT_FALSE(with_fermata.empty());
  ASSERT_FALSE(alone.empty());
  EXPECT_NEAR(y_of(with_fermata[0]), y_of(alone[0]), 0.3);
  EXPECT_LT(with_fermata.size(), alone.size());
}

TEST(DynamicsRoom, the_bar_number_stands_over_the_hook_of_a_bracket) {
  const std::string bass =
      "<attributes><divisions>1</divisions><time><beats>4</beats><beat-type>4</beat-type></time>"
      "<clef><sign>F</sign><line>4</line></clef></attributes>";
  const std::string page =
      layout_text(joined_parts({bass + quarters(4, "D", 3), broken + quarters(4, "D", 3)}), as_in_the_file());
  const auto numbers = drawn(page, "bar-number");
  ASSERT_EQ(numbers.size(), 1U);
  EXPECT_GT(y_of(numbers[0]), 2.0 + 0.25 + 1.0 + 0.2) << "the hook is a space high";
}

}  // namespace
}  // namespace burin::layout
