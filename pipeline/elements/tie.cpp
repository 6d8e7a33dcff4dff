// Ties (as printed): on the notehead. A start without partner and let_ring are drawn as short curves.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  if (out.mark.side == Side::automatic) out.mark.side = side_of(element.attribute("orientation"));
  const std::string_view line = element.attribute("line-type");
  if (line != "solid") ParamsOf().text(Param::line_type, line).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::line_type, "line-type"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "notations", .tag = "tied", .pairing = Pairing::pitch, .on_note = true, .read = read},
}};

}  // namespace

const ElementFamily& tie_family() {
  static const ElementFamily family{
      .name = "tie",
      .summary = "Ties",
      .rules = rules,
      .write = {.tag = "tied", .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
