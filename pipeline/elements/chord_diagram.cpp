// Fretboard diagrams: Param::text has a line "string|fret|finger" per dot, Param::number strings, size frets, offset
// the first fret.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

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

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "harmony", .tag = "frame", .read = read},
}};

}  // namespace

const ElementFamily& chord_diagram_family() {
  static const ElementFamily family{
      .name = "chord_diagram",
      .summary = "Fretboard diagrams of chord symbols",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
