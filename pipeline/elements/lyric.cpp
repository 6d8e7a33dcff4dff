// Lyrics: Param::text (may be empty: only an extender), syllabic, number (verse), extend (1 = starts, 2 = stops, 3 =
// goes on).
#include "pipeline/elements/lyric.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

/// Verse from 1 to 99: the last number in @number ("part1verse2" is 2), else by @name: a chorus follows the verses.
std::int64_t verse_of(const SourceElement& element) {
  const std::string_view number = element.attribute("number");
  std::size_t end = number.size();
  while (end > 0 && (number[end - 1] < '0' || number[end - 1] > '9')) --end;
  std::size_t begin = end;
  while (begin > 0 && number[begin - 1] >= '0' && number[begin - 1] <= '9') --begin;
  const std::int64_t verse = whole_number(number.substr(begin, end - begin), 0);
  if (verse >= 1 && verse <= 99) return verse;
  return number.empty() ? 1 : 2;
}

std::int64_t extend_of(std::string_view type) { return type == "stop" ? 2 : type == "continue" ? 3 : 1; }

/// What the file says of a piece of a syllable.
struct Piece {
  std::string text;
  std::string flags;  // i, b; e for what joins two syllables
  std::string color;
};

Piece piece_of(const SourceElement& child) {
  Piece piece;
  const bool elision = child.tag() == "elision";
  piece.text = elision && child.text().empty() ? std::string_view("\u203F") : child.text();
  if (child.attribute("font-style") == "italic") piece.flags += 'i';
  if (child.attribute("font-weight") == "bold") piece.flags += 'b';
  if (elision) piece.flags += 'e';
  if (color_of(child.attribute("color")) != 0) piece.color = child.attribute("color");
  return piece;
}

/// Pieces that look alike are one text; else each is noted with its look.
void read_pieces(const std::vector<Piece>& pieces, ParamsOf& params) {
  std::string text;
  bool alike = true;
  const auto face = [](const Piece& piece) {
    return std::pair(piece.flags.find('i') != std::string::npos, piece.flags.find('b') != std::string::npos);
  };
  const auto syllable = [](const Piece& piece) { return piece.flags.find('e') == std::string::npos; };
  for (const Piece& piece : pieces) {
    text += piece.text;
    if (syllable(piece)) alike = alike && face(piece) == face(pieces.front()) && piece.color == pieces.front().color;
    if (!syllable(piece)) alike = alike && (piece.color.empty() || piece.color == pieces.front().color);
  }
  params.text(Param::text, text);
  if (pieces.empty()) return;
  if (alike) {
    if (face(pieces.front()).first) params.whole(Param::italic, 1);
    if (face(pieces.front()).second) params.whole(Param::bold, 1);
    params.text(Param::color, pieces.front().color);
    return;
  }
  std::string runs;
  for (const Piece& piece : pieces) {
    runs += std::to_string(piece.text.size()) + ' ' + piece.flags + ' ' + piece.color + '\n';
  }
  runs.pop_back();
  params.text(Param::runs, runs);
}

bool read(const SourceElement& element, ReadMark& out) {
  std::vector<Piece> pieces;
  std::string_view syllabic;
  ParamsOf params;
  element.for_each_child([&](const SourceElement& child) {
    const std::string_view tag = child.tag();
    if (tag == "text" || tag == "elision") pieces.push_back(piece_of(child));
    if (tag == "text") params.number(Param::font_size, child.attribute("font-size"));
    if (tag == "syllabic") syllabic = child.text();
  });
  read_pieces(pieces, params);
  const bool silent = std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.text.empty(); });
  params.text(Param::syllabic, syllabic);
  params.text(Param::justify, element.attribute("justify"));
  params.whole(Param::number, verse_of(element));
  if (element.has_child("extend")) params.whole(Param::extend, extend_of(element.child_attribute("extend", "type")));
  params.into(out.mark);
  return !silent || element.has_child("extend");
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::number, "number"},
    {Param::justify, "justify"},
});

/// Each stretch as an element of its own; the schema wants texts with elisions between them.
void write_runs(const Mark& mark, ElementOutput& out) {
  std::string_view runs = mark.parameters().text(Param::runs);
  std::string_view text = mark.parameters().text(Param::text);
  while (!runs.empty()) {
    std::string_view line = next_part(runs, '\n');
    const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(0, whole_number(next_part(line, ' '), 0)));
    const std::string_view flags = next_part(line, ' ');
    out.open(flags.find('e') != std::string_view::npos ? "elision" : "text");
    if (flags.find('i') != std::string_view::npos) out.attribute("font-style", "italic");
    if (flags.find('b') != std::string_view::npos) out.attribute("font-weight", "bold");
    out.attribute("color", line);
    out.text(text.substr(0, bytes));
    out.close();
    text = bytes < text.size() ? text.substr(bytes) : std::string_view();
  }
}

void write_text(const Params& params, ElementOutput& out) {
  out.open("text");
  if (params.whole(Param::italic) != 0) out.attribute("font-style", "italic");
  if (params.whole(Param::bold) != 0) out.attribute("font-weight", "bold");
  out.text(params.text(Param::text));
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  out.child("syllabic", params.text(Param::syllabic));
  if (params.has(Param::runs)) {
    write_runs(mark, out);
  } else {
    write_text(params, out);
  }
  if (!params.has(Param::extend)) return;
  const std::int64_t extend = params.whole(Param::extend);
  out.open("extend");
  if (extend != 1) out.attribute("type", extend == 2 ? "stop" : "continue");
  out.close();
}

/// Signs that files write for the hyphen of a word: hyphens, and the dash of typewriters and word processors. Longer
/// dashes belong to the sentence.
constexpr auto hyphens = std::to_array<std::string_view>({"-", "\u2010", "\u2011", "\u2013"});

bool takes_off(std::string_view& text, std::string_view part, bool front) {
  if (!(front ? text.starts_with(part) : text.ends_with(part))) return false;
  front ? text.remove_prefix(part.size()) : text.remove_suffix(part.size());
  return true;
}

void take_off_spaces(std::string_view& text) {
  constexpr std::string_view no_break_space = "\u00A0";
  for (const bool front : {true, false}) {
    while (takes_off(text, " ", front) || takes_off(text, no_break_space, front)) continue;
  }
}

bool takes_off_hyphen(std::string_view& text, bool front) {
  return std::any_of(hyphens.begin(), hyphens.end(),
                     [&](std::string_view hyphen) { return takes_off(text, hyphen, front); });
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "note", .tag = "lyric", .read = read},
}};

}  // namespace

std::string_view printed_syllable(std::string_view text, std::string_view syllabic) {
  std::string_view plain = text;
  take_off_spaces(plain);
  if (syllabic == "end" || syllabic == "middle") takes_off_hyphen(plain, true);
  if (syllabic == "begin" || syllabic == "middle") takes_off_hyphen(plain, false);
  take_off_spaces(plain);
  return plain.empty() ? text : plain;
}

bool begins_with_hyphen(std::string_view text) noexcept {
  return std::any_of(hyphens.begin(), hyphens.end(), [&](std::string_view hyphen) { return text.starts_with(hyphen); });
}

std::vector<LyricRun> lyric_runs(const Mark& mark, std::string_view printed) {
  const Params& params = mark.parameters();
  std::string_view text = params.text(Param::text);
  std::string_view runs = params.text(Param::runs);
  if (runs.empty())
    return {{printed, face_of(params.whole(Param::italic) != 0, params.whole(Param::bold) != 0), 0, false}};
  std::vector<LyricRun> found;
  while (!runs.empty() && !text.empty()) {
    std::string_view line = next_part(runs, '\n');
    const auto bytes = static_cast<std::size_t>(std::max<std::int64_t>(0, whole_number(next_part(line, ' '), 0)));
    const std::string_view flags = next_part(line, ' ');
    const auto has = [&](char flag) { return flags.find(flag) != std::string_view::npos; };
    found.push_back({text.substr(0, bytes), face_of(has('i'), has('b')), color_of(line), has('e')});
    text = bytes < text.size() ? text.substr(bytes) : std::string_view();
  }
  return found;
}

double lyric_size(const Mark& mark, double usual, const SizeReference& reference) noexcept {
  return usual * text_factor(mark, usual, reference);
}

double lyric_width(const Mark& mark, std::string_view printed, double size, const TextMetrics& text) {
  double width = 0.0;
  for (const LyricRun& run : lyric_runs(mark, printed)) width += text.measure(run.text, run.face, size).advance;
  return width;
}

const ElementFamily& lyric_family() {
  static const ElementFamily family{
      .name = "lyric",
      .summary = "Lyrics with hyphens, extenders and elisions",
      .rules = rules,
      .write = {.tag = "lyric", .fields = fields, .write = write},
  };
  return family;
}

}  // namespace burin::layout
