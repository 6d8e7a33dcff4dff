#include <gtest/gtest.h>

#include "tests/unit/io/musicxml/support.hpp"

namespace burin::io {
namespace {

TEST(Import, reads_notes_in_order) {
  const Imported score = import_text(one_part(measure(note("C") + note("D") + note("E") + note("F"))));
  ASSERT_TRUE(score.piece.has_value());
  ASSERT_EQ(score.items().size(), 4U);
  const Chord& last = std::get<Chord>(score.items()[3]);
  EXPECT_EQ(last.notes[0].pitch, (Pitch{3, 4, 0}));
  EXPECT_EQ(last.duration, Rational(1));
  EXPECT_EQ((*score.piece)->measures[0].length, Rational(4));
}

TEST(Import, sorts_chord_notes_from_low_to_high) {
  const Imported score =
      import_text(one_part(measure(note("G") + note("C", "", "<chord/>") + note("E", "", "<chord/>"))));
  const Chord& chord = std::get<Chord>(score.items()[0]);
  ASSERT_EQ(chord.notes.size(), 3U);
  EXPECT_EQ(chord.notes[0].pitch.step, 0);
  EXPECT_EQ(chord.notes[2].pitch.step, 4);
}

TEST(Import, fills_gaps_of_a_voice_with_spaces) {
  const Imported score = import_text(one_part(measure("<forward><duration>2</duration></forward>" + note("C"))));
  ASSERT_EQ(score.items().size(), 2U);
  EXPECT_EQ(std::get<Space>(score.items()[0]).duration, Rational(2));
}

TEST(Import, opens_a_second_voice_for_an_overlap) {
  const Imported score =
      import_text(one_part(measure(note("C") + note("D") + "<backup><duration>1</duration></backup>" + note("E"))));
  ASSERT_EQ(score.measure().voices.size(), 2U);
  EXPECT_EQ(score.items(0, 1).size(), 2U);  // a space and the note
}

TEST(Import, a_backup_beyond_the_start_is_mended_and_reported) {
  const Imported score =
      import_text(one_part(measure(note("C") + "<backup><duration>9</duration></backup>" + note("E", "", "", "2"))));
  EXPECT_TRUE(score.says("BU1036"));
  EXPECT_EQ(score.measure().voices.size(), 2U);
}

std::string quarter_of_length(const std::string& divisions) {
  return "<note><pitch><step>C</step><octave>4</octave></pitch><duration>" + divisions +
         "</duration><voice>1</voice><type>quarter</type></note>";
}

TEST(Import, a_measure_that_is_too_long_is_kept_and_reported) {
  std::string notes;
  for (int i = 0; i < 5; ++i) notes += quarter_of_length("1");
  const Imported score = import_text(one_part(measure(notes)));
  EXPECT_TRUE(score.says("BU1037"));
  EXPECT_EQ(score.items().size(), 5U);
}

TEST(Import, a_measure_that_is_not_full_is_noted_unless_it_is_implicit) {
  const std::string notes = measure(quarter_of_length("1"));
  EXPECT_TRUE(import_text(one_part(notes)).says("BU1038"));
  std::string pickup = notes;
  pickup.insert(pickup.find("number="), "implicit=\"yes\" ");
  EXPECT_FALSE(import_text(one_part(pickup)).says("BU1038"));
}

TEST(Import, a_duration_that_contradicts_the_type_is_noted) {
  EXPECT_TRUE(import_text(one_part(measure(quarter_of_length("4")))).says("BU1039"));
  EXPECT_FALSE(import_text(one_part(measure(quarter_of_length("1")))).says("BU1039"));
}

/// Some programs number the two ends of a hairpin differently.
TEST(Import, a_hairpin_whose_ends_have_different_numbers_is_one) {
  const auto wedge = [](const std::string& attributes) {
    return "<direction><direction-type><wedge " + attributes + "/></direction-type></direction>";
  };
  const Imported score = import_text(one_part(measure(wedge("type=\"crescendo\" number=\"1\"") +
                                                      quarter_of_length("1") + wedge("type=\"stop\" number=\"2\""))));
  ASSERT_EQ(score.measure().marks.size(), 2U);
  EXPECT_NE(score.measure().marks[0].mark.span, SpanId::none);
  EXPECT_EQ(score.measure().marks[0].mark.span, score.measure().marks[1].mark.span);
  EXPECT_FALSE(score.says("BU1040"));
}

TEST(Import, a_rest_without_type_that_fills_the_measure_is_a_measure_rest) {
  const Imported score = import_text(one_part(measure("<note><rest/><duration>4</duration></note>")));
  EXPECT_TRUE(std::get<Rest>(score.items()[0]).whole_measure);
  EXPECT_EQ(std::get<Rest>(score.items()[0]).written.value, no_value);
}

TEST(Import, puts_grace_notes_into_a_group_before_their_note) {
  const std::string grace =
      "<note><grace "
      "slash=\"yes\"/><pitch><step>B</step><octave>4</octave></pitch><voice>1</voice><type>eighth</type></note>";
  const Imported score = import_text(one_part(measure(grace + grace + note("C") + grace)));
  ASSERT_EQ(score.items().size(), 3U);
  EXPECT_EQ(std::get<GraceGroup>(score.items()[0]).items.size(), 2U);
  EXPECT_TRUE(std::get<Chord>(std::get<GraceGroup>(score.items()[0]).items[0]).slashed);
  EXPECT_TRUE(std::holds_alternative<GraceGroup>(score.items()[2]));
}

std::string tuplet(const std::string& type, const std::string& number = "1") {
  return "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>"
         "<notations><tuplet type=\"" +
         type + "\" number=\"" + number + "\"/></notations>";
}
const std::string in_triplet =
    "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>";

TEST(Import, nests_the_notes_of_a_tuplet) {
  const Imported score = import_text(
      one_part(measure(note("C", tuplet("start")) + note("D", in_triplet) + note("E", tuplet("stop")) + note("F"))));
  ASSERT_EQ(score.items().size(), 2U);
  EXPECT_EQ(std::get<Tuplet>(score.items()[0]).items.size(), 3U);
}

TEST(Import, a_tuplet_without_end_ends_where_its_notes_do) {
  const Imported score =
      import_text(one_part(measure(note("C", tuplet("start")) + note("D", in_triplet) + note("E") + note("F"))));
  EXPECT_TRUE(score.says("BU1033"));
  ASSERT_EQ(score.items().size(), 3U);
  EXPECT_EQ(std::get<Tuplet>(score.items()[0]).items.size(), 2U);
}

TEST(Import, a_tuplet_over_a_barline_goes_on_in_the_next_measure) {
  const Imported score = import_text(one_part(measure(note("C", tuplet("start")) + note("D", in_triplet)) +
                                              measure(note("E", tuplet("stop")) + note("F"), "2")));
  EXPECT_TRUE(std::get<Tuplet>(score.items(0)[0]).open_at_end);
  EXPECT_TRUE(std::get<Tuplet>(score.items(1)[0]).continues);
  EXPECT_EQ(score.items(1).size(), 2U);
}

TEST(Import, crossing_tuplets_lose_no_note) {
  const Imported score =
      import_text(one_part(measure(note("C", tuplet("start", "1")) + note("D", tuplet("start", "2")) +
                                   note("E", tuplet("stop", "1")) + note("F", tuplet("stop", "2")))));
  EXPECT_EQ(count(**score.piece).notes, 4U);
}

TEST(Import, joins_two_notes_of_a_tremolo) {
  const auto tremolo = [](const std::string& type) {
    return "<notations><ornaments><tremolo type=\"" + type + "\">2</tremolo></ornaments></notations>";
  };
  const Imported score = import_text(one_part(measure(note("C", tremolo("start")) + note("D", tremolo("stop")))));
  ASSERT_EQ(score.items().size(), 1U);
  EXPECT_EQ(std::get<Tremolo>(score.items()[0]).strokes, 2);
}

SpanId span_of(const std::vector<Mark>& marks) { return marks.empty() ? SpanId::none : marks.front().span; }
std::string slur(const std::string& type) {
  return "<notations><slur type=\"" + type + "\" number=\"1\"/></notations>";
}

TEST(Import, gives_both_ends_of_a_slur_one_id) {
  const Imported score = import_text(one_part(measure(note("C", slur("start")) + note("D", slur("stop")))));
  const SpanId start = span_of(std::get<Chord>(score.items()[0]).marks);
  EXPECT_NE(start, SpanId::none);
  EXPECT_EQ(start, span_of(std::get<Chord>(score.items()[1]).marks));
}

TEST(Import, pairs_a_slur_whose_stop_is_written_before_its_start) {
  const Imported score =
      import_text(one_part(measure(note("C") + note("D", slur("stop")) + "<backup><duration>2</duration></backup>" +
                                   note("E", slur("start"), "", "2"))));
  const SpanId start = span_of(std::get<Chord>(score.items(0, 1)[0]).marks);
  EXPECT_NE(start, SpanId::none);
  EXPECT_EQ(start, span_of(std::get<Chord>(score.items(0, 0)[1]).marks));
}

TEST(Import, a_slur_without_stop_is_kept_and_reported) {
  const Imported score = import_text(one_part(measure(note("C", slur("start")) + note("D"))));
  EXPECT_TRUE(score.says("BU1040"));
  EXPECT_EQ(std::get<Chord>(score.items()[0]).marks.front().role, SpanRole::start);
}

TEST(Import, pairs_ties_by_pitch_over_a_barline) {
  const auto tied = [](const std::string& type) { return "<notations><tied type=\"" + type + "\"/></notations>"; };
  const Imported score = import_text(one_part(measure(note("C") + note("D") + note("E") + note("F", tied("start"))) +
                                              measure(note("F", tied("stop")), "2")));
  const SpanId start = span_of(std::get<Chord>(score.items(0)[3]).notes[0].marks);
  EXPECT_NE(start, SpanId::none);
  EXPECT_EQ(start, span_of(std::get<Chord>(score.items(1)[0]).notes[0].marks));
}

TEST(Import, ties_to_what_sounds_the_same_at_once_before_a_later_note_of_the_same_letter) {
  const auto one = [](const char* step, const char* alter, const char* ties) {
    return "<note><pitch><step>" + std::string(step) + "</step><alter>" + alter +
           "</alter><octave>4</octave></pitch><duration>1</duration><voice>1</voice><type>quarter</type><notations>" +
           ties + "</notations></note>";
  };
  const char* start = "<tied type=\"start\"/>";
  const char* stop = "<tied type=\"stop\"/>";
  const Imported score = import_text(one_part(
      measure(one("C", "1", start) + one("D", "-1", stop) + one("C", "0", start) + one("C", "0", stop) + note("G"))));
  const auto span = [&](std::size_t i) { return span_of(std::get<Chord>(score.items()[i]).notes[0].marks); };
  EXPECT_NE(span(0), SpanId::none);
  EXPECT_EQ(span(0), span(1));
  EXPECT_EQ(span(2), span(3));
  EXPECT_NE(span(0), span(2));
}

TEST(Import, draws_nothing_inside_hidden_notations) {
  const Imported score = import_text(one_part(
      measure(note("C", "<notations print-object=\"no\"><articulations><staccato/></articulations></notations>"))));
  EXPECT_TRUE(std::get<Chord>(score.items()[0]).marks.empty());
}

TEST(Import, keeps_a_sign_that_nobody_claims_as_unsupported) {
  const Imported score = import_text(one_part(measure(note("C", "<notations><fnord/></notations>"))));
  const Mark& mark = std::get<Chord>(score.items()[0]).marks.front();
  EXPECT_EQ(mark.family, FamilyId::unsupported);
  EXPECT_EQ(mark.parameters().text(Param::element), "fnord");
  EXPECT_EQ((*score.piece)->unsupported.at("fnord"), 1U);
  EXPECT_TRUE(score.says("BU1050"));
}

TEST(Import, places_directions_by_time_offset_and_staff) {
  const Imported score =
      import_text(one_part(measure("<attributes><staves>2</staves></attributes>" + note("C") +
                                   "<direction "
                                   "placement=\"above\"><direction-type><words>dolce</words></"
                                   "direction-type><offset>1</offset><staff>2</staff></direction>")));
  ASSERT_EQ(score.measure(0, 1).marks.size(), 1U);
  EXPECT_EQ(score.measure(0, 1).marks[0].at, Rational(2));
  EXPECT_EQ(score.measure(0, 1).marks[0].mark.side, Side::above);
}

TEST(Import, a_note_on_another_staff_keeps_its_voice) {
  const Imported score = import_text(one_part(measure("<attributes><staves>2</staves></attributes>" +
                                                      note("C", "<staff>1</staff>") + note("D", "<staff>2</staff>"))));
  ASSERT_EQ(score.items(0, 0, 0).size(), 2U);
  EXPECT_EQ(std::get<Chord>(score.items(0, 0, 0)[1]).notes[0].staff_shift, 1);
}

TEST(Import, one_voice_number_on_two_staves_is_two_voices) {
  const Imported score =
      import_text(one_part(measure("<attributes><staves>2</staves></attributes>" + note("C", "<staff>1</staff>") +
                                   "<backup><duration>1</duration></backup>" + note("D", "<staff>2</staff>"))));
  EXPECT_EQ(score.items(0, 0, 0).size(), 1U);
  EXPECT_EQ(score.items(0, 0, 1).size(), 1U);
}

TEST(Import, a_hidden_staff_is_hidden_until_the_next_break_of_the_file) {
  const std::string hidden = "<attributes><staff-details print-object=\"no\"/></attributes>";
  const Imported score = import_text(one_part(measure(hidden + note("C")) + measure(note("C"), "2") +
                                              measure("<print new-system=\"yes\"/>" + note("C"), "3")));
  EXPECT_TRUE(score.measure(1).staff_hidden);
  EXPECT_FALSE(score.measure(2).staff_hidden);
}

TEST(Import, timewise_scores_read_like_partwise_ones) {
  const std::string list =
      "<part-list><score-part id=\"P1\"><part-name>A</part-name></score-part><score-part id=\"P2\"><part-name>B"
      "</part-name></score-part></part-list>";
  const std::string data = "<attributes><divisions>1</divisions></attributes>" + note("C");
  const Imported timewise = import_text("<score-timewise>" + list + "<measure number=\"1\"><part id=\"P1\">" + data +
                                        "</part><part id=\"P2\">" + data + "</part></measure></score-timewise>");
  const Imported partwise = import_text("<score-partwise>" + list + "<part id=\"P1\"><measure number=\"1\">" + data +
                                        "</measure></part><part id=\"P2\"><measure number=\"1\">" + data +
                                        "</measure></part></score-partwise>");
  ASSERT_TRUE(timewise.piece.has_value());
  EXPECT_TRUE(**timewise.piece == **partwise.piece);
}

TEST(Import, cdata_and_comments_hide_no_parts) {
  const Imported score = import_text(
      one_part("<!-- <part id=\"X\"> -->" + measure("<direction><direction-type><words>"
                                                    "<![CDATA[</part><part>]]></words></direction-type></direction>" +
                                                    note("C"))));
  ASSERT_TRUE(score.piece.has_value());
  EXPECT_EQ((*score.piece)->musicians.size(), 1U);
  EXPECT_EQ(score.measure().marks[0].mark.parameters().text(Param::text), "</part><part>");
}

TEST(Import, overlapping_part_groups_are_kept) {
  const Imported score = import_text(
      "<score-partwise><part-list><part-group type=\"start\" "
      "number=\"1\"><group-symbol>bracket</group-symbol></part-group>"
      "<score-part id=\"P1\"/><part-group type=\"start\" number=\"2\"><group-symbol>brace</group-symbol></part-group>"
      "<score-part id=\"P2\"/><part-group type=\"stop\" number=\"1\"/><score-part id=\"P3\"/>"
      "<part-group type=\"stop\" number=\"2\"/></part-list><part id=\"P1\"><measure number=\"1\"/></part>"
      "<part id=\"P2\"><measure number=\"1\"/></part><part id=\"P3\"><measure number=\"1\"/></part></score-partwise>");
  ASSERT_EQ((*score.piece)->groups.size(), 2U);
  EXPECT_EQ((*score.piece)->groups[0].count, 2U);
  EXPECT_EQ((*score.piece)->groups[1].first, 1U);
  EXPECT_EQ((*score.piece)->groups[1].count, 2U);
}

}  // namespace
}  // namespace burin::io
