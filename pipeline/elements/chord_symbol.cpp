// Chord symbols: Param::root, root_alter, kind (word), text (how the kind is printed), bass, bass_alter, degrees.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

void read_part(const SourceElement& child, ParamsOf& params) {
  const std::string_view tag = child.tag();
  if (tag == "root") {
    params.text(Param::root, child.child_text("root-step")).number(Param::root_alter, child.child_text("root-alter"));
  } else if (tag == "numeral") {
    params.text(Param::root, child.child_text("numeral-root"))
        .number(Param::root_alter, child.child_text("numeral-alter"));
  } else if (tag == "function") {
    params.text(Param::root, child.text());
  } else if (tag == "kind") {
    params.text(Param::kind, child.text()).text(Param::text, child.attribute("text"));
  } else if (tag == "bass") {
    params.text(Param::bass, child.child_text("bass-step")).number(Param::bass_alter, child.child_text("bass-alter"));
  }
}

/// One line per degree: "add|9|-1".
std::string degrees_of(const SourceElement& harmony) {
  std::string degrees;
  harmony.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "degree") return;
    if (!degrees.empty()) degrees += '\n';
    degrees += child.child_text("degree-type");
    degrees += '|';
    degrees += child.child_text("degree-value");
    degrees += '|';
    degrees += child.child_text("degree-alter");
  });
  return degrees;
}

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  element.for_each_child([&](const SourceElement& child) { read_part(child, params); });
  params.text(Param::degrees, degrees_of(element));
  params.into(out.mark);
  return out.mark.params != nullptr;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "measure", .tag = "harmony", .read = read},
}};

}  // namespace

const ElementFamily& chord_symbol_family() {
  static const ElementFamily family{
      .name = "chord_symbol",
      .summary = "Chord symbols and fretboard diagrams",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
