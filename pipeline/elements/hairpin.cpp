// Hairpins: variant 0 opens, 1 closes. The stop mark may carry a niente of its own.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view type = element.attribute("type");
  read_span(element, out);
  if (type == "crescendo" || type == "diminuendo") out.mark.role = SpanRole::start;
  out.mark.variant = type == "diminuendo" ? 1 : 0;
  ParamsOf params;
  if (yes_no(element.attribute("niente"), false)) params.whole(Param::niente, 1);
  params.text(Param::line_type, element.attribute("line-type")).number(Param::spread, element.attribute("spread"));
  params.into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "wedge", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& hairpin_family() {
  static const ElementFamily family{
      .name = "hairpin",
      .summary = "Hairpins",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
