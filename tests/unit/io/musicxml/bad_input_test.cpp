#include <gtest/gtest.h>

#include <random>

#include "io/musicxml/container.hpp"
#include "io/musicxml/encoding.hpp"
#include "tests/unit/io/musicxml/support.hpp"
#include "tests/unit/io/musicxml/zipped.hpp"

namespace burin::io {
namespace {

std::string error_of(std::string bytes, const ImportLimits& limits = {}) {
  const Imported score = import_text(std::move(bytes), limits);
  return score.piece ? "none" : score.piece.error().id;
}

const std::string good = one_part(measure(note("C")));

TEST(BadInput, names_line_and_column_of_broken_xml) {
  const Imported score = import_text(one_part("\n<measure number=\"1\">\n<note></nope>\n</measure>"));
  ASSERT_FALSE(score.piece.has_value());
  EXPECT_EQ(score.piece.error().id, "BU1001");
  EXPECT_EQ(score.piece.error().where.line, 5U);
  EXPECT_GT(score.piece.error().where.column, 1U);
}

TEST(BadInput, has_a_code_for_each_way_of_being_no_score) {
  EXPECT_EQ(error_of(""), "BU1003");
  EXPECT_EQ(error_of(" \n "), "BU1003");
  EXPECT_EQ(error_of("hello"), "BU1002");
  EXPECT_EQ(error_of("<html><body/></html>"), "BU1002");
  EXPECT_EQ(error_of("<score-partwise/>"), "BU1003");
  EXPECT_EQ(error_of("<score-partwise><part-list/></score-partwise>"), "BU1003");
  EXPECT_EQ(error_of("<score-partwise><part id=\"P1\"/></score-partwise>"), "BU1003");
  EXPECT_EQ(error_of(good.substr(0, good.size() / 2)), "BU1001");
}

TEST(BadInput, reads_a_zip_with_and_without_container) {
  const std::string container =
      "<container><rootfiles><rootfile full-path=\"x.pdf\" media-type=\"application/pdf\"/>"
      "<rootfile full-path=\"a/score.xml\"/></rootfiles></container>";
  EXPECT_EQ(error_of(zipped({{"META-INF/container.xml", container}, {"other.xml", "<x/>"}, {"a/score.xml", good}})),
            "none");
  EXPECT_EQ(error_of(zipped({{"score.xml", good}})), "none");
  EXPECT_EQ(error_of(zipped({{"a.xml", good}, {"b.xml", good}})), "BU1011");
  EXPECT_EQ(error_of(zipped({{"readme.txt", "x"}})), "BU1011");
}

TEST(BadInput, stops_at_broken_and_hostile_zips) {
  const std::string bytes = zipped({{"score.xml", good}});
  EXPECT_EQ(error_of(bytes.substr(0, bytes.size() / 2)), "BU1010");
  EXPECT_EQ(error_of("PK"), "BU1010");
  EXPECT_EQ(error_of(zipped({{"score.xml", std::string(20U << 20U, ' ')}})), "BU1013");
}

TEST(Encoding, reads_utf16_latin1_and_wrong_declarations) {
  using namespace std::string_literals;
  EXPECT_EQ(to_utf8("\xFF\xFE<\0\xE9\0"s).text, "<\xC3\xA9");
  EXPECT_EQ(to_utf8("\xFE\xFF\0<\0\xE9"s).text, "<\xC3\xA9");
  EXPECT_EQ(to_utf8("<\0a\0"s).text, "<a");
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF<a/>").text, "<a/>");
  EXPECT_EQ(to_utf8("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\xE9").text.substr(42), ">\xC3\xA9");
  EXPECT_EQ(to_utf8("<?xml encoding='UTF-16'?>\xC3\xA9").text, "<?xml encoding='UTF-16'?>\xC3\xA9");
  EXPECT_TRUE(to_utf8("<a>\xE9</a>").bad_utf8);
  EXPECT_TRUE(valid_utf8(to_utf8("<a>\xE9\xFF\xED\xA0\x80</a>").text));
}

TEST(BadInput, senseless_numbers_neither_crash_nor_lose_the_score) {
  for (const std::string value : {"0", "-1", "1e300", "nan", "inf", "99999999999999999999", "", "x", "0.000001"}) {
    const std::string text = one_part(
        "<measure number=\"" + value + "\"><attributes><divisions>" + value + "</divisions><staves>" + value +
        "</staves><key number=\"" + value + "\"><fifths>" + value + "</fifths></key><time><beats>" + value +
        "</beats><beat-type>" + value + "</beat-type></time><clef number=\"" + value + "\"><sign>G</sign><line>" +
        value + "</line><clef-octave-change>" + value +
        "</clef-octave-change></clef><transpose>"
        "<diatonic>" +
        value + "</diatonic><chromatic>" + value + "</chromatic></transpose><staff-details><staff-lines>" + value +
        "</staff-lines><staff-size>" + value + "</staff-size></staff-details></attributes><note><pitch><step>" + value +
        "</step><alter>" + value + "</alter><octave>" + value + "</octave></pitch><duration>" + value +
        "</duration><voice>" + value + "</voice><type>" + value + "</type><time-modification><actual-notes>" + value +
        "</actual-notes><normal-notes>" + value + "</normal-notes></time-modification><staff>" + value +
        "</staff><beam number=\"" + value +
        "\">begin</beam>"
        "<notations><tuplet type=\"start\" number=\"" +
        value + "\"/><slur type=\"start\" number=\"" + value + "\"/><technical><fret>" + value +
        "</fret></technical><ornaments><tremolo>" + value +
        "</tremolo></ornaments></notations>"
        "<lyric number=\"" +
        value + "\"><text>" + value + "</text></lyric></note><backup><duration>" + value +
        "</duration></backup><forward><duration>" + value +
        "</duration></forward><direction><direction-type><octave-shift type=\"up\""
        " size=\"" +
        value + "\" number=\"" + value + "\"/><metronome><per-minute>" + value +
        "</per-minute></metronome>"
        "</direction-type><offset>" +
        value + "</offset><sound tempo=\"" + value + "\"/></direction></measure>");
    const Imported score = import_text(text);
    ASSERT_TRUE(score.piece.has_value()) << value;
    EXPECT_EQ(count(**score.piece).notes, 1U) << value;
  }
}

TEST(BadInput, deep_nesting_does_not_exhaust_the_stack) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  for (int i = 0; i < 100'000; ++i) deep += "</a>";
  const Imported score = import_text(one_part(measure(deep + note("C"))));
  EXPECT_TRUE(score.piece.has_value() || score.piece.error().code == Errc::limit);
}

TEST(BadInput, thousands_of_open_spanners_stay_fast) {
  std::string notes;
  for (int i = 0; i < 20'000; ++i) {
    notes += note("C", "<notations><slur type=\"start\" number=\"" + std::to_string(i) + "\"/></notations>");
  }
  EXPECT_TRUE(import_text(one_part(measure(notes))).piece.has_value());
}

TEST(BadInput, thousands_of_nested_tuplets_are_left_out_but_for_the_outer_ones) {
  std::string starts;
  std::string stops;
  for (int i = 0; i < 5'000; ++i) {
    starts += "<tuplet type=\"start\" number=\"" + std::to_string(i) + "\"/>";
    stops += "<tuplet type=\"stop\" number=\"" + std::to_string(i) + "\"/>";
  }
  const auto in = [](const std::string& tuplets) { return "<notations>" + tuplets + "</notations>"; };
  const Imported score = import_text(one_part(measure(note("C", in(starts)) + note("D") + note("E", in(stops)))));
  ASSERT_TRUE(score.piece);
  EXPECT_TRUE(score.says("BU1027"));
  int depth = 0;
  const std::vector<Item>* items = &score.items();
  while (const auto* tuplet = std::get_if<Tuplet>(&items->front())) {
    ++depth;
    items = &tuplet->items;
  }
  EXPECT_EQ(depth, 5);
}

TEST(BadInput, random_damage_never_crashes) {
  const std::string whole = one_part(measure(note("C", "<notations><slur type=\"start\"/></notations>") +
                                             note("D", "<beam number=\"1\">begin</beam>", "<chord/>") +
                                             "<backup><duration>1</duration></backup>" + note("E", "", "", "2")));
  std::mt19937 random(1);
  for (int round = 0; round < 2'000; ++round) {
    std::string text = whole;
    for (int k = 0; k < 3; ++k) {
      const std::size_t at = random() % text.size();
      if (random() % 3 == 0)
        text.erase(at, random() % 20);
      else if (random() % 2 == 0)
        text[at] = static_cast<char>(random() % 256);
      else
        text.insert(at, text.substr(random() % text.size(), 30));
      if (text.empty()) text = "x";
    }
    (void)import_text(std::move(text));
  }
}

}  // namespace
}  // namespace burin::io
