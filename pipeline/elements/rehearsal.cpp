// Rehearsal marks: framed unless the file says enclosure="none".
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf params;
  params.text(Param::text, element.text());
  read_text_style(element, params);
  const std::string_view enclosure = element.attribute("enclosure");
  if (enclosure.empty()) params.text(Param::enclosure, "rectangle");
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "rehearsal", .read = read},
}};

}  // namespace

const ElementFamily& rehearsal_family() {
  static const ElementFamily family{
      .name = "rehearsal",
      .summary = "Rehearsal marks",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
