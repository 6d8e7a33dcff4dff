// Defects of what stands around the staff, each by its symptom.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

std::string quarters(int count, int staff = 1, const std::string& step = "B", int octave = 4) {
  std::string text;
  for (int i = 0; i < count; ++i) text += quarter(step, octave, "", staff);
  return text;
}

std::string lyric(const std::string& text) {
  return "<lyric number=\"1\"><syllabic>single</syllabic><text>" + text + "</text></lyric>";
}

TEST(AroundTheStaff, long_syllables_keep_apart_across_a_barline) {
  const std::string page = layout_text(score({attributes() + quarters(3) + quarter("B", 4, lyric("strengths")),
                                              quarter("B", 4, lyric("scratched")) + quarters(3)}));
  const auto found = drawn(page, "lyric");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_DOUBLE_EQ(found[0].at[1], found[1].at[1]) << "one baseline";
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  const double width = (*fonts)->text().measure("strengths", FontFace::roman, 2.2).advance;
  EXPECT_GT(found[1].at[0], found[0].at[0] + width + 0.3);
}

TEST(AroundTheStaff, the_syllable_of_a_grace_note_keeps_clear_of_that_of_its_note) {
  const std::string grace =
      "<note><grace/><pitch><step>A</step><octave>4</octave></pitch><voice>1</voice><type>eighth</type>" +
      lyric("before") + "</note>";
  const std::string page = layout_text(score({attributes() + quarters(1) + quarter("B", 4, lyric("first")) + grace +
                                              quarter("B", 4, lyric("second")) + quarters(1)}));
  const auto found = drawn(page, "lyric");
  ASSERT_EQ(found.size(), 3U);
  const auto fonts = io::FontLibrary::load({});
  ASSERT_TRUE(fonts);
  for (std::size_t i = 0; i + 1 < 3; ++i) {
    const double width = (*fonts)->text().measure(found[i].text, FontFace::roman, 2.2).advance;
    EXPECT_GT(found[i + 1].at[0], found[i].at[0] + width + 0.3) << found[i].text;
  }
}

TEST(AroundTheStaff, words_over_the_next_staff_keep_clear_of_the_line_of_a_melisma) {
  const std::string word = "<lyric number=\"1\"><syllabic>single</syllabic><text>Ah</text><extend/></lyric>";
  const std::string part_list =
      R"(<score-partwise version="4.0"><part-list><score-part id="P1"><part-name/></score-part>)"
      R"(<score-part id="P2"><part-name/></score-part></part-list>)";
  const std::string words = direction("<words>espressivo</words>", "above");
  const std::string page = layout_text(
      part_list + "<part id=\"P1\"><measure number=\"1\">" + attributes() + quarter("B", 4, word) + quarters(3) +
      "</measure></part><part id=\"P2\"><measure number=\"1\">" + attributes() + quarter("B", 6) + quarter("B", 6) +
      words + quarter("B", 6) + quarter("B", 6) + "</measure></part></score-partwise>");
  const auto extender = drawn(page, "lyric-extender");
  const auto found = drawn(page, "words");
  ASSERT_EQ(extender.size(), 1U);
  ASSERT_EQ(found.size(), 1U);
  // Both are given relative to their own staves: "paint x y" says where these stand, y downwards.
  std::vector<double> staves;
  std::istringstream lines(page);
  bool of_staff = false;
  for (std::string line; std::getline(lines, line);) {
    std::istringstream tokens(line);
    std::string kind;
    tokens >> kind;
    if (of_staff && kind == "paint") staves.push_back(numbers_of(tokens).at(1));
    of_staff = kind == "staff";
  }
  ASSERT_EQ(staves.size(), 2U);
  const double top_of_words = staves[1] - found.front().at[1] - 1.1;  // of letters without ascenders
  EXPECT_GT(top_of_words, staves[0] - extender.front().at[1] + 0.2);
}

TEST(AroundTheStaff, a_verse_that_goes_on_in_another_voice_keeps_its_line) {
  const auto sung = [](const std::string& text, int voice) {
    return "<note><pitch><step>B</step><octave>4</octave></pitch><duration>1</duration><voice>" +
           std::to_string(voice) + "</voice><type>quarter</type><lyric number=\"1\"><syllabic>single</syllabic><text>" +
           text + "</text></lyric></note>";
  };
  const std::string page = layout_text(
      score({attributes() + sung("2.\u00a0Das", 1) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4) +
             "<backup><duration>3</duration></backup>" + sung("ist", 2) + sung("der", 2) + sung("Br\u00fcder", 2)}));
  const auto found = drawn(page, "lyric");
  ASSERT_EQ(found.size(), 4U);
  for (const Drawn& one : found) EXPECT_DOUBLE_EQ(one.at[1], found.front().at[1]);
}

TEST(AroundTheStaff, dashes_stand_on_the_line_of_their_word_and_behind_it) {
  const std::string page =
      layout_text(score({attributes() + direction("<words font-style=\"italic\">cresc.</words>") +
                             direction("<dashes type=\"start\" number=\"1\"/>") + quarters(4),
                         quarters(2) + direction("<dashes type=\"stop\" number=\"1\"/>") + quarters(2)}));
  const auto words = drawn(page, "words");
  const auto dashes = drawn(page, "dashes");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(dashes.size(), 1U);
  EXPECT_NEAR(dashes[0].at[1], words[0].at[1] + 0.5, 0.2);
  EXPECT_GT(dashes[0].at[0], words[0].at[0] + 4.0);
}

TEST(AroundTheStaff, dashes_end_at_the_next_dynamic_even_if_the_file_lets_them_run_on) {
  const std::string start =
      direction("<words font-style=\"italic\">cresc.</words>") + direction("<dashes type=\"start\" number=\"1\"/>");
  const std::string stop = direction("<dashes type=\"stop\" number=\"1\"/>");
  const std::string forte = direction("<dynamics><f/></dynamics>");
  const std::string right =
      layout_text(score({attributes() + start + quarters(4), stop + forte + quarters(4), quarters(4)}));
  const std::string too_long =
      layout_text(score({attributes() + start + quarters(4), forte + quarters(4), quarters(2) + stop + quarters(2)}));
  const std::string lost =
      layout_text(score({attributes() + stop + start + quarters(4), forte + quarters(4), quarters(4)}));
  const auto length = [](const std::string& page) {
    const auto dashes = drawn(page, "dashes");
    return dashes.size() == 1 ? dashes[0].at.at(2) - dashes[0].at[0] : 0.0;
  };
  EXPECT_GT(length(right), 5.0);
  EXPECT_NEAR(length(too_long), length(right), 0.01);
  EXPECT_NEAR(length(lost), length(right), 0.01);
}

TEST(AroundTheStaff, a_crescendo_without_room_for_dashes_stays_in_line_with_the_dynamic_that_it_leads_to) {
  const std::string page = layout_text(score(
      {attributes() + quarters(3) + direction("<words font-style=\"italic\">cresc.</words>") +
           direction("<dashes type=\"start\" number=\"1\"/>") + quarters(1, 1, "C", 4),
       direction("<dashes type=\"stop\" number=\"1\"/>") + direction("<dynamics><f/></dynamics>") + quarters(4)}));
  const auto words = drawn(page, "words");
  const auto dynamics = drawn(page, "dynamic");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(dynamics.size(), 1U);
  EXPECT_DOUBLE_EQ(words[0].at[1], dynamics[0].at[1]);
  EXPECT_TRUE(drawn(page, "dashes").empty() || drawn(page, "dashes")[0].at[2] > drawn(page, "dashes")[0].at[0]);
}

std::string pedal(const std::string& type, bool line) {
  return direction("<pedal type=\"" + type + "\" line=\"" + (line ? "yes" : "no") + "\"/>", "below");
}

/// Lines of a drawing that lead up or down, but not straight.
std::size_t slanted(const std::vector<Drawn>& lines) {
  return static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const Drawn& one) {
    return one.kind == "line" && std::abs(one.at[0] - one.at[2]) > 0.1 && std::abs(one.at[1] - one.at[3]) > 0.1;
  }));
}

TEST(AroundTheStaff, a_pedal_line_rises_to_a_point_where_the_pedal_is_changed) {
  const std::string page =
      layout_text(score({attributes() + pedal("start", true) + quarters(2) + pedal("change", true) + quarters(1) +
                         pedal("stop", true) + quarters(1)}));
  EXPECT_EQ(slanted(drawn(page, "pedal")), 2U);
}

TEST(AroundTheStaff, a_pedal_has_the_colour_of_its_last_change_from_there_on_also_in_the_next_line) {
  const auto coloured = [](const std::string& type, const std::string& color) {
    return direction("<pedal type='" + type + "' line='yes' " + color + "/>", "below");
  };
  EngraveOptions options;
  options.breaks = Breaks::encoded;
  const auto pieces = [&](const std::string& color) {
    const std::string page = layout_text(score({attributes() + coloured("start", "color='#FF0000'") + quarters(2) +
                                                    coloured("change", color) + quarters(2),
                                                "<print new-system='yes'/>" + quarters(2) + coloured("change", "") +
                                                    quarters(1) + pedal("stop", true) + quarters(1)}),
                                         options);
    int count = 0;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);)
      count += line.find("pedal") != std::string::npos && line.find("coloured") != std::string::npos;
    return count;
  };
  EXPECT_EQ(pieces(""), 2) << "all of it is red, in both lines";
  EXPECT_EQ(pieces("color='#0000FF'"), 4) << "and what follows the change is blue, in both lines";
}

TEST(AroundTheStaff, a_pedal_pressed_again_before_its_release_is_changed_there) {
  const std::string page = layout_text(
      score({attributes() + pedal("start", true) + quarters(4),
             pedal("start", true) + quarters(1) + pedal("stop", true) + quarters(3) + pedal("stop", true)}));
  const auto lines = drawn(page, "pedal");
  EXPECT_EQ(slanted(lines), 2U) << "down from the first line's end, up to the second one's start";
}

TEST(AroundTheStaff, pedal_signs_stand_again_at_each_change) {
  const std::string page =
      layout_text(score({attributes() + pedal("start", false) + quarters(2) + pedal("change", false) + quarters(1) +
                         pedal("stop", false) + quarters(1)}));
  EXPECT_EQ(drawn(page, "pedal").size(), 3U) << "Ped. Ped. and the star";
}

TEST(AroundTheStaff, chord_symbols_widen_the_measure_until_they_stand_apart) {
  const auto symbol = [](const std::string& root) {
    return "<harmony><root><root-step>" + root + "</root-step></root><kind text=\"m7b5add11\">minor</kind></harmony>";
  };
  const std::string page = layout_text(score({attributes() + symbol("A") + quarters(1) + symbol("B") + quarters(1) +
                                                  symbol("C") + quarters(1) + symbol("D") + quarters(1),
                                              symbol("E") + quarters(4)}));
  std::vector<double> roots;
  for (const Drawn& one : drawn(page, "chord-symbol")) {
    if (one.text.size() == 2 && one.text[1] == 'm') roots.push_back(one.at[0]);
  }
  ASSERT_EQ(roots.size(), 5U);
  std::vector<double> heads;
  for (const Drawn& one : drawn(page, "notehead")) heads.push_back(one.at[0]);
  ASSERT_GE(heads.size(), 5U);
  for (std::size_t i = 0; i < 5; ++i) EXPECT_NEAR(roots[i], heads[i], 1.0) << "each over its note";
}

TEST(AroundTheStaff, letters_of_dynamics_in_the_music_font_s_own_code_are_set_as_letters) {
  const std::string page = layout_text(
      score({attributes() +
             direction("<dynamics><other-dynamics>\xEE\x94\xA2\xEE\x94\xA1\xEE\x94\xA2</other-dynamics></dynamics>") +
             quarters(4)}));
  const auto letters = drawn(page, "dynamic");
  ASSERT_EQ(letters.size(), 3U);
  for (const Drawn& one : letters) EXPECT_EQ(one.kind, "glyph");
}

TEST(AroundTheStaff, equal_rests_of_two_lower_voices_stand_at_one_place) {
  const auto note = [](const std::string& what, int voice, int length, const std::string& type) {
    return "<note>" + what + "<duration>" + std::to_string(length) + "</duration><voice>" + std::to_string(voice) +
           "</voice><type>" + type + "</type>" +
           (what == "<rest/>" ? ""
            : voice == 1      ? "<stem>up</stem>"
                              : "<stem>down</stem>") +
           "</note>";
  };
  const std::string low = "<pitch><step>D</step><octave>4</octave></pitch>";
  const std::string back = "<backup><duration>4</duration></backup>";
  const std::string page = layout_text(
      score({attributes() + note("<pitch><step>E</step><octave>5</octave></pitch>", 1, 4, "whole") + back +
             note("<rest/>", 2, 2, "half") + note(low, 2, 2, "half") + back + note("<rest/>", 4, 2, "half") +
             note("<pitch><step>B</step><octave>3</octave></pitch>", 4, 2, "half")}));
  const auto rests = drawn(page, "rest");
  ASSERT_EQ(rests.size(), 2U);
  EXPECT_DOUBLE_EQ(rests[0].at[1], rests[1].at[1]);
}

TEST(AroundTheStaff, dynamics_of_a_piano_stand_midway_between_its_staves) {
  const std::string page = layout_text(score({attributes(2) + direction("<dynamics><p/></dynamics>") + quarters(4) +
                                              "<backup><duration>4</duration></backup>" + quarters(4, 2, "D", 3)}));
  const auto found = drawn(page, "dynamic");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].at[1], -5.5, 0.3);
}

TEST(AroundTheStaff, a_long_text_leaves_the_line_of_the_dynamic_that_it_would_run_into) {
  const std::string page = layout_text(
      score({attributes() + direction("<words font-style=\"italic\">con gran passione e molto rubato</words>") +
             quarters(1) + direction("<dynamics><sf/></dynamics>") + quarters(3)}));
  const auto words = drawn(page, "words");
  const auto dynamics = drawn(page, "dynamic");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_EQ(dynamics.size(), 1U);
  EXPECT_LT(words[0].at[1], dynamics[0].at[1] - 1.5);
}

TEST(AroundTheStaff, a_hairpin_to_the_first_beat_ends_before_the_barline) {
  const std::string page =
      layout_text(score({attributes() + direction("<wedge type=\"crescendo\" number=\"1\"/>") + quarters(4),
                         direction("<wedge type=\"stop\" number=\"1\"/>") + quarters(4)}));
  const auto hairpin = drawn(page, "hairpin");
  const auto barlines = drawn(page, "barline");
  ASSERT_EQ(hairpin.size(), 2U);
  ASSERT_FALSE(barlines.empty());
  EXPECT_LT(hairpin[0].at[2], barlines[0].at[0]);
}

TEST(AroundTheStaff, chord_symbols_of_one_beat_stand_side_by_side) {
  const std::string harmony =
      "<harmony><root><root-step>F</root-step><root-alter>1</root-alter></root>"
      "<kind>minor-seventh</kind></harmony>";
  const std::string page = layout_text(score({attributes() + harmony + harmony + quarters(4)}));
  const auto found = drawn(page, "chord-symbol");
  ASSERT_EQ(found.size(), 8U) << "F, sharp, m, 7 twice";
  EXPECT_EQ(found[1].text, "E262") << "the sharp of the music font";
  EXPECT_GT(found[3].at[1], found[0].at[1]) << "the extension stands higher";
  EXPECT_GT(found[4].at[0], found[3].at[0] + 0.5);
}

TEST(AroundTheStaff, who_plays_alone_is_named_once) {
  std::vector<std::string> measures{attributes() + quarters(4)};
  for (int i = 0; i < 30; ++i) measures.push_back(quarters(4));
  std::string text = score(measures);
  text.replace(text.find("<part-name/>"), 12,
               "<part-name>Piano</part-name><part-abbreviation>Pno.</part-abbreviation>");
  const auto names = drawn(layout_text(text), "instrument-name");
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0].text, "Piano");
}

TEST(AroundTheStaff, a_symbol_named_by_its_glyph_is_no_text) {
  const std::string page =
      layout_text(score({attributes() + direction("<other-direction smufl=\"timeSigCommon\"/>") + quarters(4)}));
  EXPECT_EQ(page.find("\"timeSigCommon\""), std::string::npos);
}

TEST(AroundTheStaff, markup_of_other_programs_is_not_printed_in_words) {
  const std::string page = layout_text(
      score({attributes() + direction("<words>&lt;sym&gt;dynamicPForte&lt;/sym&gt; sempre</words>") + quarters(4)}));
  const auto words = drawn(page, "words");
  ASSERT_EQ(words.size(), 1U);
  EXPECT_EQ(words[0].text, "pf sempre");
}

TEST(AroundTheStaff, the_wavy_line_of_a_trill_stands_at_the_height_of_its_sign) {
  const std::string trill =
      "<notations><ornaments><trill-mark placement=\"above\"/>"
      "<wavy-line type=\"start\" number=\"1\" placement=\"above\"/></ornaments></notations>";
  const std::string stop = "<notations><ornaments><wavy-line type=\"stop\" number=\"1\"/></ornaments></notations>";
  const std::string page =
      layout_text(score({attributes() + quarter("B", 4, trill) + quarters(2) + quarter("B", 4, stop)}));
  const auto sign = drawn(page, "ornament");
  const auto line = drawn(page, "trill-line");
  ASSERT_EQ(sign.size(), 1U);
  ASSERT_FALSE(line.empty());
  EXPECT_NEAR(line[0].at[1], sign[0].at[1] + 0.5, 0.7);
  EXPECT_GT(line[0].at[0], sign[0].at[0] + 1.5);
}

TEST(AroundTheStaff, accidentals_of_figures_come_from_the_music_font) {
  const std::string figures =
      "<figured-bass><figure><prefix>flat</prefix><figure-number>6</figure-number></figure>"
      "</figured-bass>";
  const auto found = drawn(layout_text(score({attributes() + figures + quarters(4)})), "figured-bass");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text, "E260");
  EXPECT_EQ(found[1].text, "6");
}

TEST(AroundTheStaff, a_metronome_mark_stands_behind_the_tempo_word_of_its_beat) {
  const std::string page = layout_text(
      score({attributes() + direction("<words font-weight=\"bold\">Allegro</words>", "above") +
             direction("<metronome><beat-unit>quarter</beat-unit><per-minute>120</per-minute></metronome>", "above") +
             quarters(4)}));
  const auto words = drawn(page, "words");
  const auto metronome = drawn(page, "metronome");
  ASSERT_EQ(words.size(), 1U);
  ASSERT_FALSE(metronome.empty());
  EXPECT_NEAR(metronome.back().at[1], words[0].at[1], 0.05);
  EXPECT_GT(metronome.front().at[0], words[0].at[0] + 5.0);
}

TEST(BarNumber, stands_at_every_barline_or_nowhere_where_the_file_says_so) {
  const std::string four = quarter("B", 4) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
  const auto numbers = [&](const std::string& wanted) {
    EngraveOptions options;
    options.breaks = Breaks::fixed;
    options.measures_per_system = 2;
    const std::string print =
        wanted.empty() ? "" : "<print><measure-numbering>" + wanted + "</measure-numbering></print>";
    std::string all;
    for (const Drawn& one :
         drawn(layout_text(score({print + attributes() + four, four, four, four}), options), "bar-number"))
      all += one.text;
    return all;
  };
  EXPECT_EQ(numbers(""), "3");
  EXPECT_EQ(numbers("system"), "3");
  EXPECT_EQ(numbers("measure"), "1234");
  EXPECT_EQ(numbers("none"), "");
}

TEST(ChordSymbol, long_symbols_of_neighbours_leave_room_for_each_other_and_end_before_the_barline) {
  const std::string symbol =
      "<harmony><root><root-step>D</root-step></root><kind text=\"majorseventh\">major-seventh</kind></harmony>";
  const auto last_barline = [&](const std::string& harmony) {
    EngraveOptions options;
    options.crop = true;
    std::string music = attributes();
    for (int i = 0; i < 4; ++i) music += harmony + quarter("B", 4);
    double right = 0.0;
    for (const Drawn& one : drawn(layout_text(score({music}), options), "staff-lines"))
      if (one.kind == "line") right = std::max(right, one.at[2]);
    return right;
  };
  EXPECT_GT(last_barline(symbol), last_barline("") + 10.0);
}

TEST(Tuplet, brackets_that_the_file_asks_for_stand_over_hidden_notes_too) {
  const auto third = [](const std::string& more, const std::string& voice, const std::string& hidden) {
    return "<note" + hidden + "><pitch><step>B</step><octave>4</octave></pitch><duration>2</duration><voice>" + voice +
           "</voice><type>quarter</type><time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
           "</time-modification>" +
           more + "</note>";
  };
  const auto tuplets = [&](const std::string& bracket) {
    const std::string begin = "<notations><tuplet type=\"start\" bracket=\"" + bracket + "\"/></notations>";
    const std::string end = "<notations><tuplet type=\"stop\"/></notations>";
    std::string music = "<attributes><divisions>3</divisions><clef><sign>G</sign><line>2</line></clef></attributes>";
    for (const std::string voice : {"1", "2"}) {
      const std::string hidden = voice == "2" ? " print-object=\"no\"" : "";
      music += third(begin, voice, hidden) + third("", voice, hidden) + third(end, voice, hidden);
      if (voice == "1") music += "<backup><duration>6</duration></backup>";
    }
    const std::string page = layout_text(score({music}));
    std::size_t digits = 0;
    for (const Drawn& one : drawn(page, "tuplet")) digits += one.kind == "glyph" ? 1 : 0;
    return digits;
  };
  EXPECT_EQ(tuplets("yes"), 2U);
  EXPECT_EQ(tuplets("no"), 1U);
}

TEST(Beam, lines_meet_at_the_end_from_which_a_beam_fans_out) {
  const auto note = [](const std::string& state, const std::string& fan) {
    std::string beams;
    for (const std::string level : {"1", "2", "3"})
      beams += "<beam number=\"" + level + "\"" + (level == "1" ? fan : "") + ">" + state + "</beam>";
    return "<note><pitch><step>F</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice>"
           "<type>32nd</type>" +
           beams + "</note>";
  };
  const auto page = [&](const std::string& fan) {
    std::string music = "<attributes><divisions>8</divisions><clef><sign>G</sign><line>2</line></clef></attributes>";
    music += note("begin", fan);
    for (int i = 0; i < 6; ++i) music += note("continue", fan);
    return layout_text(score({music + note("end", fan)}));
  };
  const std::string plain = page("");
  ASSERT_NE(plain, "");
  EXPECT_NE(page(" fan=\"accel\""), plain);
  EXPECT_NE(page(" fan=\"rit\""), page(" fan=\"accel\""));
  EXPECT_EQ(page(" fan=\"none\""), plain);
}

}  // namespace
}  // namespace burin::layout
