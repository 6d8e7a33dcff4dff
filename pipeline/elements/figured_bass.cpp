// Figured bass: Param::figures holds one line per figure, "prefix|number|suffix[|extend]", accidentals by name.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string figures;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "figure") return;
    if (!figures.empty()) figures += '\n';
    figures += child.child_text("prefix");
    figures += '|';
    figures += child.child_text("figure-number");
    figures += '|';
    figures += child.child_text("suffix");
    if (child.has_child("extend")) figures += "|extend";
  });
  if (figures.empty()) return false;
  ParamsOf params;
  params.text(Param::figures, figures);
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "measure", .tag = "figured-bass", .read = read},
}};

}  // namespace

const ElementFamily& figured_bass_family() {
  static const ElementFamily family{
      .name = "figured_bass",
      .summary = "Figured bass",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
