// Line brackets: each end has its own Param::line_end ("up", "down", "both", "arrow", "none").
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf params;
  params.text(Param::line_end, element.attribute("line-end")).text(Param::line_type, element.attribute("line-type"));
  params.number(Param::size, element.attribute("end-length")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "bracket", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& line_bracket_family() {
  static const ElementFamily family{
      .name = "line_bracket",
      .summary = "Brackets and lines over a passage",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
