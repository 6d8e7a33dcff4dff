#include "io/musicxml/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/unit/io/musicxml/support.hpp"

namespace burin::io {
namespace {

TEST(Coverage, every_element_stands_in_the_table_once_and_in_order) {
  const auto table = element_coverage();
  EXPECT_TRUE(
      std::is_sorted(table.begin(), table.end(), [](const auto& a, const auto& b) { return a.element < b.element; }));
  std::set<std::string_view> names;
  for (const ElementCoverage& one : table) EXPECT_TRUE(names.insert(one.element).second) << one.element;
}

std::string part_with(const std::string& attributes, const std::string& data) {
  return one_part("<measure number='1'><attributes><divisions>2</divisions>" + attributes + "</attributes>" + data +
                  "</measure>");
}
const std::string whole_note = "<note><pitch><step>C</step><octave>4</octave></pitch><duration>8</duration></note>";

TEST(Attributes, a_second_metre_is_read_with_the_sign_between_them) {
  const Imported score = import_text(
      part_with("<time><beats>3</beats><beat-type>4</beat-type><interchangeable><time-relation>hyphen</time-relation>"
                "<beats>6</beats><beat-type>8</beat-type></interchangeable></time>",
                whole_note));
  const TimeSignature* time = (*score.piece)->times.at({});
  ASSERT_NE(time, nullptr);
  EXPECT_EQ(time->fractions.size(), 1U);
  ASSERT_EQ(time->alternate.size(), 1U);
  EXPECT_EQ(time->alternate[0].beats, "6");
  EXPECT_EQ(time->relation, TimeSignature::Relation::hyphen);
}

TEST(Attributes, a_directive_becomes_words_above_the_staff) {
  const Imported score = import_text(part_with("<directive font-weight='bold'>Vivace</directive>", whole_note));
  const auto& marks = score.staff().measures[0]->marks;
  ASSERT_EQ(marks.size(), 1U);
  EXPECT_EQ(marks[0].mark.parameters().text(Param::text), "Vivace");
  EXPECT_EQ(marks[0].mark.side, Side::above);
}

TEST(Attributes, a_concert_score_says_how_its_parts_are_transposed_and_which_clefs_they_have) {
  const Imported score = import_text(
      part_with("<for-part><part-clef><sign>C</sign><line>3</line></part-clef><part-transpose><diatonic>-1</diatonic>"
                "<chromatic>-2</chromatic></part-transpose></for-part>",
                whole_note));
  EXPECT_TRUE((*score.piece)->unsupported.empty());
  const Instrument& instrument = *(*score.piece)->musicians[0]->instruments[0];
  ASSERT_NE(instrument.part_transpositions.at({}), nullptr);
  EXPECT_EQ(instrument.part_transpositions.at({})->quarter_tones, -4);
  ASSERT_NE(score.staff().part_clefs.at({}), nullptr);
  EXPECT_EQ(score.staff().part_clefs.at({})->sign, ClefSign::c);
}

TEST(Lyrics, verses_of_one_number_with_different_names_stand_on_lines_of_their_own) {
  const Imported score = import_text(one_part(
      measure(note("C",
                   "<lyric number='1' name='Verse'><text>a</text></lyric><lyric number='1' name='Chorus'><text>b</text>"
                   "</lyric>") +
              note("D", "<lyric number='1' name='Chorus'><text>c</text></lyric>"))));
  const auto verse = [&](std::size_t item, std::size_t mark) {
    return std::get<Chord>(score.items()[item]).marks.at(mark).parameters().whole(Param::number);
  };
  EXPECT_EQ(verse(0, 0), 1);
  EXPECT_EQ(verse(0, 1), 2);
  EXPECT_EQ(verse(1, 0), 2);
}

TEST(Lyrics, syllables_that_the_file_asks_not_to_print_are_named) {
  const std::string lyric = "<lyric><text>a</text></lyric>";
  EXPECT_TRUE(import_text(one_part(measure("<note print-lyric='no'><pitch><step>C</step><octave>4</octave></pitch>"
                                           "<duration>4</duration><type>whole</type>" +
                                           lyric + "</note>")))
                  .says("BU1052"));
  EXPECT_FALSE(import_text(one_part(measure(note("C", lyric)))).says("BU1052"));
}

TEST(Slashes, notes_that_slashes_by_the_beat_stand_for_are_named) {
  const auto with = [](const std::string& attribute) {
    return import_text(one_part(measure("<attributes><measure-style><slash type='start'" + attribute +
                                        "><slash-type>quarter</slash-type></slash></measure-style></attributes>" +
                                        note("C") + note("D"))));
  };
  EXPECT_TRUE(with("").says("BU1053"));
  EXPECT_FALSE(with(" use-stems='yes'").says("BU1053"));
  EXPECT_EQ(with("").measure().slash_value.value, 2);
}

TEST(Credits, white_space_between_the_pieces_of_a_credit_is_kept) {
  const Imported score = import_text(
      "<score-partwise><credit><credit-words>The </credit-words><credit-words>Title</credit-words></credit><part-list>"
      "<score-part id='P1'><part-name/></score-part></part-list><part id='P1'><measure number='1'>" +
      whole_note + "</measure></part></score-partwise>");
  ASSERT_EQ((*score.piece)->credits.size(), 1U);
  EXPECT_EQ((*score.piece)->credits[0].text, "The Title");
}

TEST(Print, bar_numbers_follow_the_part_that_wants_most_of_them) {
  const auto part = [](const std::string& id, const std::string& first, const std::string& second) {
    const auto measure = [](const std::string& numbering) {
      return "<measure number='1'><print><measure-numbering>" + numbering + "</measure-numbering></print>" +
             whole_note + "</measure>";
    };
    return "<part id='" + id + "'>" + measure(first) + "<measure number='2'>" + whole_note + "</measure>" +
           measure(second) + "</part>";
  };
  const Imported score = import_text(
      "<score-partwise><part-list><score-part id='A'><part-name/></score-part><score-part id='B'><part-name/>"
      "</score-part></part-list>" +
      part("A", "measure", "none") + part("B", "none", "none") + "</score-partwise>");
  using Numbering = MeasureInfo::Numbering;
  const auto& measures = (*score.piece)->measures;
  ASSERT_EQ(measures.size(), 3U);
  EXPECT_EQ(measures[0].numbering, Numbering::measure);
  EXPECT_EQ(measures[1].numbering, Numbering::measure);
  EXPECT_EQ(measures[2].numbering, Numbering::none);
}

TEST(Notes, a_beam_that_fans_out_says_so_where_it_begins) {
  const auto note = [](const std::string& state) {
    return "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration><type>eighth</type>"
           "<beam number='1' fan='accel'>" +
           state + "</beam></note>";
  };
  const Imported score = import_text(part_with("", note("begin") + note("end")));
  const auto& items = score.staff().measures[0]->voices[0]->items;
  EXPECT_EQ(std::get<Chord>(items[0]).fan, BeamFan::accelerando);
  EXPECT_EQ(std::get<Chord>(items[1]).fan, BeamFan::none);
}

TEST(Credits, signs_and_images_are_credits_of_their_own) {
  const Imported score = import_text(
      "<score-partwise><defaults><scaling><millimeters>7</millimeters><tenths>40</tenths></scaling><page-layout>"
      "<page-height>2000</page-height><page-width>1000</page-width></page-layout></defaults>"
      "<credit page='1'><credit-words default-x='500' default-y='1900'>To</credit-words><credit-symbol default-x='100' "
      "default-y='1000'>coda</credit-symbol></credit>"
      "<credit page='1'><credit-image source='logo.png' type='image/png' width='250' height='100'/></credit>"
      "<part-list><score-part id='A'><part-name/></score-part></part-list><part id='A'><measure number='1'>" +
      whole_note + "</measure></part></score-partwise>");
  const auto& credits = (*score.piece)->credits;
  ASSERT_EQ(credits.size(), 3U);
  EXPECT_TRUE(credits[0].is_text());
  EXPECT_EQ(credits[0].text, "To");
  EXPECT_TRUE(credits[1].symbol);
  EXPECT_EQ(credits[1].text, "coda");
  EXPECT_EQ(credits[2].image, "logo.png");
  EXPECT_DOUBLE_EQ(credits[2].width_share, 0.25);
  EXPECT_DOUBLE_EQ(credits[2].height_share, 0.05);
  EXPECT_TRUE(score.says("BU1048"));
}

TEST(Attributes, values_that_make_no_sense_are_told_one_by_one) {
  const auto told = [](const std::string& attributes, const std::string& data) {
    const Imported score = import_text(part_with(attributes, data));
    std::size_t found = 0;
    for (const Diagnostic& one : score.diagnostics) found += one.code == "BU1051" ? 1 : 0;
    return found;
  };
  const auto pitch = [](const std::string& inside) {
    return "<note><pitch>" + inside + "</pitch><duration>8</duration></note>";
  };
  EXPECT_EQ(told("<key><fifths>-3</fifths></key><time><beats>3+2</beats><beat-type>8</beat-type></time>"
                 "<clef><sign>TAB</sign><line>5</line></clef><transpose><chromatic>-2</chromatic></transpose>",
                 pitch("<step>C</step><alter>0.5</alter><octave>4</octave>")),
            0U);
  EXPECT_EQ(told("<key><fifths>99</fifths></key>", whole_note), 1U);
  EXPECT_EQ(told("<time><beats>none</beats><beat-type>0</beat-type></time>", whole_note), 2U);
  EXPECT_EQ(told("<clef><sign>Q</sign><line>99</line></clef>", whole_note), 2U);
  EXPECT_EQ(told("<transpose><chromatic>nan</chromatic></transpose>", whole_note), 1U);
  EXPECT_EQ(told("", pitch("<step>H</step><alter>#</alter><octave>99</octave>")), 3U);
}

TEST(Attributes, senza_misura_keeps_its_symbol) {
  const Imported score = import_text(part_with("<time><senza-misura>X</senza-misura></time>", whole_note));
  EXPECT_TRUE((*score.piece)->times.at({})->senza_misura);
  EXPECT_EQ((*score.piece)->times.at({})->free_symbol, "X");
}

TEST(Attributes, staff_lines_may_change_inside_a_measure_and_single_lines_may_be_hidden) {
  const Imported score = import_text(
      part_with("",
                "<note><pitch><step>C</step><octave>4</octave></pitch><duration>2</duration></note><attributes>"
                "<staff-details><staff-lines>3</staff-lines><line-detail line='2' print-object='no'/></staff-details>"
                "</attributes>" +
                    whole_note));
  EXPECT_EQ(score.staff().lines, 5);
  EXPECT_EQ(score.staff().lines_at({0, Rational(0)}).count, 5);
  EXPECT_EQ(score.staff().lines_at({0, Rational(1)}), (StaffLines{3, 2, 0}));
}

TEST(Attributes, a_transposition_that_changes_is_kept_with_its_places) {
  const Imported score =
      import_text(part_with("<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>",
                            whole_note +
                                "<attributes><transpose><diatonic>-2</diatonic><chromatic>-3</chromatic></transpose>"
                                "</attributes>" +
                                whole_note));
  const Instrument& instrument = *(*score.piece)->musicians[0]->instruments[0];
  EXPECT_EQ(instrument.transposition.quarter_tones, -4);
  ASSERT_EQ(instrument.transpositions.changes().size(), 2U);
  EXPECT_EQ(instrument.transpositions.at({0, Rational(4)})->quarter_tones, -6);
}

TEST(Notes, an_unpitched_note_without_a_place_stands_on_the_middle_line) {
  const std::string unpitched = "<note><unpitched/><duration>8</duration></note>";
  const Imported five = import_text(part_with("<clef><sign>F</sign><line>4</line></clef>", unpitched));
  EXPECT_EQ(std::get<Chord>(five.items()[0]).notes[0].pitch, (Pitch{1, 3, 0}));  // D3 under a bass clef
  const Imported one = import_text(part_with(
      "<clef><sign>percussion</sign></clef><staff-details><staff-lines>1</staff-lines></staff-details>", unpitched));
  EXPECT_EQ(std::get<Chord>(one.items()[0]).notes[0].pitch, (Pitch{2, 4, 0}));  // E4 is the only line
}

TEST(Notes, colours_and_hidden_dots_are_read) {
  const Imported score = import_text(part_with(
      "",
      "<note color='#FF0000' print-dot='no'><pitch><step>C</step><octave>4</octave></pitch><duration>3</duration>"
      "<type>quarter</type><dot/><stem color='#00ff00'>up</stem></note>"));
  const Chord& chord = std::get<Chord>(score.items()[0]);
  EXPECT_EQ(chord.written.dots, 1);
  EXPECT_EQ(chord.notes[0].dots, 0);
  ASSERT_NE(chord.notes[0].look, nullptr);
  EXPECT_EQ(chord.notes[0].look->all, 0x01FF0000U);
  EXPECT_EQ(chord.notes[0].look->stem, 0x0100FF00U);
}

TEST(Figures, several_under_one_note_follow_each_other) {
  const std::string figures =
      "<figured-bass><figure><figure-number>6</figure-number></figure><duration>4</duration>"
      "</figured-bass><figured-bass><figure><figure-number>5</figure-number></figure>"
      "<duration>4</duration></figured-bass>";
  const Imported score = import_text(part_with("", figures + whole_note + figures));
  const std::vector<PlacedMark>& marks = score.measure().marks;
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_EQ(marks[0].at, Rational(0));
  EXPECT_EQ(marks[1].at, Rational(2));
  EXPECT_EQ(marks[2].at, Rational(4));
  EXPECT_EQ(marks[3].at, Rational(6));
}

TEST(Notes, a_part_that_needs_accidentals_and_prints_none_is_named_in_a_warning) {
  const std::string altered =
      "<note><pitch><step>C</step><alter>1</alter><octave>4</octave></pitch>"
      "<duration>8</duration>";
  EXPECT_TRUE(import_text(part_with("", altered + "</note>")).says("BU1047"));
  EXPECT_FALSE(import_text(part_with("", altered + "<accidental>sharp</accidental></note>")).says("BU1047"));
  const std::string in_d = "<key><fifths>2</fifths></key>";
  EXPECT_FALSE(import_text(part_with(in_d, altered + "</note>")).says("BU1047"));
  EXPECT_TRUE(import_text(part_with(in_d, whole_note)).says("BU1047"));
}

TEST(Notes, a_beam_that_never_ends_is_named_but_not_one_that_crosses_a_barline) {
  const auto eighth = [](std::string_view beam) {
    return "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration><type>eighth</type>" +
           (beam.empty() ? std::string() : "<beam>" + std::string(beam) + "</beam>") + "</note>";
  };
  const auto says = [&](const std::string& first, const std::string& second) {
    return import_text(part_with("", first + "</measure><measure number='2'>" + second)).says("BU1046");
  };
  EXPECT_TRUE(says(eighth("begin") + eighth("continue"), eighth("")));
  EXPECT_TRUE(says(eighth("begin") + eighth("continue"), eighth("begin") + eighth("end")));
  EXPECT_TRUE(says(eighth("begin") + eighth("continue"), eighth("continue")));
  EXPECT_FALSE(says(eighth("begin") + eighth("continue"), eighth("continue") + eighth("end")));
  EXPECT_FALSE(says(eighth("begin") + eighth("end"), eighth("")));
}

TEST(Directions, words_whose_sound_leaps_are_a_jump) {
  const Imported score = import_text(part_with(
      "",
      "<direction><direction-type><words>D.C.</words></direction-type><sound dacapo='yes'/></direction>" + whole_note));
  ASSERT_EQ(score.measure().marks.size(), 1U);
  EXPECT_EQ(score.measure().marks[0].mark.parameters().text(Param::type), "jump");
}

}  // namespace
}  // namespace burin::io
