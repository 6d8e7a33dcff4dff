// Fingerings: variant 0 = numbers, 1 = letters of the plucking hand.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf params;
  params.text(Param::text, element.text());
  if (yes_no(element.attribute("substitution"), false)) params.whole(Param::parentheses, 1);
  params.into(out.mark);
  out.mark.variant = element.tag() == "pluck" ? 1 : 0;
  return true;
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "technical", .tag = "fingering", .on_note = true, .read = read},
    {.parent = "technical", .tag = "pluck", .on_note = true, .read = read},
}};

}  // namespace

const ElementFamily& fingering_family() {
  static const ElementFamily family{
      .name = "fingering",
      .summary = "Fingerings of the left and right hand",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
