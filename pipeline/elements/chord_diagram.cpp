// Fretboard diagrams: Param::text has a line "string|fret|finger" per dot, Param::number strings, size frets, offset
// the first fret.
#include <array>
#include <string>

#include "core/base/decimal_text.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string strings;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "frame-note") return;
    if (!strings.empty()) strings += '\n';
    strings += child.child_text("string");
    strings += '|';
    strings += child.child_text("fret");
    strings += '|';
    strings += child.child_text("fingering");
  });
  ParamsOf params;
  params.text(Param::text, strings).number(Param::number, element.child_text("frame-strings"));
  params.number(Param::size, element.child_text("frame-frets")).number(Param::offset, element.child_text("first-fret"));
  params.into(out.mark);
  return !strings.empty();
}

void write_note(std::string_view line, ElementOutput& out) {
  out.open("frame-note");
  out.child("string", next_part(line, '|'));
  out.child("fret", next_part(line, '|'));
  out.child("fingering", line);
  out.close();
}

void write_number(ElementOutput& out, std::string_view tag, const Params& params, Param name) {
  if (params.has(name)) out.child(tag, decimal_text(params.real(name)));
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  write_number(out, "frame-strings", params, Param::number);
  write_number(out, "frame-frets", params, Param::size);
  write_number(out, "first-fret", params, Param::offset);
  std::string_view strings = params.text(Param::text);
  while (!strings.empty()) write_note(next_part(strings, '\n'), out);
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "harmony", .tag = "frame", .read = read},
}};

}  // namespace

const ElementFamily& chord_diagram_family() {
  static const ElementFamily family{
      .name = "chord_diagram",
      .summary = "Fretboard diagrams of chord symbols",
      .rules = rules,
      .write = {.tag = "frame", .write = write},
  };
  return family;
}

}  // namespace burin::layout
