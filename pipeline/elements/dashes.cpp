// Dashes after cresc., rit. and the like.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::color, element.attribute("color")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "dashes", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& dashes_family() {
  static const ElementFamily family{
      .name = "dashes",
      .summary = "Dashed lines that continue a word",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
