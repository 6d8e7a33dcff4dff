// Coda signs, in a direction or on a barline.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf().whole(Param::glyph, 0xE048).text(Param::name, element.attribute("smufl")).into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "direction-type", .tag = "coda", .read = read},
    {.parent = "barline", .tag = "coda", .read = read},
}};

}  // namespace

const ElementFamily& coda_family() {
  static const ElementFamily family{
      .name = "coda",
      .summary = "Coda signs",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
