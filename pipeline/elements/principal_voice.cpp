// Hauptstimme and Nebenstimme: Param::type names the symbol, Param::text what is written.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::text, element.text()).text(Param::type, element.attribute("symbol")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
    {Param::type, "symbol"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "principal-voice", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& principal_voice_family() {
  static const ElementFamily family{
      .name = "principal_voice",
      .summary = "Marks of principal and secondary voices",
      .rules = rules,
      .write = {.tag = "principal-voice", .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
