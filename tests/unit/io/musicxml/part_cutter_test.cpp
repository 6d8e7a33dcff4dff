// Cutting a score at its parts while its text is still coming in.
#include "io/musicxml/part_cutter.hpp"

#include "io/musicxml/score_text.hpp"
#include "tests/unit/io/musicxml/support.hpp"
#include "tests/unit/io/musicxml/zipped.hpp"

namespace burin::io {
namespace {

std::string part(const std::string& id, const std::string& inside) {
  return "<part id=\"" + id + "\">" + inside + "</part>";
}

const std::string head =
    "<?xml version=\"1.0\"?><!DOCTYPE score-partwise><score-partwise><!-- </part-list><part > -->"
    "<part-list><score-part id=\"a\"><part-name>Fl\xC3\xB6te</part-name></score-part></part-list>\n";

std::string score(const std::string& parts) { return head + parts + "</score-partwise>\n"; }

/// The parts as they are found when the text grows by `step` bytes at a time; nothing when the text is odd.
std::vector<std::string> grown(std::string text, std::size_t step) {
  PartCutter cutter;
  for (std::size_t size = std::min(step, text.size()); !cutter.odd(); size = std::min(size + step, text.size())) {
    cutter.grow(text.data(), size, size == text.size());
    if (size == text.size()) break;
  }
  std::vector<std::string> parts;
  if (cutter.odd()) return parts;
  for (const TextSlice& slice : cutter.slices().parts)
    parts.push_back(text.substr(slice.begin, slice.end - slice.begin));
  parts.push_back(text.substr(0, cutter.slices().head_end));
  return parts;
}

std::vector<std::string> cut_whole(std::string text) {
  blank_comments(text);
  const PartSlices slices = slice_parts(text);
  std::vector<std::string> parts;
  for (const TextSlice& slice : slices.parts) parts.push_back(text.substr(slice.begin, slice.end - slice.begin));
  parts.push_back(text.substr(0, slices.head_end));
  return parts;
}

TEST(PartCutter, finds_the_same_parts_whatever_the_pieces_in_which_the_text_comes) {
  const std::string text = score(part("a", "<measure>\xC3\xB6</measure><!-- </part><part id='x'> --> <part-symbol/>") +
                                 " <!-- between\n them -->\n" + part("b", "") + part("c", "!<measure/>"));
  const std::vector<std::string> whole = cut_whole(text);
  ASSERT_EQ(whole.size(), 4U);
  for (std::size_t step = 1; step <= text.size(); ++step) EXPECT_EQ(grown(text, step), whole) << step;
}

/// The same when what was found is given up as soon as it can be.
std::vector<std::string> grown_and_forgotten(std::string text, std::size_t step) {
  PartCutter cutter;
  const std::string original = text;
  std::size_t gone = 0;
  for (std::size_t size = std::min(step, text.size()); !cutter.odd(); size = std::min(size + step, original.size())) {
    cutter.grow(text.data(), size - gone, size == original.size());
    if (size == original.size()) break;
    const std::size_t forgotten = cutter.forget();
    text.erase(0, forgotten);
    gone += forgotten;
  }
  std::vector<std::string> parts;
  if (cutter.odd()) return parts;
  std::string blank = original;
  blank_comments(blank);
  for (const TextSlice& slice : cutter.slices().parts)
    parts.push_back(blank.substr(slice.begin, slice.end - slice.begin));
  parts.push_back(blank.substr(0, cutter.slices().head_end));
  return parts;
}

TEST(PartCutter, finds_the_same_parts_when_the_text_before_the_part_in_hand_is_given_up) {
  const std::string text = score(part("a", "<measure>\xC3\xB6</measure><!-- </part><part id='x'> --> <part-symbol/>") +
                                 " <!-- between\n them -->\n" + part("b", "") + part("c", "!<measure/>"));
  const std::vector<std::string> whole = cut_whole(text);
  for (std::size_t step = 1; step <= text.size(); ++step) EXPECT_EQ(grown_and_forgotten(text, step), whole) << step;
  EXPECT_TRUE(grown_and_forgotten(score(part("a", "") + part("b", "") + "x"), 7).empty());
}

TEST(PartCutter, leaves_texts_that_are_not_plain_to_be_read_as_a_whole) {
  const std::string plain = part("a", "<measure/>");
  const std::string texts[] = {score(plain + part("b", "<![CDATA[x]]>")),
                               score(plain + part("b", "\xF6 and more")),
                               score(plain + part("b", std::string(1, '\0'))),
                               score(plain + "<other/>" + part("b", "")),
                               score(plain) + part("b", ""),
                               score(plain) + "x",
                               score(plain + "<part id=\"b\">"),
                               head + plain,
                               "<score-timewise><part-list></part-list>" + plain + "</score-timewise>",
                               score(""),
                               score(plain + "<!-- "),
                               ""};
  for (const std::string& text : texts) {
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, text.size() + 1}) {
      EXPECT_TRUE(grown(text, step).empty()) << text;
    }
  }
}

TEST(PartCutter, does_not_wait_for_the_end_of_an_endless_comment) {
  std::string text = head + part("a", "") + "<!--" + std::string(200'000, '-');
  PartCutter cutter;
  cutter.grow(text.data(), text.size(), false);
  EXPECT_TRUE(cutter.odd());
}

/// Parts enough for several pieces of the text.
std::string many_parts(std::size_t parts, const std::string& in_the_last = "") {
  std::string all;
  const std::string room = std::string(50'000, ' ') + "\n" + std::string(50'000, ' ');
  for (std::size_t i = 0; i < parts; ++i) {
    all += part("p" + std::to_string(i), measure(note("C")) + room + (i + 1 == parts ? in_the_last : ""));
  }
  return score(all);
}

TEST(ScoreText, gives_parts_out_before_the_rest_is_unpacked) {
  const std::string text = many_parts(40);
  ScoreText input;
  Operation operation;
  ASSERT_TRUE(input.open(zipped({{"score.xml", text}}), "x", {}));
  const PartText first = input.next_part(operation).value().value();
  EXPECT_LT(input.parts(), 10U);
  EXPECT_EQ(input.head(), cut_whole(text).back());
  for (std::size_t i = 1; i < 40; ++i) {
    const PartText next = input.next_part(operation).value().value();
    const std::string opening = "<part id=\"p" + std::to_string(i) + "\"";
    EXPECT_EQ(next.text.substr(0, opening.size()), opening);
    EXPECT_EQ(next.text, text.substr(next.slice.begin, next.slice.end - next.slice.begin));
  }
  EXPECT_FALSE(input.next_part(operation).value().has_value());
  EXPECT_FALSE(input.odd());
  EXPECT_EQ(first.text, text.substr(first.slice.begin, first.slice.end - first.slice.begin));
  EXPECT_EQ(input.take().value().size(), text.size());
}

TEST(ScoreText, keeps_no_more_of_a_packed_score_than_the_parts_that_somebody_has) {
  ScoreText input;
  Operation operation;
  ASSERT_TRUE(input.open(zipped({{"score.xml", many_parts(40)}}), "x", {}));
  std::weak_ptr<const char[]> first;
  for (std::size_t i = 0; i < 30; ++i) {
    const PartText next = input.next_part(operation).value().value();
    if (i == 0) first = next.room;
    EXPECT_FALSE(next.room == nullptr);
  }
  EXPECT_TRUE(first.expired());
}

/// Line and column of the first diagnostic with a code, as they are in a text.
std::string place_said(const std::string& bytes, const std::string& code) {
  const Imported score = import_text(bytes);
  for (const Diagnostic& one : score.diagnostics) {
    if (one.code == code) return std::to_string(one.where.line) + ":" + std::to_string(one.where.column);
  }
  return score.piece
             ? "nothing"
             : std::to_string(score.piece.error().where.line) + ":" + std::to_string(score.piece.error().where.column);
}

std::string place_in(const std::string& text, std::string_view what) {
  const LinePlace place = place_of(text, text.find(what));
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST(ScoreText, counts_lines_over_parts_that_are_given_up_already) {
  // Parts begin in the middle of lines, and have lines of their own.
  const std::string odd_step = "step>H</step>";  // a place is that of a name
  const std::string rest = "<octave>4</octave></pitch><duration>1</duration><type>quarter</type></note></measure>";
  const std::string bad = "\n <measure number=\"2\">\n<note><pitch>";
  const std::string text = many_parts(12, bad + "<" + odd_step + rest);
  EXPECT_EQ(place_said(text, "BU1051"), place_in(text, odd_step));
  EXPECT_EQ(place_said(zipped({{"score.xml", text}}), "BU1051"), place_in(text, odd_step));
  std::string in_first_line = text;
  std::replace(in_first_line.begin() + static_cast<std::ptrdiff_t>(in_first_line.rfind("<part ")), in_first_line.end(),
               '\n', ' ');
  EXPECT_EQ(place_said(in_first_line, "BU1051"), place_in(in_first_line, odd_step));
  const std::string broken = many_parts(12, bad + "</oops><" + odd_step + rest);
  const std::string where = place_said(broken, "none");
  EXPECT_NE(where, "nothing");
  EXPECT_EQ(where.substr(0, where.find(':')), place_in(broken, "</oops>").substr(0, where.find(':')));
  EXPECT_EQ(place_said(zipped({{"score.xml", broken}}), "none"), where);
}

TEST(ScoreText, stops_unpacking_when_the_operation_is_cancelled) {
  ScoreText input;
  Operation operation;
  ASSERT_TRUE(input.open(zipped({{"score.xml", many_parts(40)}}), "x", {}));
  operation.cancel();
  std::size_t given = 0;
  auto next = input.next_part(operation);
  for (; next && *next; next = input.next_part(operation)) ++given;
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, Errc::cancelled);
  EXPECT_LT(given, 10U);
}

TEST(ScoreText, that_turns_out_odd_at_its_end_is_read_as_if_it_had_been_looked_at_as_a_whole) {
  const std::string mark = "\xEF\xBB\xBF";
  for (const std::string& odd : {std::string("<![CDATA[ ]]>"), std::string(1, '\0'), std::string("\xC3\xB6\xF6")}) {
    for (const std::string& begin : {std::string(), mark}) {
      const std::string text = begin + many_parts(12, odd);
      for (const std::string& bytes : {text, zipped({{"score.xml", text}})}) {
        const Imported score = import_text(bytes);
        ASSERT_TRUE(score.piece) << score.piece.error().message;
        EXPECT_EQ((*score.piece)->musicians.size(), 12U);
        EXPECT_EQ(score.says("BU1020"), odd.back() == '\xF6');
      }
    }
  }
}

}  // namespace
}  // namespace burin::io
