// Each limit on input: what lies at it is read, one more is an error with a code (or costs the place, where that is
// what the limit says).
#include "tests/unit/io/musicxml/support.hpp"
#include "tests/unit/io/musicxml/zipped.hpp"

namespace burin::io {
namespace {

/// The error's code, "" when the score was read. An error of a limit has that kind.
std::string verdict(std::string text, const ImportLimits& limits) {
  const Imported score = import_text(std::move(text), limits);
  if (score.piece) return "";
  EXPECT_EQ(score.piece.error().code, Errc::limit) << score.piece.error().id;
  return score.piece.error().id;
}

/// Verdicts of one text at a limit and at one less.
template <class Number>
void expect_limit(const std::string& text, Number ImportLimits::*limit, Number most, std::string_view code) {
  ImportLimits limits;
  limits.*limit = most;
  EXPECT_EQ(verdict(text, limits), "");
  limits.*limit = most - 1;
  EXPECT_EQ(verdict(text, limits), code);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Limits, of_the_files_size) {
  const std::string text = one_part(measure(note("C")));
  expect_limit<std::uint64_t>(text, &ImportLimits::input_bytes, text.size(), "BU1015");
}

TEST(Limits, of_the_unpacked_size) {
  const std::string text = one_part(measure(note("C")));
  expect_limit<std::uint64_t>(zipped({{"a.xml", text}}), &ImportLimits::unpacked_bytes, text.size(), "BU1012");
}

TEST(Limits, of_compression) {
  const std::string text = one_part(measure(note("C")) + std::string(17U << 20U, ' '));
  const std::string packed = zipped({{"a.xml", text}});
  const auto ratio = static_cast<std::uint32_t>(text.size() / packed_size(packed, 0));
  expect_limit<std::uint32_t>(packed, &ImportLimits::compression_ratio, ratio, "BU1013");
}

TEST(Limits, of_entries) {
  const std::string packed = zipped({{"a.xml", one_part(measure(note("C")))}, {"b", ""}, {"c", ""}});
  expect_limit<std::uint32_t>(packed, &ImportLimits::zip_entries, 3, "BU1014");
}

TEST(Limits, of_names_that_lead_out_of_the_container) {
  const std::string text = one_part(measure(note("C")));
  for (const char* name : {"../a.xml", "b/../../a.xml", "/a.xml", "\\a.xml", "..\\a.xml", "C:\\a.xml", "a/.."}) {
    EXPECT_EQ(verdict(zipped({{name, text}}), {}), "BU1019") << name;
  }
  for (const char* name : {"..a.xml", "a...xml", "b..c/a.xml", "b/a.xml"}) {
    EXPECT_EQ(verdict(zipped({{name, text}}), {}), "") << name;
  }
}

TEST(Limits, of_depth) {
  // score-partwise, part, measure and note are four; the pitch's step is the sixth.
  expect_limit<std::uint32_t>(one_part(measure(note("C"))), &ImportLimits::xml_depth, 6, "BU1023");
  const std::string deep = one_part(measure(repeated("<x>", 20) + repeated("</x>", 20)));
  expect_limit<std::uint32_t>(deep, &ImportLimits::xml_depth, 23, "BU1023");
  const std::string flat = one_part(measure(repeated("<x/><y a='>'/>", 100)));
  expect_limit<std::uint32_t>(flat, &ImportLimits::xml_depth, 6, "BU1023");
}

TEST(Limits, of_depth_in_every_form_of_score) {
  ImportLimits limits;
  limits.xml_depth = 10;
  const std::string deep = repeated("<x>", 20) + repeated("</x>", 20);
  EXPECT_EQ(verdict("<score-timewise><measure><part>" + deep + "</part></measure></score-timewise>", limits), "BU1023");
  EXPECT_EQ(verdict(one_part(measure(deep + "<words><![CDATA[x]]></words>")), limits), "BU1023");
  EXPECT_EQ(verdict("<score-partwise><credit>" + deep +
                        "</credit><part-list></part-list><part id=\"a\"><measure/>"
                        "</part></score-partwise>",
                    limits),
            "BU1023");
  EXPECT_EQ(verdict("<score-partwise><part id=\"a\">" + deep + "</part></score-partwise>", limits), "BU1023");
}

TEST(Limits, of_attributes) {
  const std::string text = one_part(measure(note("C"), std::string(300, '1')));
  expect_limit<std::uint32_t>(text, &ImportLimits::attribute_bytes, 300, "BU1024");
}

TEST(Limits, of_texts) {
  const std::string words =
      "<direction><direction-type><words>\n " + std::string(500, 'a') + " \n</words></direction-type></direction>";
  expect_limit<std::uint32_t>(one_part(measure(words)), &ImportLimits::text_bytes, 500, "BU1025");
  // White space between elements is no text, and neither is a comment.
  ImportLimits limits;
  limits.text_bytes = 500;
  const std::string space = std::string(2'000, ' ') + "<!--" + std::string(2'000, 'a') + "-->";
  EXPECT_EQ(verdict(one_part(measure(note("C") + space)), limits), "");
}

TEST(Limits, of_parts) {
  expect_limit<std::uint32_t>(
      "<score-partwise><part id=\"a\"><measure/></part><part id=\"b\"><measure/></part></score-partwise>",
      &ImportLimits::parts, 2, "BU1016");
}

TEST(Limits, of_staves) {
  expect_limit<std::uint32_t>(one_part(measure("<attributes><staves>5</staves></attributes>" + note("C"))),
                              &ImportLimits::staves_per_part, 5, "BU1026");
  expect_limit<std::uint32_t>(one_part(measure(note("C", "<staff>7</staff>"))), &ImportLimits::staves_per_part, 7,
                              "BU1026");
}

TEST(Limits, of_measures) {
  expect_limit<std::uint32_t>(one_part(repeated(measure(note("C")), 9)), &ImportLimits::measures, 9, "BU1017");
}

TEST(Limits, of_notes) {
  expect_limit<std::uint64_t>(one_part(repeated(measure(note("C") + note("D")), 4)), &ImportLimits::notes, 8, "BU1018");
  // Of all parts together.
  const std::string part = "\"><measure>" + note("C") + note("D") + "</measure></part>";
  expect_limit<std::uint64_t>("<score-partwise><part id=\"a" + part + "<part id=\"b" + part + "</score-partwise>",
                              &ImportLimits::notes, 4, "BU1018");
}

TEST(Limits, voices_beyond_theirs_are_left_out_with_a_diagnostic) {
  std::string data;
  for (int voice = 1; voice <= 6; ++voice) {
    data += note("C", "", "", std::to_string(voice)) + "<backup><duration>1</duration></backup>";
  }
  ImportLimits limits;
  limits.voices_per_measure = 6;
  const Imported all = import_text(one_part(measure(data)), limits);
  EXPECT_FALSE(all.says("BU1042"));
  EXPECT_EQ(all.measure().voices.size(), 6U);
  limits.voices_per_measure = 5;
  const Imported fewer = import_text(one_part(measure(data)), limits);
  EXPECT_TRUE(fewer.says("BU1042"));
  EXPECT_EQ(fewer.measure().voices.size(), 5U);
}

TEST(Limits, divisions_beyond_theirs_are_ignored_with_a_diagnostic) {
  const auto with = [](const std::string& divisions) {
    return import_text(
        one_part(measure("<attributes><divisions>" + divisions + "</divisions></attributes>" + note("C"))));
  };
  EXPECT_FALSE(with("10000000").says("BU1030"));
  for (const char* senseless : {"10000001", "0", "-1", "1e300", "nan", "inf", "x", "99999999999999999999"}) {
    const Imported score = with(senseless);
    ASSERT_TRUE(score.piece) << senseless;
    EXPECT_TRUE(score.says("BU1030")) << senseless;
  }
}

TEST(Limits, durations_that_are_no_length_of_time_are_ignored_with_a_diagnostic) {
  for (const char* senseless : {"-1", "1e300", "nan", "inf", "x", "99999999999999999999", "1000000001"}) {
    const Imported score = import_text(
        one_part(measure("<note><rest/><duration>" + std::string(senseless) + "</duration><type>half</type></note>")));
    ASSERT_TRUE(score.piece) << senseless;
    EXPECT_TRUE(score.says("BU1031")) << senseless;
    EXPECT_EQ(duration_of(score.items()[0]), Rational(2)) << senseless;
  }
}

TEST(Limits, errors_say_where_in_the_file_the_limit_was_met) {
  ImportLimits limits;
  limits.notes = 1;
  const Imported score =
      import_text(one_part("\n" + measure(note("C"), "1") + "\n" + measure(note("D"), "1a")), limits);
  ASSERT_FALSE(score.piece);
  EXPECT_EQ(score.piece.error().where.line, 5U);
  EXPECT_EQ(score.piece.error().where.part, "P1");
  EXPECT_EQ(score.piece.error().where.measure, "1a");
}

}  // namespace
}  // namespace burin::io
