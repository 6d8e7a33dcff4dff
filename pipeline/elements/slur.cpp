// Slurs: Param::line_type only when not solid.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

std::string_view dotted(std::string_view line) { return line == "solid" ? std::string_view() : line; }

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  if (out.mark.side == Side::automatic) out.mark.side = side_of(element.attribute("orientation"));
  ParamsOf().text(Param::line_type, dotted(element.attribute("line-type"))).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::line_type, "line-type"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "notations", .tag = "slur", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& slur_family() {
  static const ElementFamily family{
      .name = "slur",
      .summary = "Slurs",
      .rules = rules,
      .write = {.tag = "slur", .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
