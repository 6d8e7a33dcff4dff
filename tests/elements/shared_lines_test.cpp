// Signs that share a line or a place: what holds for all staves, words of dynamics, numbers of endings, syllables.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "elements/groups_of_page.hpp"
#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

const std::string four_notes = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);

/// Two parts of one measure each.
std::string two_parts(const std::string& upper, const std::string& lower) {
  std::string list;
  std::string body;
  for (const auto& [id, music] : {std::pair<std::string, std::string>{"P1", upper}, {"P2", lower}}) {
    list += "<score-part id=\"" + id + "\"><part-name/></score-part>";
    body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + music + "</measure></part>";
  }
  return "<score-partwise version=\"4.0\"><part-list>" + list + "</part-list>" + body + "</score-partwise>";
}

/// What is drawn in groups of one name on the nth staff from the top.
std::vector<Drawn> on_staff(const std::string& page, std::size_t n, const std::string& group) {
  const std::string mark = "\n    staff ";
  std::size_t begin = page.find(mark);
  for (; n > 0 && begin != std::string::npos; --n) begin = page.find(mark, begin + 1);
  if (begin == std::string::npos) return {};
  return drawn(page.substr(begin + 1, page.find(mark, begin + 1) - begin), group);
}

std::string bold(const std::string& text, const std::string& placement = "above") {
  return direction("<words font-weight=\"bold\">" + text + "</words>", placement);
}
std::string dynamic(const std::string& name, const std::string& placement = "below") {
  return direction("<dynamics><" + name + "/></dynamics>", placement);
}
double y_of(const Drawn& one) { return one.at[1]; }

const Drawn* with_text(const std::vector<Drawn>& all, const std::string& text) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Drawn& one) { return one.text == text; });
  return found == all.end() ? nullptr : &*found;
}

TEST(SignsForAllStaves, a_tempo_word_that_the_file_gives_to_each_staff_stands_over_the_top_one) {
  const std::string page = layout_text(two_parts(bold("Allegro") + four_notes, bold("Allegro") + four_notes));
  EXPECT_EQ(on_staff(page, 0, "words").size(), 1U) << "letters over letters would look bolder";
  EXPECT_EQ(groups(page, "words"), 2U) << "one for each thing in the file";
  EXPECT_TRUE(on_staff(page, 1, "words").empty());
}

TEST(DynamicInBrackets, is_set_together_and_keeps_its_beat) {
  const std::string inside =
      "<direction placement=\"below\"><direction-type><words>%</words></direction-type>"
      "<direction-type><dynamics><f/></dynamics></direction-type>"
      "<direction-type><words>%</words></direction-type></direction>";
  const auto in = [&](const std::string& left, const std::string& right) {
    std::string text = inside;
    text.replace(text.find('%'), 1, left);
    text.replace(text.find('%'), 1, right);
    return layout_text(
        score({attributes() + quarter("B", 4) + text + quarter("B", 4) + quarter("B", 4) + quarter("B", 4)}));
  };
  const std::string page = in("(", ")");
  const std::vector<Drawn> letter = drawn(page, "dynamic");
  const std::vector<Drawn> brackets = drawn(page, "words");
  ASSERT_EQ(letter.size(), 1U);
  ASSERT_EQ(brackets.size(), 2U);
  const double f = drawn(layout_text(score({attributes() + quarter("B", 4) + dynamic("f") + quarter("B", 4) +
                                            quarter("B", 4) + quarter("B", 4)})),
                         "dynamic")[0]
                       .at[0];
  EXPECT_NEAR(letter[0].at[0], f, 0.01) << "where it would stand without brackets";
  EXPECT_LT(brackets[0].at[0], f);
  EXPECT_GT(brackets[0].at[0], f - 1.5);
  EXPECT_LT(brackets[1].at[0], f + 1.8);
  EXPECT_NEAR(brackets[0].at[1], letter[0].at[1], 0.01);
  EXPECT_NEAR(brackets[1].at[1], letter[0].at[1], 0.01);
}

TEST(SignsForAllStaves, a_tempo_word_below_or_a_little_later_on_a_further_staff_is_the_same_one) {
  const std::string page =
      layout_text(two_parts(bold("a  tempo") + four_notes, quarter("B", 4) + bold("a tempo", "below") +
                                                               quarter("B", 4) + quarter("B", 4) + quarter("B", 4)));
  EXPECT_TRUE(on_staff(page, 1, "words").empty());
}

TEST(SignsForAllStaves, a_tempo_word_above_and_below_one_staff_stands_above) {
  const std::string page =
      layout_text(two_parts(bold("Tranquillo", "below") + bold("Tranquillo") + four_notes, four_notes));
  const auto words = on_staff(page, 0, "words");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_GT(y_of(words[0]), 2.0);
}

TEST(SignsForAllStaves, a_word_that_leads_dashes_stays_with_them_on_each_staff) {
  const std::string cresc =
      "<direction placement=\"above\"><direction-type><words font-weight=\"bold\">accel.</words>"
      "</direction-type><direction-type><dashes type=\"start\" number=\"1\"/></direction-type></direction>";
  const std::string stop = direction("<dashes type=\"stop\" number=\"1\"/>");
  const std::string page = layout_text(two_parts(cresc + four_notes + stop, cresc + four_notes + stop));
  EXPECT_EQ(on_staff(page, 1, "dashes").size(), 1U);
  EXPECT_EQ(on_staff(page, 1, "words").size(), 1U);
}

TEST(SignsForAllStaves, what_players_are_told_in_bold_letters_stands_over_each_of_them) {
  const std::string page = layout_text(two_parts(bold("Solo") + four_notes, bold("Solo") + four_notes));
  EXPECT_EQ(on_staff(page, 0, "words").size(), 1U);
  EXPECT_EQ(on_staff(page, 1, "words").size(), 1U);
}

TEST(SignsForAllStaves, other_tempo_words_stay_where_they_are) {
  const std::string page = layout_text(two_parts(bold("Allegro") + four_notes, bold("Adagio") + four_notes));
  EXPECT_EQ(on_staff(page, 1, "words").size(), 1U);
}

TEST(TempoLine, a_metronome_mark_that_the_file_moves_behind_its_words_stands_in_their_line) {
  const std::string mark = R"(<direction placement="above"><direction-type><metronome><beat-unit>quarter</beat-unit>)"
                           R"(<per-minute>56</per-minute></metronome></direction-type><offset>1</offset></direction>)";
  const std::string page = layout_text(score({attributes() + bold("Lento assai e molto") + mark + four_notes}));
  const auto words = drawn(page, "words");
  const auto numbers = drawn(page, "metronome");
  ASSERT_FALSE(words.empty());
  const Drawn* rate = with_text(numbers, "56");
  ASSERT_NE(rate, nullptr);
  EXPECT_DOUBLE_EQ(y_of(words.front()), y_of(*rate));
}

TEST(DynamicsLine, words_of_a_dynamic_above_the_staff_stand_beside_it) {
  const std::string both =
      R"(<direction placement="above"><direction-type><words font-style="italic">meno</words></direction-type>)"
      R"(<direction-type><dynamics><f/></dynamics></direction-type></direction>)";
  const std::string page = layout_text(score({attributes() + quarter("B", 4) + both + four_notes}));
  const auto words = drawn(page, "words");
  const auto letters = drawn(page, "dynamic");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_DOUBLE_EQ(y_of(words.front()), y_of(letters.front()));
  EXPECT_LT(words.front().at[0], letters.front().at[0]);
}

TEST(DynamicsLine, letters_of_the_music_font_in_words_are_as_large_as_a_dynamic_and_stand_in_its_line) {
  const std::string both =
      "<direction placement=\"above\"><direction-type><words font-style=\"italic\">sempre </words>"
      "<words>\uE520\uE520</words></direction-type></direction>";
  const auto words = drawn(layout_text(score({attributes() + both + four_notes})), "words");
  ASSERT_EQ(words.size(), 3U);
  EXPECT_EQ(words[0].text, "sempre");
  EXPECT_EQ(words[1].kind, "glyph");
  EXPECT_EQ(words[1].text, "E520");
  EXPECT_DOUBLE_EQ(y_of(words[0]), y_of(words[1]));
}

TEST(DynamicsLine, words_of_the_next_direction_are_not_drawn_into_the_line_of_those_before) {
  const std::string first = R"(<direction placement="above"><direction-type><words>cresc.</words></direction-type>)"
                            R"(<direction-type><dashes type="start" number="1"/></direction-type></direction>)";
  const std::string second =
      R"(<direction placement="above"><direction-type><dashes type="stop" number="1"/></direction-type>)"
      R"(<direction-type><words>meno</words></direction-type></direction>)";
  const std::string page = layout_text(score({attributes() + first + four_notes, second + four_notes}));
  const auto words = drawn(page, "words");
  const Drawn* cresc = with_text(words, "cresc.");
  const Drawn* meno = with_text(words, "meno");
  ASSERT_TRUE(cresc != nullptr && meno != nullptr);
  EXPECT_GT(meno->at[0] - cresc->at[0], 12.0) << "at its own beat";
}

TEST(DynamicsLine, a_dynamic_with_its_word_moves_left_rather_than_push_the_next_one_out_of_the_line) {
  const std::string molto =
      R"(<direction placement="below"><direction-type><words font-style="italic">molto</words></direction-type>)"
      R"(<direction-type><dynamics><f/></dynamics></direction-type></direction>)";
  const std::string first =
      attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + molto + quarter("B", 4);
  const auto letters = drawn(layout_text(score({first, dynamic("p") + four_notes})), "dynamic");
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_DOUBLE_EQ(y_of(letters[0]), y_of(letters[1]));
}

TEST(DynamicsLine, a_hairpin_between_wide_dynamics_has_its_room_on_their_line) {
  const std::string open = direction(R"(<wedge type="crescendo" number="1"/>)");
  const std::string close = direction(R"(<wedge type="stop" number="1"/>)");
  const std::string page = layout_text(score({attributes() + dynamic("ppp") + open + quarter("B", 4) + close +
                                              dynamic("fff") + quarter("B", 4) + quarter("B", 4) + quarter("B", 4)}));
  const auto letters = drawn(page, "dynamic");
  const auto lines = drawn(page, "hairpin");
  ASSERT_EQ(letters.size(), 2U);
  ASSERT_GE(lines.size(), 2U);
  EXPECT_NEAR((lines[0].at[1] + lines[1].at[1]) / 2, y_of(letters[0]) + 0.5, 0.3);
}

/// Two staves of one instrument: four notes on each, with something before those of the upper and the lower one.
std::string piano(const std::string& upper, const std::string& lower, const std::string& more = "") {
  return score({attributes(2) + upper + four_notes + "<backup><duration>4</duration></backup>" + lower +
                    quarter("D", 3, "", 2) + quarter("D", 3, "", 2) + quarter("D", 3, "", 2) + quarter("D", 3, "", 2),
                more});
}
std::string above_lower(const std::string& type) {
  return "<direction placement=\"above\"><direction-type>" + type + "</direction-type><staff>2</staff></direction>";
}

TEST(DynamicsLine, the_same_dynamic_for_both_staves_of_a_piano_stands_once_between_them) {
  const std::string same = layout_text(piano(dynamic("f"), above_lower("<dynamics><f/></dynamics>")));
  EXPECT_EQ(drawn(same, "dynamic").size(), 1U);
  EXPECT_EQ(groups(same, "dynamic"), 2U);
  const std::string other = layout_text(piano(dynamic("f"), above_lower("<dynamics><p/></dynamics>")));
  EXPECT_EQ(drawn(other, "dynamic").size(), 2U);
}

TEST(DynamicsLine, what_the_file_has_above_the_lower_staff_of_a_piano_stands_midway_too) {
  const auto letters = drawn(layout_text(piano("", above_lower("<dynamics><p/></dynamics>"))), "dynamic");
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_NEAR(y_of(letters[0]), -5.5, 0.3) << "from the upper staff: ten spaces lie between the middle lines";
}

TEST(DynamicsLine, what_both_staves_of_a_piano_have_between_them_stands_on_one_line) {
  const std::string low =
      "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice>"
      "<type>quarter</type><stem>down</stem><staff>1</staff></note>";
  const std::string page =
      layout_text(score({attributes(2) + dynamic("f") + low + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) +
                         "<backup><duration>4</duration></backup>" + quarter("D", 3, "", 2) + quarter("D", 3, "", 2) +
                         above_lower("<dynamics><p/></dynamics>") + quarter("D", 3, "", 2) + quarter("D", 3, "", 2)}));
  const auto letters = drawn(page, "dynamic");
  ASSERT_EQ(letters.size(), 2U);
  EXPECT_EQ(y_of(letters[0]), y_of(letters[1]));
  // Different things at one time are what the hands do by themselves.
  const auto apart = drawn(layout_text(piano(dynamic("f"), above_lower("<dynamics><p/></dynamics>"))), "dynamic");
  ASSERT_EQ(apart.size(), 2U);
  EXPECT_LT(y_of(apart[0]), 0.0);
  EXPECT_GT(y_of(apart[1]), 0.0);
}

TEST(DynamicsLine, italic_words_above_the_lower_staff_of_a_piano_stand_midway_in_its_line) {
  const std::string page = layout_text(piano("", above_lower("<words font-style=\"italic\">dim.</words>")));
  const auto words = drawn(page, "words");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NEAR(y_of(words[0]), -5.5, 0.5);
  const std::string stop =
      "<direction><direction-type><dashes type=\"stop\" number=\"1\"/></direction-type></direction>";
  const std::string led =
      layout_text(piano("",
                        above_lower("<words font-style=\"italic\">dim.</words></direction-type><direction-type>"
                                    "<dashes type=\"start\" number=\"1\"/>"),
                        stop + four_notes));
  const auto dashes = drawn(led, "dashes");
  ASSERT_EQ(dashes.size(), 1U);
  EXPECT_NEAR(dashes[0].at[1], y_of(drawn(led, "words").front()) + 0.5, 0.2);
}

TEST(DynamicsLine, a_wide_dynamic_of_a_first_beat_keeps_off_the_barline_between_the_staves) {
  const std::string page = layout_text(piano("", "", dynamic("ffff") + four_notes));
  const auto letters = drawn(page, "dynamic");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(letters.size(), 1U);
  ASSERT_FALSE(barlines.empty());
  EXPECT_GT(letters[0].at[0], barlines[0].at[0] + 0.3);
}

TEST(DynamicsLine,
     an_expression_above_the_staff_stands_behind_the_dynamic_of_its_beat_in_whichever_order_the_file_has_them) {
  const auto italic = [](const std::string& text) {
    return direction("<words font-style=\"italic\">" + text + "</words>", "above");
  };
  for (const bool first : {true, false}) {
    const std::string both = first ? italic("doux") + dynamic("p", "above") : dynamic("p", "above") + italic("doux");
    const std::string page = layout_text(score({attributes() + both + four_notes}));
    const auto words = drawn(page, "words");
    const auto letters = drawn(page, "dynamic");
    ASSERT_EQ(words.size(), 1U);
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_NEAR(y_of(words[0]), y_of(letters[0]), 0.3);
    EXPECT_GT(words[0].at[0], letters[0].at[0] + 1.0);
  }
  const std::string tempo = layout_text(score({attributes() + dynamic("p", "above") + italic("rit.") + four_notes}));
  EXPECT_GT(y_of(drawn(tempo, "words").at(0)), y_of(drawn(tempo, "dynamic").at(0)) + 1.0);
}

TEST(DynamicsLine, a_word_of_a_last_beat_ends_before_the_barline_between_the_staves) {
  const std::string dim = direction("<words font-style=\"italic\">dim.</words>");
  const std::string first = attributes(2) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + dim +
                            quarter("B", 4) + "<backup><duration>4</duration></backup>" + quarter("D", 3, "", 2) +
                            quarter("D", 3, "", 2) + quarter("D", 3, "", 2) + quarter("D", 3, "", 2);
  const std::string page = layout_text(score({first, four_notes, four_notes}));
  const auto words = drawn(page, "words");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_FALSE(barlines.empty());
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  const double right = (*fonts)->text().measure("dim.", FontFace::italic, 2.2).ink.right;
  EXPECT_LT(words[0].at[0] + right, barlines[0].at[0]);
}

double end_of_word(const Drawn& word) {
  const auto fonts = io::FontLibrary::load({});
  return fonts ? word.at[0] + (*fonts)->text().measure(word.text, FontFace::italic, 2.2).ink.right : 1e9;
}

const std::string lower_notes =
    quarter("D", 3, "", 2) + quarter("D", 3, "", 2) + quarter("D", 3, "", 2) + quarter("D", 3, "", 2);
const std::string back = "<backup><duration>4</duration></backup>";

TEST(DynamicsLine, a_word_of_the_last_beat_between_the_staves_ends_before_the_last_barline) {
  const std::string word = direction("<words font-style=\"italic\">perdendosi</words>");
  const std::string page = layout_text(
      score({attributes(2) + four_notes + back + lower_notes,
             quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + word + quarter("B", 4) + back + lower_notes +
                 "<barline location=\"right\"><bar-style>light-heavy</bar-style></barline>"}));
  const auto words = drawn(page, "words");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_GE(barlines.size(), 3U);
  double last = barlines.back().at[0];
  for (const Drawn& stroke : barlines) {
    if (stroke.at[0] > barlines.back().at[0] - 1.5) last = std::min(last, stroke.at[0]);
  }
  EXPECT_LT(end_of_word(words[0]), last);
}

TEST(DynamicsLine, a_word_above_the_lower_staff_does_not_run_on_through_a_double_barline) {
  const std::string word =
      "<direction><direction-type><words font-style=\"italic\">attacca</words></direction-type><staff>2</staff>"
      "</direction>";
  const auto page_of = [&](const std::string& style) {
    return layout_text(score({attributes(2) + four_notes + back + quarter("D", 3, "", 2) + quarter("D", 3, "", 2) +
                                  quarter("D", 3, "", 2) + word + quarter("D", 3, "", 2) +
                                  "<barline location=\"right\"><bar-style>" + style + "</bar-style></barline>",
                              four_notes + back + lower_notes, four_notes + back + lower_notes}));
  };
  const std::string page = page_of("light-light");
  ASSERT_EQ(drawn(page, "words").size(), 1U);
  EXPECT_LT(end_of_word(drawn(page, "words")[0]), drawn(page, "barline").at(0).at[0]);
}

TEST(Lyrics, words_below_the_verses_of_a_song_are_farther_from_them_than_a_further_verse) {
  const std::string sung =
      quarter("B", 4, "<lyric><text>wa</text></lyric>") + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  const std::string page =
      layout_text(score({attributes() + direction("<words font-style=\"italic\">dim.</words>") + sung}));
  const auto syllables = drawn(page, "lyric");
  const auto words = drawn(page, "words");
  ASSERT_EQ(syllables.size(), 1U);
  ASSERT_EQ(words.size(), 1U);
  EXPECT_GT(y_of(syllables[0]) - y_of(words[0]), 3.1) << "verses are 2.4 apart";
}

TEST(DynamicsLine, in_groups_whose_barlines_go_through_signs_keep_off_them) {
  const auto page_of = [](const std::string& barlines) {
    std::string text =
        "<score-partwise version=\"4.0\"><part-list><part-group type=\"start\" number=\"1\"><group-barline>" +
        barlines + "</group-barline></part-group>";
    std::string body;
    for (const std::string& id : {std::string("P1"), std::string("P2")}) {
      text += "<score-part id=\"" + id + "\"><part-name/></score-part>";
      body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + four_notes +
              "</measure><measure number=\"2\">" + (id == "P1" ? dynamic("ffff") : "") + four_notes +
              "</measure></part>";
    }
    return layout_text(text + "<part-group type=\"stop\" number=\"1\"/></part-list>" + body + "</score-partwise>");
  };
  const auto distance = [](const std::string& page) {
    return drawn(page, "dynamic").at(0).at[0] - drawn(page, "barline").at(0).at[0];
  };
  EXPECT_GT(distance(page_of("yes")), 0.3);
  EXPECT_LT(distance(page_of("no")), distance(page_of("yes")));
}

TEST(DynamicsLine, of_one_beat_stand_at_one_x_on_all_staves_of_a_group_also_on_its_lowest) {
  std::string text =
      "<score-partwise version=\"4.0\"><part-list><part-group type=\"start\" number=\"1\">"
      "<group-barline>yes</group-barline></part-group>";
  std::string body;
  for (const std::string& id : {std::string("P1"), std::string("P2"), std::string("P3")}) {
    text += "<score-part id=\"" + id + "\"><part-name/></score-part>";
    if (id == "P2") text += "<part-group type=\"stop\" number=\"1\"/>";
    body += "<part id=\"" + id + "\"><measure number=\"1\">" + attributes() + four_notes +
            "</measure><measure number=\"2\">" + dynamic("ffff") + four_notes + "</measure></part>";
  }
  const auto letters = drawn(layout_text(text + "</part-list>" + body + "</score-partwise>"), "dynamic");
  ASSERT_EQ(letters.size(), 3U);
  EXPECT_NEAR(letters[1].at[0], letters[0].at[0], 1e-6);
  EXPECT_NEAR(letters[2].at[0], letters[0].at[0], 1e-6);
}

TEST(DynamicsLine, two_words_of_the_line_have_a_gap_between_them) {
  const std::string first = direction("<words font-style=\"italic\">dim. e rall.</words>");
  const std::string second = direction("<words font-style=\"italic\">M. G.</words>");
  const auto words =
      drawn(layout_text(score({attributes() + first + second + four_notes, four_notes, four_notes})), "words");
  ASSERT_EQ(words.size(), 2U);
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  const TextExtent upto = (*fonts)->text().measure("dim. e rall.", FontFace::italic, 2.2);
  const TextExtent next = (*fonts)->text().measure("M. G.", FontFace::italic, 2.2);
  EXPECT_GE(words[1].at[0] + next.ink.left - (words[0].at[0] + upto.ink.right), 0.5);
}

TEST(Words, that_lead_dashes_leave_room_for_them_before_the_end_of_the_line) {
  const std::string rall =
      "<direction placement=\"above\"><direction-type><words>molto rallentando</words></direction-type>"
      "<direction-type><dashes type=\"start\" number=\"1\"/></direction-type></direction>";
  const std::string stop = direction("<dashes type=\"stop\" number=\"1\"/>", "above");
  const std::string broken = "<print new-system=\"yes\"/>";
  EngraveOptions options;
  options.breaks = burin::Breaks::encoded;
  const std::string page =
      layout_text(score({attributes() + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + rall + quarter("B", 4),
                         broken + quarter("B", 4) + quarter("B", 4) + stop + quarter("B", 4) + quarter("B", 4)}),
                  options);
  const auto dashes = drawn(page, "dashes");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(dashes.size(), 2U);
  ASSERT_FALSE(barlines.empty());
  EXPECT_GE(dashes[0].at[2] - dashes[0].at[0], 1.2);
  EXPECT_LE(dashes[0].at[2], barlines[0].at[0] + 0.1);
}

TEST(Volta, an_ending_of_one_measure_is_as_wide_as_its_numbers) {
  const auto ending = [](const std::string& side, const std::string& number, const std::string& type) {
    return "<barline location=\"" + side + "\"><ending number=\"" + number + "\" type=\"" + type + "\"/></barline>";
  };
  const std::string rest = R"(<note><rest measure="yes"/><duration>4</duration><voice>1</voice></note>)";
  const std::string page = layout_text(
      score({attributes() + rest, ending("left", "1, 2, 3", "start") + rest + ending("right", "1, 2, 3", "stop"),
             ending("left", "4", "start") + rest + ending("right", "4", "stop")}));
  const auto signs = drawn(page, "ending");
  const Drawn* first = with_text(signs, "1, 2, 3.");
  const Drawn* second = with_text(signs, "4.");
  ASSERT_TRUE(first != nullptr && second != nullptr);
  EXPECT_GT(second->at[0] - first->at[0], 7.5) << "the text is seven spaces wide";
}

TEST(Lyrics, words_keep_more_distance_to_the_next_staff_than_to_a_further_verse) {
  const std::string sung =
      quarter("B", 4, "<lyric><text>en</text></lyric>") + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  const std::string espress =
      "<direction placement=\"above\"><direction-type><words font-style=\"italic\">espress.</words></direction-type>"
      "</direction>";
  const std::string high = quarter("G", 6) + quarter("G", 6) + quarter("G", 6) + quarter("G", 6);
  const std::string page = layout_text(two_parts(sung, espress + high));
  const auto syllables = on_staff(page, 0, "lyric");
  const auto words = on_staff(page, 1, "words");
  ASSERT_EQ(syllables.size(), 1U);
  ASSERT_EQ(words.size(), 1U);
  std::vector<double> staves;
  std::istringstream lines(page);
  std::string line;
  for (bool of_staff = false; std::getline(lines, line);) {
    std::istringstream tokens(line);
    std::string kind;
    tokens >> kind;
    if (of_staff && kind == "paint") staves.push_back(numbers_of(tokens).at(1));
    of_staff = kind == "staff";
  }
  ASSERT_EQ(staves.size(), 2U);
  const double apart = (staves[1] - y_of(words[0])) - (staves[0] - y_of(syllables[0]));  // of the baselines
  EXPECT_GT(apart, 3.0) << "verses are 2.4 apart";
}

TEST(Lyrics, words_of_a_voice_under_the_numbers_of_two_verses_stand_on_one_line) {
  const auto sung = [](const std::string& text, int voice, int verse) {
    return "<note><pitch><step>B</step><octave>4</octave></pitch><duration>1</duration><voice>" +
           std::to_string(voice) + "</voice><type>quarter</type><lyric number=\"" + std::to_string(verse) +
           "\"><syllabic>single</syllabic><text>" + text + "</text></lyric></note>";
  };
  const std::string page =
      layout_text(score({attributes() + sung("Das", 1, 1) + sung("ist", 1, 1) + sung("die", 1, 1) + sung("Ka", 1, 1) +
                         "<backup><duration>4</duration></backup>" + sung("Das", 2, 1) + sung("ist", 2, 2) +
                         sung("der", 2, 2) + sung("Chor", 2, 2)}));
  std::vector<double> heights;
  for (const Drawn& one : drawn(page, "lyric")) heights.push_back(y_of(one));
  std::sort(heights.begin(), heights.end());
  ASSERT_EQ(heights.size(), 8U);
  heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
  EXPECT_EQ(heights.size(), 2U);
}

TEST(Lyrics, letters_that_name_passages_stand_beyond_the_dynamics) {
  const auto page_of = [](const std::string& lyric) {
    return layout_text(score({attributes() + dynamic("ff") + quarter("B", 4, lyric) + four_notes}));
  };
  const std::string label = page_of("<lyric color=\"#FF0000\"><syllabic>single</syllabic><text>a</text></lyric>");
  ASSERT_EQ(drawn(label, "lyric").size(), 1U);
  ASSERT_EQ(drawn(label, "dynamic").size(), 1U);
  EXPECT_LT(y_of(drawn(label, "lyric")[0]), y_of(drawn(label, "dynamic")[0]));
  const std::string sung = page_of("<lyric><syllabic>single</syllabic><text>Ah</text></lyric>");
  ASSERT_EQ(drawn(sung, "lyric").size(), 1U);
  EXPECT_GT(y_of(drawn(sung, "lyric")[0]), y_of(drawn(sung, "dynamic")[0]));
}

TEST(Lyrics, hyphens_that_the_file_writes_into_syllables_are_not_printed_beside_those_of_the_word) {
  const auto sung = [](const std::string& syllabic, const std::string& text) {
    return quarter("B", 4, "<lyric><syllabic>" + syllabic + "</syllabic><text>" + text + "</text></lyric>");
  };
  const std::string page = layout_text(score({attributes() + sung("begin", "ge-") + sung("end", "-\u00A0noux") +
                                              sung("single", "la\u00A0") + sung("single", "-")}));
  const auto words = drawn(page, "lyric");
  ASSERT_EQ(words.size(), 4U);
  EXPECT_EQ(words[0].text, "ge");
  EXPECT_EQ(words[1].text, "noux");
  EXPECT_EQ(words[2].text, "la");
  EXPECT_EQ(words[3].text, "-");
  EXPECT_EQ(drawn(page, "lyric-hyphen").size(), 1U);
  const std::string dashed =
      layout_text(score({attributes() + sung("begin", "tu\u2013") + sung("end", "\u2013\u00A0eux") +
                         sung("begin", "ve") + sung("single", "\u2013\u00A0nir")}));
  const auto parts = drawn(dashed, "lyric");
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].text, "tu");
  EXPECT_EQ(parts[1].text, "eux");
  EXPECT_EQ(parts[3].text, "\u2013\u00A0nir");          // the file does not say that it ends a word …
  EXPECT_EQ(drawn(dashed, "lyric-hyphen").size(), 1U);  // … and its dash stands for the hyphen before it
}

}  // namespace
}  // namespace burin::layout
