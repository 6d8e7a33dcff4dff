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

TEST(Notes, a_part_without_any_accidental_is_named_in_a_note) {
  const std::string altered =
      "<note><pitch><step>C</step><alter>1</alter><octave>4</octave></pitch>"
      "<duration>8</duration>";
  EXPECT_TRUE(import_text(part_with("", altered + "</note>")).says("BU1047"));
  EXPECT_FALSE(import_text(part_with("", altered + "<accidental>sharp</accidental></note>")).says("BU1047"));
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
