// Segno signs, in a direction or on a barline.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf().whole(Param::glyph, 0xE047).text(Param::name, element.attribute("smufl")).into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "direction-type", .tag = "segno", .read = read},
    {.parent = "barline", .tag = "segno", .read = read},
}};

}  // namespace

const ElementFamily& segno_family() {
  static const ElementFamily family{
      .name = "segno",
      .summary = "Segno signs",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
