// Where diagnostics of the import point to.
#include "io/musicxml/text_scan.hpp"
#include "tests/unit/io/musicxml/support.hpp"

namespace burin::io {
namespace {

const Diagnostic* found(const Imported& score, std::string_view code) {
  for (const Diagnostic& one : score.diagnostics) {
    if (one.code == code) return &one;
  }
  return nullptr;
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

const std::string bad_note = "<note><rest/><duration>x</duration><voice>1</voice><type>quarter</type></note>";

TEST(DiagnosticsOfImport, name_code_severity_file_line_column_part_measure_and_vpd) {
  const std::string text = "<score-partwise>\n<part id=\"P1\">\n" + measure(note("C"), "1") + "\n" +
                           "<measure number=\"2a\">\n  " + bad_note + "</measure>\n</part></score-partwise>";
  const Imported score = import_text(text);
  const Diagnostic* one = found(score, "BU1031");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ(one->severity, Severity::warning);
  EXPECT_EQ(one->where.file, "test.xml");
  EXPECT_EQ(one->where.line, 5U);
  EXPECT_EQ(one->where.column, 17U);  // of the tag's name
  EXPECT_EQ(one->where.part, "P1");
  EXPECT_EQ(one->where.measure, "2a");
  EXPECT_EQ(one->where.vpd, "m/0/0/0/1");
}

TEST(DiagnosticsOfImport, name_the_staff_that_a_note_is_on) {
  const Imported score =
      import_text(one_part(measure("<note><chord/><pitch><step>C</step><octave>4</octave></pitch>"
                                   "<duration>1</duration><staff>2</staff></note>")));
  ASSERT_NE(found(score, "BU1032"), nullptr);
  EXPECT_EQ(found(score, "BU1032")->where.vpd, "m/0/0/1/0");
}

TEST(DiagnosticsOfImport, count_lines_rightly_where_tags_are_broken_over_several_lines) {
  const std::string broken_tags =
      "<note\n default-x=\"1\"\n><rest\n/><duration\n>1</duration\n><voice\n>1</voice\n></note\n>";
  const std::string text = one_part(measure(repeated(broken_tags, 5) + "\n" + bad_note));
  const Imported score = import_text(text);
  ASSERT_NE(found(score, "BU1031"), nullptr);
  EXPECT_EQ(found(score, "BU1031")->where.line, 3U + 5 * 8 + 1);
}

TEST(DiagnosticsOfImport, count_lines_rightly_behind_entities_and_comments) {
  const std::string text =
      one_part(measure("<direction><direction-type><words>&amp;&lt;\n&#10;&amp;\n</words></direction-type></direction>"
                       "<!-- one\ntwo -->\n" +
                       bad_note));
  EXPECT_EQ(found(import_text(text), "BU1031")->where.line, 3U + 4);
}

TEST(DiagnosticsOfImport, count_lines_rightly_in_every_part_and_far_into_a_long_one) {
  const std::string long_part = repeated(measure(repeated(note("C"), 4) + "\n"), 3'000);
  const auto part = [&](const std::string& id) {
    return "<part id=\"" + id + "\">" + long_part + measure(bad_note) + "</part>\n";
  };
  const Imported score = import_text("<score-partwise>" + part("a") + part("b") + "</score-partwise>");
  std::vector<std::uint32_t> lines;
  for (const Diagnostic& one : score.diagnostics) {
    if (one.code == "BU1031") lines.push_back(one.where.line);
  }
  EXPECT_EQ(lines, (std::vector<std::uint32_t>{3'001, 6'002}));
}

TEST(DiagnosticsOfImport, are_bounded_for_each_file_and_the_rest_is_counted) {
  const std::string text = one_part(repeated(measure(bad_note), 1'000));
  SerialExecutor executor;
  Operation operation;
  ASSERT_TRUE(import_musicxml(text, "test.xml", layout::import_table(), {}, executor, operation));
  EXPECT_EQ(operation.diagnostics().items().size(), Diagnostics::default_limit);
  EXPECT_GE(operation.diagnostics().total(), 1'000U);
}

TEST(DiagnosticsOfImport, about_the_file_as_a_whole_have_the_address_of_the_piece) {
  const Imported score = import_text("<score-partwise><part-list><score-part id=\"P2\"/></part-list><part id=\"P1\">" +
                                     measure(note("C") + "<nonsense/>") + "</part></score-partwise>");
  ASSERT_NE(found(score, "BU1021"), nullptr);
  EXPECT_EQ(found(score, "BU1021")->where.vpd, ".");
  ASSERT_NE(found(score, "BU1022"), nullptr);
  EXPECT_EQ(found(score, "BU1022")->where.vpd, "m/0");
  EXPECT_EQ(found(score, "BU1022")->where.line, 1U);
  EXPECT_EQ(found(score, "BU1050")->where.vpd, ".");
}

TEST(TextScan, cuts_a_part_only_at_measures) {
  const std::string text =
      "<part id=\"a\"><measure number=\"1\"><measure-style/></measure>\n<measure/><measure\n></measure></part>";
  const auto cuts = cut_at_measures(text, 1);
  ASSERT_EQ(cuts.size(), 3U);
  std::string joined;
  for (const TextSlice& one : cuts) {
    EXPECT_EQ(text.substr(one.begin, 8), "<measure");
    joined += text.substr(one.begin, one.end - one.begin);
  }
  EXPECT_EQ(joined, text.substr(13, text.size() - 13 - 7));
}

TEST(TextScan, a_score_reads_the_same_however_its_parts_are_cut) {
  // A measure within a measure is no MusicXML, but no reason to refuse a file either.
  const std::string nested = measure(note("C") + "<x><measure number=\"7\"/></x>" + note("D"));
  const std::string filler = repeated(measure(note("C") + std::string(2'000, ' ')), 60);
  const Imported score = import_text(one_part(repeated(filler + nested, 4)));
  ASSERT_TRUE(score.piece) << score.piece.error().message;
  EXPECT_EQ((*score.piece)->measures.size(), 244U);
}

TEST(TextScan, tuplets_go_on_over_every_barline_wherever_the_text_is_cut) {
  const std::string third =
      "<note><pitch><step>C</step><octave>4</octave></pitch><duration>1</duration><type>quarter</type>"
      "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes></time-modification>";
  const std::string pair =
      measure(std::string(3'000, ' ') + third + "<notations><tuplet type=\"start\"/></notations></note>") +
      measure(std::string(3'000, ' ') + third + "<notations><tuplet type=\"stop\"/></notations></note>");
  const Imported score = import_text(one_part(repeated(pair, 100)));
  ASSERT_TRUE(score.piece);
  EXPECT_FALSE(score.says("BU1033"));
  EXPECT_FALSE(score.says("BU1035"));
}

}  // namespace
}  // namespace burin::io
