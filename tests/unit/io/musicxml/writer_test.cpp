// MusicXML out: what was read is written, in the order of the format, and comes back.
#include <gtest/gtest.h>

#include "core/store/piece_difference.hpp"
#include "io/musicxml/container.hpp"
#include "io/musicxml/writer/write_musicxml.hpp"
#include "io/musicxml/writer/xml_writer.hpp"
#include "tests/unit/io/musicxml/support.hpp"

namespace burin::io {
namespace {

std::string exported(const Piece& piece) {
  SerialExecutor executor;
  Operation operation;
  auto text = write_musicxml(piece, layout::export_table(), executor, operation);
  return text ? *text : text.error().message;
}

/// The export of a score, after making sure that it comes back.
std::string round(const std::string& source) {
  const Imported first = import_text(source);
  EXPECT_TRUE(first.piece.has_value());
  if (!first.piece) return {};
  std::string text = exported(**first.piece);
  const Imported again = import_text(text);
  EXPECT_TRUE(again.piece.has_value()) << text;
  if (!again.piece) return text;
  EXPECT_EQ(first_difference(**first.piece, **again.piece).value_or(""), "") << text;
  EXPECT_TRUE(**first.piece == **again.piece);
  EXPECT_EQ(exported(**again.piece), text);
  return text;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

/// Whether the words stand in the text in this order.
testing::AssertionResult in_order(std::string_view text, std::initializer_list<std::string_view> words) {
  std::size_t at = 0;
  for (const std::string_view word : words) {
    at = text.find(word, at);
    if (at == std::string_view::npos) return testing::AssertionFailure() << word << " is missing or too early";
    at += word.size();
  }
  return testing::AssertionSuccess();
}

TEST(XmlWriter, escapes_text_and_attributes_so_that_they_read_back_as_they_were) {
  XmlWriter xml(0);
  xml.open("a");
  xml.attribute("b", "\"<\n&");
  xml.attribute("left-out", "");
  xml.child("c", "x < y\r");
  xml.empty("d");
  xml.close();
  EXPECT_EQ(xml.take(), "<a b=\"&quot;&lt;&#10;&amp;\">\n  <c>x &lt; y&#13;</c>\n  <d/>\n</a>\n");
}

TEST(XmlWriter, takes_no_parameter_for_the_name_of_an_element) {
  XmlWriter xml(0);
  MarkOutput out(xml);
  out.open("a b=\"c\"");
  out.close();
  EXPECT_EQ(xml.take(), "<other/>\n");
}

TEST(MusicXmlWriter, orders_the_children_of_a_note_as_the_schema_does) {
  const std::string text = round(one_part(
      measure(note("C",
                   "<dot/><accidental>sharp</accidental><stem>up</stem><notehead>x</notehead><beam "
                   "number=\"1\">begin</beam><notations><tied type=\"start\"/><articulations><accent/></articulations>"
                   "</notations><lyric><text>la</text></lyric>"))));
  EXPECT_TRUE(
      in_order(text, {"<pitch>", "<duration>", "<tie type=\"start\"/>", "<voice>", "<type>", "<dot/>", "<accidental>",
                      "<stem>", "<notehead>", "<beam", "<notations>", "<tied", "<accent/>", "</notations>", "<lyric"}));
}

TEST(MusicXmlWriter, chooses_the_smallest_divisions_that_hold_every_length) {
  const std::string text = round(
      one_part("<measure number=\"1\"><attributes><divisions>480</divisions></attributes>"
               "<note><pitch><step>C</step><octave>4</octave></pitch><duration>160</duration><type>eighth</type></note>"
               "<note><pitch><step>D</step><octave>4</octave></pitch><duration>240</duration><type>eighth</type></note>"
               "</measure>"));
  EXPECT_TRUE(in_order(text, {"<divisions>6<", "<duration>2<", "<duration>3<"}));
}

TEST(MusicXmlWriter, writes_the_dots_of_notes_whose_value_only_their_length_tells) {
  const std::string text =
      round(one_part("<measure number=\"1\"><attributes><divisions>2</divisions></attributes>"
                     "<note><pitch><step>C</step><octave>4</octave></pitch><duration>3</duration></note></measure>"));
  EXPECT_TRUE(in_order(text, {"<type>quarter</type>", "<dot/>"}));
}

TEST(MusicXmlWriter, goes_back_between_voices_and_forward_over_gaps) {
  const std::string rest = "<forward><duration>1</duration></forward>";
  const std::string text = round(one_part(
      measure(note("C") + note("D") + "<backup><duration>2</duration></backup>" + rest + note("E", "", "", "2"))));
  EXPECT_TRUE(in_order(text, {"<voice>1<", "<backup>", "<duration>2<", "<forward>", "<duration>1<", "<voice>2<"}));
}

TEST(MusicXmlWriter, marks_the_members_of_chords_and_grace_notes) {
  const std::string grace =
      "<note><grace slash=\"yes\"/><pitch><step>B</step><octave>3</octave></pitch><type>eighth</type></note>";
  const std::string text = round(one_part(measure(grace + note("C") + note("E", "", "<chord/>"))));
  EXPECT_EQ(count(text, "<grace slash=\"yes\"/>"), 1U);
  EXPECT_EQ(count(text, "<chord/>"), 1U);
}

std::string tuplet_note(const std::string& notations) {
  return "<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration><type>eighth</type>"
         "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>" +
         notations + "</note>";
}

TEST(MusicXmlWriter, says_of_notes_in_tuplets_how_much_shorter_they_are) {
  const std::string text =
      round(one_part("<measure number=\"1\"><attributes><divisions>6</divisions></attributes>" +
                     tuplet_note("<notations><tuplet type=\"start\" bracket=\"yes\"/></notations>") + tuplet_note("") +
                     tuplet_note("<notations><tuplet type=\"stop\"/></notations>") + "</measure>"));
  EXPECT_EQ(count(text, "<actual-notes>3</actual-notes>"), 3U);
  EXPECT_TRUE(
      in_order(text, {"<tuplet type=\"start\" number=\"1\" bracket=\"yes\">", "<tuplet-actual>",
                      "<tuplet-number>3</tuplet-number>", "<tuplet-type>eighth</tuplet-type>", "<tuplet-normal>",
                      "<tuplet-number>2</tuplet-number>", "<tuplet type=\"stop\" number=\"1\"/>"}));
}

TEST(MusicXmlWriter, writes_how_beams_fan_out_where_bar_numbers_stand_and_credits_that_are_no_text) {
  const auto eighth = [](const std::string& state) {
    return "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration><voice>1</voice>"
           "<type>eighth</type><beam number=\"1\" fan=\"rit\">" +
           state + "</beam></note>";
  };
  const auto print = [](const std::string& numbering) {
    return "<print><measure-numbering>" + numbering + "</measure-numbering></print>";
  };
  const std::string text = round(
      "<score-partwise><defaults><scaling><millimeters>7</millimeters><tenths>40</tenths></scaling><page-layout>"
      "<page-height>2000</page-height><page-width>1000</page-width></page-layout></defaults><credit page=\"1\">"
      "<credit-symbol default-x=\"100\" default-y=\"1000\">coda</credit-symbol></credit><credit page=\"1\">"
      "<credit-image source=\"logo.png\" type=\"image/png\" width=\"250\" height=\"100\" halign=\"left\"/></credit>"
      "<part-list><score-part id=\"P1\"><part-name>Flute</part-name></score-part></part-list><part id=\"P1\">" +
      measure(print("measure") + eighth("begin") + eighth("end")) + measure(note("C"), "2") +
      measure(print("none") + note("C"), "3") + "</part></score-partwise>");
  EXPECT_TRUE(in_order(text, {"<credit-symbol", "coda", "<credit-image source=\"logo.png\"",
                              "<measure-numbering>measure</measure-numbering>", "fan=\"rit\">begin", "number=\"3\"",
                              "<measure-numbering>none</measure-numbering>"}));
  EXPECT_EQ(count(text, "<measure-numbering>"), 2U);
  EXPECT_EQ(count(text, "fan="), 1U);
}

TEST(MusicXmlWriter, keeps_the_order_of_unisons_of_which_one_is_hidden) {
  const std::string hidden =
      "<note print-object=\"no\"><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><voice>1</voice>"
      "<type>whole</type></note>";
  const std::string seen =
      "<note><chord/><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><voice>1</voice>"
      "<type>whole</type></note>";
  EXPECT_EQ(count(round(one_part(measure(hidden + seen))), "<chord/>"), 1U);
}

TEST(MusicXmlWriter, writes_the_margins_of_the_page) {
  const std::string text = round(
      "<score-partwise><defaults><scaling><millimeters>7</millimeters><tenths>40</tenths></scaling><page-layout>"
      "<page-height>1600</page-height><page-width>1200</page-width><page-margins type=\"both\"><left-margin>70"
      "</left-margin><right-margin>60</right-margin><top-margin>50</top-margin><bottom-margin>40</bottom-margin>"
      "</page-margins></page-layout></defaults><part-list><score-part id=\"P1\"><part-name>Flute</part-name>"
      "</score-part></part-list><part id=\"P1\">" +
      measure(note("C")) + "</part></score-partwise>");
  EXPECT_TRUE(in_order(text, {"<page-margins", "<left-margin>70</left-margin>", "<right-margin>60</right-margin>",
                              "<top-margin>50</top-margin>", "<bottom-margin>40</bottom-margin>"}));
}

TEST(MusicXmlWriter, gives_slurs_that_are_open_together_different_numbers) {
  const auto slur = [](const std::string& type, int number) {
    return "<notations><slur type=\"" + type + "\" number=\"" + std::to_string(number) + "\"/></notations>";
  };
  const std::string text = round(one_part(measure(note("C", slur("start", 5)) + note("D", slur("start", 6)) +
                                                  note("E", slur("stop", 6)) + note("F", slur("stop", 5)))));
  EXPECT_TRUE(in_order(text, {"type=\"start\" number=\"1\"", "type=\"start\" number=\"2\"",
                              "type=\"stop\" number=\"2\"", "type=\"stop\" number=\"1\""}));
}

TEST(MusicXmlWriter, keeps_a_slur_without_end_from_meeting_the_end_of_another) {
  const std::string lonely = "<notations><slur type=\"start\" number=\"3\"/></notations>";
  std::string measures = measure(note("C", lonely) + note("D"));
  for (int i = 2; i < 14; ++i) measures += measure(note("C"), std::to_string(i));
  measures += measure(note("C", "<notations><slur type=\"stop\" number=\"4\"/></notations>"), "14");
  round(one_part(measures));
}

TEST(MusicXmlWriter, places_directions_inside_long_notes_by_their_offset) {
  const std::string words =
      "<direction placement=\"above\"><direction-type><words>dolce</words></direction-type>"
      "<direction-type><metronome><beat-unit>quarter</beat-unit><per-minute>60</per-minute></metronome>"
      "</direction-type><offset>1</offset></direction>";
  const std::string text = round(
      one_part("<measure number=\"1\"><attributes><divisions>1</divisions></attributes>" + words +
               "<note><pitch><step>C</step><octave>4</octave></pitch><duration>4</duration><type>whole</type></note>"
               "</measure>"));
  EXPECT_TRUE(in_order(text, {"<direction placement=\"above\">", "<words>dolce</words>", "<metronome>",
                              "<offset>1</offset>", "</direction>", "<note>"}));
  EXPECT_EQ(count(text, "<direction "), 1U);
}

TEST(MusicXmlWriter, writes_a_clef_in_the_measure_where_it_begins_to_hold) {
  const std::string clef = "<attributes><clef><sign>F</sign><line>4</line></clef></attributes>";
  const std::string text = round(one_part(measure(note("C") + clef + note("D"))));
  EXPECT_TRUE(in_order(text, {"</note>", "<attributes>", "<clef>", "<sign>F</sign>", "</attributes>", "<note>"}));
}

TEST(MusicXmlWriter, writes_repeats_and_endings_at_both_ends) {
  const std::string left =
      "<barline location=\"left\"><bar-style>heavy-light</bar-style><ending number=\"1\" type=\"start\"/>"
      "<repeat direction=\"forward\"/></barline>";
  const std::string right =
      "<barline location=\"right\"><bar-style>light-heavy</bar-style><ending number=\"1\" type=\"stop\"/>"
      "<repeat direction=\"backward\" times=\"3\"/></barline>";
  const std::string text = round(one_part(measure(left + note("C") + right)));
  EXPECT_TRUE(in_order(text, {"location=\"left\"", "heavy-light", "type=\"start\"", "forward", "</barline>",
                              "location=\"right\"", "light-heavy", "type=\"stop\"", "times=\"3\"", "</barline>"}));
}

TEST(MusicXmlWriter, writes_the_numbers_that_the_schema_demands_even_if_there_are_none) {
  const std::string text =
      round(one_part(measure("<barline location=\"left\"><ending type=\"start\"/></barline>" + note("C"), "")));
  EXPECT_TRUE(in_order(text, {"<measure number=\"\">", "<ending number=\"\" type=\"start\"/>"}));
}

TEST(MusicXmlWriter, says_the_side_of_dynamics_on_notes_around_their_letters) {
  const std::string text = round(one_part(measure(
      note("C",
           "<notations><dynamics placement=\"above\"><sf/><p/></dynamics><dynamics><f placement=\"below\"/></dynamics>"
           "</notations>"))));
  EXPECT_TRUE(in_order(text, {"<dynamics placement=\"above\">", "<sf/>", "<p/>", "</dynamics>",
                              "<dynamics placement=\"below\">", "<f/>", "</dynamics>"}));
}

TEST(MusicXmlWriter, gives_signs_no_attributes_and_contents_that_the_schema_has_not) {
  const std::string pair =
      "<direction><direction-type><pedal type=\"start\" line=\"no\"/></direction-type>"
      "<direction-type><octave-shift type=\"down\" size=\"8\"/></direction-type></direction>";
  const std::string voice =
      "<direction><direction-type><principal-voice type=\"start\" symbol=\"none\"/>"
      "</direction-type></direction>";
  const std::string bend =
      "<notations><technical><bend><bend-alter>3</bend-alter><release/><with-bar>dip</with-bar></bend>"
      "</technical></notations>";
  const std::string ends =
      "<direction><direction-type><pedal type=\"stop\"/></direction-type><direction-type><octave-shift type=\"stop\"/>"
      "</direction-type><direction-type><principal-voice type=\"stop\" symbol=\"none\"/></direction-type></direction>";
  const Imported read = import_text(one_part(measure(pair + voice + note("C", bend) + ends + note("D"))));
  const std::string text = exported(**read.piece);
  EXPECT_NE(text.find("<octave-shift type=\"down\" number=\"1\" size=\"8\"/>"), std::string::npos) << text;
  EXPECT_NE(text.find("<principal-voice type=\"start\" symbol=\"none\"/>"), std::string::npos) << text;
  EXPECT_NE(text.find("<bend-alter>3</bend-alter>"), std::string::npos) << text;
  EXPECT_NE(text.find("<with-bar/>"), std::string::npos) << text;
}

TEST(MusicXmlWriter, writes_back_signs_that_no_family_reads) {
  const std::string text =
      round(one_part(measure(note("C", "<notations><fnord/></notations>") +
                             "<direction><direction-type><gnarf placement=\"below\"/></direction-type></direction>")));
  EXPECT_EQ(count(text, "<fnord/>"), 1U);
  EXPECT_EQ(count(text, "<gnarf"), 1U);
}

TEST(MusicXmlWriter, writes_a_part_of_several_staves_with_their_numbers) {
  const std::string lower =
      "<note><pitch><step>C</step><octave>3</octave></pitch><duration>1</duration><voice>5</voice>"
      "<type>quarter</type><staff>2</staff></note>";
  const std::string text = round(one_part(
      "<measure number=\"1\"><attributes><divisions>1</divisions><key><fifths>2</fifths></key><staves>2</staves>"
      "<clef number=\"1\"><sign>G</sign></clef><clef number=\"2\"><sign>F</sign></clef></attributes>" +
      note("C") + "<backup><duration>1</duration></backup>" + lower + "</measure>"));
  EXPECT_EQ(count(text, "<key>"), 1U);
  EXPECT_TRUE(in_order(text, {"<staves>2<", "<clef number=\"1\">", "<clef number=\"2\">", "<staff>1<", "<staff>2<"}));
}

TEST(MusicXmlWriter, keeps_staves_whole_that_appear_late) {
  const std::string repeat = "<barline location=\"right\"><repeat direction=\"backward\"/></barline>";
  const std::string lower = "<note><rest/><duration>1</duration><voice>5</voice><staff>2</staff></note>";
  round(one_part(measure(note("C") + repeat) + measure(lower, "2")));
}

TEST(MusicXmlWriter, closes_groups_over_the_same_parts_in_their_own_order) {
  const auto group = [](const std::string& type, const std::string& number, const std::string& inside) {
    return "<part-group type=\"" + type + "\" number=\"" + number + "\">" + inside + "</part-group>";
  };
  const auto part = [](const std::string& id) {
    return "<score-part id=\"" + id + "\"><part-name>" + id + "</part-name></score-part>";
  };
  const auto music = [](const std::string& id) { return "<part id=\"" + id + "\">" + measure(note("C")) + "</part>"; };
  const std::string text =
      round("<score-partwise><part-list>" + group("start", "1", "<group-symbol>bracket</group-symbol>") +
            group("start", "2", "<group-name>Horns</group-name><group-symbol>square</group-symbol>") + part("P1") +
            part("P2") + group("stop", "1", "") + group("stop", "2", "") + "</part-list>" + music("P1") + music("P2") +
            "</score-partwise>");
  EXPECT_EQ(count(text, "type=\"stop\""), 2U);
}

TEST(MusicXmlWriter, gives_parts_ids_that_are_names_and_no_two_the_same) {
  const Imported read = import_text(one_part(measure(note("C"))));
  ASSERT_TRUE(read.piece.has_value());
  auto piece = std::make_shared<Piece>(**read.piece);
  auto musician = std::make_shared<Musician>(*piece->musicians[0]);
  auto instrument = std::make_shared<Instrument>(*musician->instruments[0]);
  instrument->part_id = "no name";
  musician->instruments = PVector<Shared<Instrument>>({musician->instruments[0], instrument, musician->instruments[0]});
  piece->musicians = PVector<Shared<Musician>>({musician});
  const std::string text = exported(*piece);
  EXPECT_TRUE(in_order(text, {"<part id=\"P1\">", "<part id=\"P2\">", "<part id=\"P3\">"})) << text;
}

TEST(MusicXmlWriter, packs_a_score_so_that_it_reads_as_the_same) {
  const Imported read = import_text(one_part(measure(note("C"))));
  ASSERT_TRUE(read.piece.has_value());
  const std::string packed = pack_score(exported(**read.piece));
  EXPECT_TRUE(is_zip(packed));
  EXPECT_EQ(packed, pack_score(exported(**read.piece)));
  const Imported again = import_text(packed);
  ASSERT_TRUE(again.piece.has_value());
  EXPECT_EQ(first_difference(**read.piece, **again.piece).value_or(""), "");
}

TEST(MusicXmlWriter, stops_when_its_operation_does) {
  const Imported read = import_text(one_part(measure(note("C"))));
  ASSERT_TRUE(read.piece.has_value());
  SerialExecutor executor;
  StopFlag stop;
  stop.stop();
  Operation operation(&stop);
  EXPECT_FALSE(write_musicxml(**read.piece, layout::export_table(), executor, operation).has_value());
}

TEST(Writer, looks_that_a_file_asks_for_come_back) {
  const std::string text = round(
      "<score-partwise><credit><credit-words default-x='10' default-y='20' "
      "enclosure='rectangle'>T</credit-words></credit>"
      "<part-list><part-group type='start' number='1'><group-symbol default-x='-8'>brace</group-symbol><group-barline>"
      "Mensurstrich</group-barline><group-time/></part-group><score-part id='P1'><part-name>A B</part-name>"
      "<part-name-display><display-text xml:space='preserve' color='#FF0000' font-size='20'>A </display-text>"
      "<display-text font-style='italic'>B</display-text></part-name-display></score-part>"
      "<part-group type='stop' number='1'/></part-list><part id='P1'>" +
      measure(
          "<attributes><key font-size='30'><fifths>1</fifths></key><time font-size='30'><beats>4</beats><beat-type>4"
          "</beat-type></time><staves>2</staves><part-symbol top-staff='1' bottom-staff='2'>square</part-symbol>"
          "<clef number='1' font-size='30'><sign>G</sign><line>2</line></clef><for-part number='1'><part-clef>"
          "<sign>F</sign><line>4</line></part-clef><part-transpose><diatonic>1</diatonic><chromatic>2</chromatic>"
          "</part-transpose></for-part><measure-style><slash type='start'><slash-type>half</slash-type><slash-dot/>"
          "</slash></measure-style></attributes>"
          "<direction><direction-type><dynamics color='#FF0000' font-size='30'><ff/></dynamics></direction-type>"
          "</direction><direction><direction-type><words font-size='large'>w</words></direction-type></direction>" +
          note("C",
               "<dot font-size='9' color='#00FF00'/><accidental cautionary='yes' bracket='yes' font-size='9'>"
               "sharp</accidental><notehead font-size='9'>normal</notehead><notations><dynamics><f/></dynamics>"
               "<fermata font-size='20'/></notations><lyric color='#FF0000' justify='right'><text>f</text>"
               "<elision color='#00FF00'>-</elision><text font-style='italic'>g</text><elision/><text>h</text>"
               "</lyric>") +
          "<note font-size='9' print-object='no' print-leger='yes' print-dot='yes'><pitch><step>A</step><octave>5"
          "</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type></note>"
          "<note font-size='21'><rest/><duration>1</duration><voice>1</voice><type>quarter</type>"
          "<stem color='#0000FF'>up</stem></note>") +
      "</part></score-partwise>");
  EXPECT_TRUE(in_order(text, {"<group-symbol default-x=\"-8\">brace", "Mensurstrich", "<group-time/>",
                              "<part-name-display>", "font-size=\"20\"", "top-staff=\"1\"", "<for-part", "<part-clef>",
                              "<slash-type>half", "<slash-dot/>", "<dynamics color=\"#FF0000\"", "font-size=\"large\"",
                              "parentheses=\"yes\" bracket=\"yes\"", "justify=\"right\"", "<elision color=\"#00FF00\">",
                              "<note font-size=\"21\"", "<stem color=\"#0000FF\">up"}));
}

}  // namespace
}  // namespace burin::io
