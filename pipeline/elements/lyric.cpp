// Lyrics: Param::text (may be empty: only an extender), syllabic, number (verse), extend (1 = starts, 2 = stops, 3 =
// goes on).
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

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

/// The first text of a syllable says how all of it is printed.
void read_face(const SourceElement& text, ParamsOf& params) {
  if (text.attribute("font-style") == "italic") params.whole(Param::italic, 1);
  if (text.attribute("font-weight") == "bold") params.whole(Param::bold, 1);
  if (color_of(text.attribute("color")) != 0) params.text(Param::color, text.attribute("color"));
}

bool read(const SourceElement& element, ReadMark& out) {
  std::string text;
  std::string_view syllabic;
  ParamsOf params;
  element.for_each_child([&](const SourceElement& child) {
    const std::string_view tag = child.tag();
    if (tag == "text") {
      if (text.empty()) read_face(child, params);
      text += child.text();
    } else if (tag == "elision") {
      text += child.text().empty() ? std::string_view("\u203F") : child.text();
    } else if (tag == "syllabic") {
      syllabic = child.text();
    }
  });
  params.text(Param::text, text).text(Param::syllabic, syllabic);
  params.whole(Param::number, verse_of(element));
  if (element.has_child("extend")) params.whole(Param::extend, extend_of(element.child_attribute("extend", "type")));
  params.into(out.mark);
  return !text.empty() || element.has_child("extend");
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::number, "number"},
});

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  out.child("syllabic", params.text(Param::syllabic));
  out.open("text");
  if (params.whole(Param::italic) != 0) out.attribute("font-style", "italic");
  if (params.whole(Param::bold) != 0) out.attribute("font-weight", "bold");
  out.text(params.text(Param::text));
  out.close();
  if (!params.has(Param::extend)) return;
  const std::int64_t extend = params.whole(Param::extend);
  out.open("extend");
  if (extend != 1) out.attribute("type", extend == 2 ? "stop" : "continue");
  out.close();
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "note", .tag = "lyric", .read = read},
}};

}  // namespace

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
