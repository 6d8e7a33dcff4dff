// The forms in which a score may come: zips and encodings of text.
#include "io/musicxml/container.hpp"

#include "io/musicxml/encoding.hpp"
#include "tests/unit/io/musicxml/support.hpp"
#include "tests/unit/io/musicxml/zipped.hpp"

namespace burin::io {
namespace {

/// A score whose part has a name with letters that every encoding writes differently.
std::string score_named(const std::string& name, const std::string& declaration) {
  return declaration + "<score-partwise><part-list><score-part id=\"P1\"><part-name>" + name +
         "</part-name></score-part></part-list><part id=\"P1\">" + measure(note("C")) + "</part></score-partwise>";
}

std::string name_in(std::string bytes) {
  const Imported score = import_text(std::move(bytes));
  return score.piece ? (*score.piece)->musicians[0]->name : score.piece.error().id;
}

constexpr char utf8_name[] = "Fl\xC3\xB6te";

std::string utf16(const std::string& latin1, bool big, bool mark) {
  std::string out = !mark ? "" : big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char c : latin1) {
    if (big) out += '\0';
    out += c;
    if (!big) out += '\0';
  }
  return out;
}

TEST(Container, is_read_with_a_description_that_names_the_score) {
  const std::string description =
      "\xEF\xBB\xBF<?xml version=\"1.0\"?><container><rootfiles>"
      "<rootfile full-path=\"a/score.xml\"/></rootfiles></container>";
  const std::string score = score_named(utf8_name, "");
  for (const bool deflate : {true, false}) {
    const std::string bytes =
        zipped({{"META-INF/container.xml", description}, {"other.xml", "<x/>"}, {"a/score.xml", score}}, deflate);
    EXPECT_EQ(unpack_score(bytes, "x", {}).value(), score);
    EXPECT_EQ(name_in(bytes), utf8_name);
  }
}

TEST(Container, is_read_without_a_description_when_a_single_score_is_inside) {
  const std::string score = score_named(utf8_name, "");
  EXPECT_EQ(name_in(zipped({{"score.musicxml", score}, {"readme.txt", "x"}, {"__MACOSX/._score.xml", "x"}})),
            utf8_name);
  EXPECT_EQ(name_in(zipped({{"META-INF/container.xml", "<container"}, {"score.xml", score}})), utf8_name);
}

TEST(Container, of_a_long_description_is_refused) {
  const std::string description = "<container>" + std::string(2U << 20U, ' ') + "</container>";
  EXPECT_EQ(name_in(zipped({{"META-INF/container.xml", description}, {"a.xml", score_named("a", "")}})), "BU1012");
}

TEST(Container, whose_bytes_are_damaged_is_an_error_not_a_wrong_score) {
  std::string notes;
  for (int i = 0; i < 300; ++i) notes += note(std::string(1, static_cast<char>('A' + i * i % 7)));
  const std::string bytes = zipped({{"score.xml", one_part(measure(notes))}});
  const std::size_t size = packed_size(bytes, 0);
  for (std::size_t at = 60; at < size; at += 7) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    EXPECT_FALSE(unpack_score(damaged, "x", {})) << at;
  }
}

TEST(Encoding, of_utf8_with_and_without_a_mark) {
  EXPECT_EQ(name_in(score_named(utf8_name, "")), utf8_name);
  EXPECT_EQ(name_in("\xEF\xBB\xBF" + score_named(utf8_name, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")), utf8_name);
}

TEST(Encoding, of_utf16_in_both_orders_with_and_without_a_mark) {
  const std::string latin1 = score_named("Fl\xF6te", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
  for (const bool big : {true, false}) {
    for (const bool mark : {true, false}) EXPECT_EQ(name_in(utf16(latin1, big, mark)), utf8_name) << big << mark;
  }
}

TEST(Encoding, of_latin1_as_declared) {
  EXPECT_EQ(name_in(score_named("Fl\xF6te", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>")), utf8_name);
}

TEST(Encoding, a_doctype_is_skipped_and_nothing_of_it_is_fetched_or_expanded) {
  const std::string doctype =
      "<!DOCTYPE score-partwise PUBLIC \"-//Recordare//DTD MusicXML 4.0 Partwise//EN\" "
      "\"file:///nowhere/partwise.dtd\" ["
      "<!ENTITY lol \"lol\"><!ENTITY many \"&lol;&lol;&lol;\"><!ENTITY file SYSTEM \"file:///nowhere/else\">]>";
  EXPECT_EQ(name_in(score_named("a&many;&file;", doctype)), "a&many;&file;");
}

}  // namespace
}  // namespace burin::io
