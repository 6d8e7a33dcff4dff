// What a file asks of the look of single signs: sizes, colours, parentheses, what is left out.
#include <gtest/gtest.h>

#include <algorithm>

#include "elements/layout_support.hpp"

namespace burin::layout {
namespace {

using namespace testing_support;

std::string bar(const std::string& notes) { return layout_text(score({attributes() + notes})); }
std::string four(const std::string& more) {
  return quarter("B", 4, more) + quarter("B", 4) + quarter("B", 4) + quarter("B", 4);
}

/// Lines of a page that hold all of the words.
int lines_with(const std::string& page, const std::string& word, const std::string& other = "") {
  int count = 0;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(word) != std::string::npos && line.find(other) != std::string::npos) ++count;
  }
  return count;
}

/// The scale of the first glyph of a code; 1 where it says none, 0 where there is no such glyph.
double scale_of(const std::string& page, const std::string& code) {
  const std::size_t at = page.find("glyph " + code);
  if (at == std::string::npos) return 0.0;
  const std::string line = page.substr(at, page.find('\n', at) - at);
  const std::size_t scale = line.find("scale ");
  return scale == std::string::npos ? 1.0 : std::stod(line.substr(scale + 6));
}

TEST(LooksOfTheFile, a_sign_that_wants_both_gets_brackets_around_parentheses) {
  const std::string page = bar(four("<accidental parentheses='yes' bracket='yes'>sharp</accidental>"));
  std::vector<std::string> glyphs;
  for (const Drawn& one : drawn(page, "accidental")) glyphs.push_back(one.text);
  EXPECT_EQ(glyphs, (std::vector<std::string>{"E26C", "E26A", "E262", "E26B", "E26D"}));
}

TEST(LooksOfTheFile, signs_of_music_grow_with_their_font_size_and_never_shrink) {
  const auto with = [](const std::string& size) {
    return bar(four("<notations><fermata font-size='" + size + "'/></notations>"));
  };
  EXPECT_DOUBLE_EQ(scale_of(with("18"), "E4C0"), 1.5);
  EXPECT_DOUBLE_EQ(scale_of(with("30"), "E4C0"), 2.0) << "at most the double";
  EXPECT_DOUBLE_EQ(scale_of(with("6"), "E4C0"), 1.0);
}

TEST(LooksOfTheFile, a_larger_note_has_a_larger_head_and_its_stem_stands_at_its_edge) {
  const std::string large =
      R"(<note font-size="24"><pitch><step>E</step><octave>4</octave></pitch><duration>4</duration>)"
      R"(<voice>1</voice><type>half</type><stem>up</stem></note>)";
  const std::string page = bar(large);
  EXPECT_DOUBLE_EQ(scale_of(page, "E0A3"), 2.0);
  const auto head = drawn(page, "notehead");
  const auto stem = drawn(page, "stem");
  ASSERT_EQ(head.size(), 1U);
  ASSERT_EQ(stem.size(), 1U);
  EXPECT_GT(stem[0].at[0] - head[0].at[0], 2.0) << "a usual head is 1.18 wide";
}

TEST(LooksOfTheFile, a_larger_rest_is_larger_and_so_are_its_dots) {
  const auto rest = [](const std::string& size) {
    return bar("<note " + size + "><rest/><duration>3</duration><voice>1</voice><type>half</type><dot/></note>" +
               quarter("B", 4));
  };
  const std::string page = rest("font-size='24'");
  EXPECT_DOUBLE_EQ(scale_of(page, "E4E4"), 2.0);
  EXPECT_DOUBLE_EQ(scale_of(page, "E1E7"), 2.0);
  const auto dots = [](const std::string& text) { return drawn(text, "dots").at(0).at[0]; };
  const auto left = [](const std::string& text) { return drawn(text, "rest").at(0).at[0]; };
  EXPECT_GT(dots(page) - left(page), dots(rest("")) - left(rest("")) + 1.0) << "they stand behind it";
}

TEST(LooksOfTheFile, a_rest_under_a_beam_has_a_stemlet_of_its_own_colour_where_the_file_gives_it_a_stem) {
  const auto page = [](const std::string& stem) {
    const auto eighth = [](const std::string& what, const std::string& more) {
      return "<note>" + what + "<duration>1</duration><voice>1</voice><type>eighth</type>" + more + "</note>";
    };
    const std::string f = "<pitch><step>F</step><octave>4</octave></pitch>";
    return layout_text(score(
        {"<attributes><divisions>2</divisions><clef><sign>G</sign><line>2</line></clef></attributes>" +
         eighth(f, "<beam number='1'>begin</beam>") + eighth("<rest/>", stem + "<beam number='1'>continue</beam>") +
         eighth(f, "<beam number='1'>end</beam>")}));
  };
  const auto stems_of = [](const std::string& text) {
    std::vector<Drawn> stems = drawn(text, "stem");
    std::erase_if(stems, [](const Drawn& one) { return one.kind != "line"; });
    return stems;
  };
  EXPECT_EQ(stems_of(page("")).size(), 2U);
  EXPECT_EQ(stems_of(page("<stem>none</stem>")).size(), 2U);
  const std::string with = page("<stem color='#FF0000'>up</stem>");
  const auto stems = stems_of(with);
  ASSERT_EQ(stems.size(), 3U);
  EXPECT_EQ(lines_with(with, "stem", "coloured"), 1);
  const Drawn& stemlet = stems.back();  // painted with the beam
  const auto rest = drawn(with, "rest");
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_GT(stemlet.at[1] - stemlet.at[3], 0.5 + 0.4) << "over the beam and a little beyond";
  EXPECT_LE(stemlet.at[1] - stemlet.at[3], 0.5 + 0.75 + 1e-3);
  EXPECT_GT(stemlet.at[3], rest[0].at[1] + 0.3) << "not down to the rest";
  EXPECT_GT(stemlet.at[0], rest[0].at[0]);
}

TEST(LooksOfTheFile, accidentals_dots_and_clefs_follow_sizes_of_their_own) {
  const std::string page = bar(quarter("B", 4, "<dot font-size='24'/><accidental font-size='24'>flat</accidental>") +
                               quarter("B", 4) + quarter("B", 4));
  EXPECT_DOUBLE_EQ(scale_of(page, "E260"), 2.0);
  EXPECT_DOUBLE_EQ(scale_of(page, "E1E7"), 2.0);
  EXPECT_DOUBLE_EQ(scale_of(page, "E0A4"), 1.0);
  const std::string clef =
      layout_text(score({"<attributes><divisions>1</divisions><clef font-size='24'><sign>G</sign>"
                         "<line>2</line></clef></attributes>" +
                         four("")}));
  EXPECT_DOUBLE_EQ(scale_of(clef, "E050"), 2.0);
}

TEST(LooksOfTheFile, words_follow_sizes_that_are_clearly_other_than_the_usual_one) {
  const auto size = [](const std::string& asked) {
    const auto words =
        drawn(bar(direction("<words font-size='" + asked + "'>dolce</words>", "above") + four("")), "words");
    return words.size() == 1 ? words[0].at[2] : 0.0;
  };
  const double usual = size("12");
  EXPECT_DOUBLE_EQ(size("10"), usual);
  EXPECT_NEAR(size("xx-large"), 2.0 * usual, 1e-3);
  EXPECT_NEAR(size("small"), usual * 8.0 / 9.0, 1e-3);
  EXPECT_GT(size("30"), 2.0 * usual);
  EXPECT_LT(size("6"), 0.7 * usual);
}

TEST(LooksOfTheFile, dynamics_take_colour_and_size_from_the_element_around_their_letters) {
  const std::string page = bar(direction("<dynamics color='#FF0000' font-size='24'><ff/></dynamics>") + four(""));
  EXPECT_EQ(lines_with(page, "dynamic", "coloured"), 1);
  EXPECT_DOUBLE_EQ(scale_of(page, "E52F"), 2.0);
}

TEST(LooksOfTheFile, a_beam_has_its_own_colour) {
  const auto eighth = [](const std::string& state) {
    return "<note><pitch><step>B</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice>"
           "<type>eighth</type><beam number='1' color='#FF0000'>" +
           state + "</beam></note>";
  };
  const std::string page =
      layout_text(score({"<attributes><divisions>2</divisions></attributes>" + eighth("begin") + eighth("end")}));
  EXPECT_EQ(lines_with(page, "beam", "coloured"), 1);
}

TEST(LooksOfTheFile, only_the_number_of_a_tuplet_is_coloured_by_the_colour_of_its_number) {
  const auto note = [](const std::string& notations) {
    return "<note><pitch><step>B</step><octave>4</octave></pitch><duration>2</duration><voice>1</voice>"
           "<type>quarter</type><time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
           "</time-modification><notations>" +
           notations + "</notations></note>";
  };
  const std::string start =
      "<tuplet type='start' bracket='yes'><tuplet-actual><tuplet-number color='#FF0000'>3"
      "</tuplet-number></tuplet-actual></tuplet>";
  const std::string page = layout_text(score(
      {"<attributes><divisions>3</divisions></attributes>" + note(start) + note("") + note("<tuplet type='stop'/>")}));
  EXPECT_EQ(lines_with(page, "tuplet", "continuation"), 1);
  EXPECT_EQ(lines_with(page, "tuplet", "coloured"), 1);
  EXPECT_EQ(lines_with(page, "tuplet m/"), 1) << "the tuplet itself has no colour";
}

TEST(LooksOfTheFile, the_ledger_line_or_the_dot_of_a_note_that_is_not_printed_can_stand_alone) {
  const auto note = [](const std::string& asked) {
    return bar("<note print-object='no' " + asked +
               "><pitch><step>A</step><octave>5</octave></pitch><duration>3</duration>"
               "<voice>1</voice><type>half</type><dot/></note>");
  };
  const auto count = [](const std::string& page, const char* group) { return drawn(page, group).size(); };
  EXPECT_EQ(count(note(""), "ledger-lines") + count(note(""), "dots"), 0U);
  EXPECT_EQ(count(note("print-leger='yes'"), "ledger-lines"), 1U);
  EXPECT_EQ(count(note("print-leger='yes'"), "dots"), 0U);
  EXPECT_EQ(count(note("print-dot='yes'"), "dots"), 1U);
  EXPECT_EQ(count(note("print-dot='yes'"), "notehead"), 0U);
}

TEST(LooksOfTheFile, heads_of_a_chord_in_parentheses_share_one_pair) {
  const auto head = [](const std::string& step, bool first) {
    return std::string("<note>") + (first ? "" : "<chord/>") + "<pitch><step>" + step +
           "</step><octave>4</octave></pitch><duration>4</duration><voice>1</voice><type>whole</type>"
           "<notehead parentheses='yes'>normal</notehead></note>";
  };
  const std::string page = bar(head("F", true) + head("A", false));
  const auto heads = drawn(page, "notehead");
  EXPECT_EQ(std::count_if(heads.begin(), heads.end(), [](const Drawn& one) { return one.kind == "curve"; }), 2);
  EXPECT_EQ(lines_with(page, "glyph E0F5"), 0);
  EXPECT_EQ(lines_with(bar(head("F", true)), "glyph E0F5"), 1);
}

TEST(LooksOfTheFile, slashes_stand_on_every_beat_whatever_the_notes_are) {
  const std::string slashes = "<attributes><measure-style><slash type='start'/></measure-style></attributes>";
  const std::string whole =
      "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><voice>1</voice>"
      "<type>whole</type></note>";
  const std::string page = layout_text(score({attributes() + slashes + whole}));
  const auto alone = drawn(page, "slash");
  ASSERT_EQ(alone.size(), 3U) << "the first beat has the note's own";
  EXPECT_EQ(drawn(page, "notehead").size(), 1U);
  EXPECT_EQ(drawn(page, "stem").size(), 0U);
  for (std::size_t i = 1; i < alone.size(); ++i) EXPECT_GT(alone[i].at[0], alone[i - 1].at[0] + 2.0);
}

TEST(LooksOfTheFile, naturals_stand_before_the_barline_where_the_key_wants_them_there) {
  const auto key = [](const std::string& inside) { return "<attributes><key>" + inside + "</key></attributes>"; };
  const std::string page =
      layout_text(score({attributes() + key("<fifths>2</fifths>") + four(""),
                         key("<cancel location='before-barline'>2</cancel><fifths>-1</fifths>") + four("")}));
  const auto signs = drawn(page, "key-signature");
  const auto lines = drawn(page, "barline");
  ASSERT_FALSE(lines.empty());
  std::vector<double> naturals;
  double flat = 0.0;
  for (const Drawn& one : signs) {
    if (one.text == "E261") naturals.push_back(one.at[0]);
    if (one.text == "E260") flat = one.at[0];
  }
  const double barline = lines.front().at[0];
  ASSERT_EQ(naturals.size(), 2U);
  EXPECT_LT(naturals[1], barline);
  EXPECT_GT(naturals[1], barline - 2.0);
  EXPECT_GT(flat, barline);
}

TEST(LooksOfTheFile, syllables_of_one_note_keep_the_looks_of_their_pieces) {
  const std::string page =
      bar(four("<lyric><text>one</text><elision color='#00FF00'/><text font-style='italic'>two</text></lyric>"));
  const auto found = drawn(page, "lyric");
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].text, "one");
  EXPECT_EQ(found[2].text, "two");
  EXPECT_LT(found[0].at[0], found[1].at[0]);
  EXPECT_LT(found[1].at[0], found[2].at[0]);
  EXPECT_NE(page.find("\"two\""), std::string::npos);
  EXPECT_EQ(lines_with(page, "\"two\"", "italic"), 1);
  EXPECT_EQ(lines_with(page, "\"one\"", "roman"), 1);
  EXPECT_EQ(lines_with(page, "lyric continuation", "coloured"), 1);
}

TEST(LooksOfTheFile, a_syllable_is_justified_as_the_file_says) {
  const auto x = [](const std::string& justify) {
    const auto found = drawn(bar(four("<lyric " + justify + "><text>strength</text></lyric>")), "lyric");
    return found.empty() ? -1.0 : found[0].at[0];
  };
  const auto head = drawn(bar(four("<lyric justify='left'><text>strength</text></lyric>")), "notehead");
  ASSERT_FALSE(head.empty());
  EXPECT_NEAR(x("justify='left'"), head[0].at[0], 0.01);
  EXPECT_LT(x(""), x("justify='left'"));
}

TEST(LooksOfTheFile, an_instrument_that_is_changed_has_its_new_name_over_the_staff) {
  const std::string change =
      "<print><part-name-display><display-text>Oboe d'amore</display-text></part-name-display></print>";
  const std::string page = layout_text(score({attributes() + four(""), change + four("")}));
  const auto names = drawn(page, "instrument-name");
  ASSERT_EQ(names.size(), 1U);
  EXPECT_EQ(names[0].text, "Oboe d'amore");
  const std::string said = layout_text(
      score({attributes() + four(""), change + direction("<words>to Oboe d'amore</words>", "above") + four("")}));
  EXPECT_TRUE(drawn(said, "instrument-name").empty()) << "words say it already";
}

std::string two_parts(const std::string& list) {
  const auto part = [](const std::string& id) {
    return "<part id='" + id + "'><measure number='1'>" + attributes() + four("") + "</measure><measure number='2'>" +
           four("") + "</measure></part>";
  };
  return "<score-partwise><part-list>" + list + "</part-list>" + part("A") + part("B") + "</score-partwise>";
}

const std::string a = "<score-part id='A'><part-name/></score-part>";
const std::string b = "<score-part id='B'><part-name/></score-part>";

TEST(LooksOfTheFile, the_places_of_braces_say_which_stands_farther_left) {
  const auto left_ends = [](const std::string& outer, const std::string& inner) {
    const std::string page = layout_text(two_parts(
        "<part-group number='1' type='start'><group-symbol default-x='" + outer +
        "'>bracket</group-symbol></part-group>" + "<part-group number='2' type='start'><group-symbol default-x='" +
        inner + "'>brace</group-symbol></part-group>" + a + b +
        "<part-group number='2' type='stop'/><part-group number='1' type='stop'/>"));
    const auto bracket = drawn(page, "bracket");
    const auto brace = drawn(page, "brace");
    return bracket.empty() || brace.empty() ? 0.0 : bracket[0].at[0] - brace[0].at[0];
  };
  EXPECT_LT(left_ends("-20", "-8"), 0.0);
  EXPECT_GT(left_ends("-8", "-20"), 0.0);
}

TEST(LooksOfTheFile, barlines_of_a_mensurstrich_stand_between_the_staves) {
  const auto count = [](const std::string& barline) {
    return drawn(layout_text(two_parts(
                     "<part-group number='1' type='start'><group-symbol>bracket</group-symbol><group-barline>" +
                     barline + "</group-barline></part-group>" + a + b + "<part-group number='1' type='stop'/>")),
                 "barline")
        .size();
  };
  EXPECT_LT(count("Mensurstrich"), count("yes"));
}

TEST(LooksOfTheFile, a_group_may_have_one_large_time_signature_for_all_its_staves) {
  const auto signs = [](const std::string& inside) {
    return drawn(layout_text(two_parts("<part-group number='1' type='start'>" + inside + "</part-group>" + a + b +
                                       "<part-group number='1' type='stop'/>")),
                 "time-signature");
  };
  EXPECT_EQ(signs("").size(), 4U) << "two digits on each staff";
  EXPECT_EQ(signs("<group-time/>").size(), 2U);
}

TEST(LooksOfTheFile, a_symbol_may_join_some_of_the_staves_of_its_part) {
  const auto heights = [](const std::string& which) {
    std::string text = attributes(2);
    const std::string symbol = "<part-symbol" + which + ">bracket</part-symbol>";
    text.insert(text.find("</staves>") + 9, symbol);
    const std::string page = layout_text(score({text + four("") + "<backup><duration>4</duration></backup>" +
                                                quarter("B", 3, "", 2) + quarter("B", 3, "", 2)}));
    return drawn(page, "bracket").size();
  };
  EXPECT_GT(heights(""), 0U);
  EXPECT_EQ(heights(" top-staff='2' bottom-staff='2'"), 0U) << "one staff needs none";
}

TEST(LooksOfTheFile, the_pieces_of_a_name_have_colours_and_sizes_of_their_own) {
  std::string text = score({attributes() + four("")});
  const std::string plain = "<part-name/>";
  text.replace(
      text.find(plain), plain.size(),
      "<part-name>P</part-name><part-name-display><display-text xml:space='preserve' font-size='20'>Player "
      "</display-text><display-text color='#0000FF' font-style='italic'>One</display-text></part-name-display>");
  const std::string page = layout_text(text);
  const auto names = drawn(page, "instrument-name");
  ASSERT_EQ(names.size(), 2U);
  EXPECT_GT(names[0].at[2], 1.5 * names[1].at[2]);
  EXPECT_LT(names[0].at[0], names[1].at[0]);
  EXPECT_EQ(lines_with(page, "instrument-name", "coloured"), 1);
}

}  // namespace
}  // namespace burin::layout
