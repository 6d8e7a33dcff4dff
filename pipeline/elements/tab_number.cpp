// Fret numbers: shown on tablature staves only; the string is a technical mark of the same note.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf().text(Param::text, element.text()).into(out.mark);
  return true;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "technical", .tag = "fret", .on_note = true, .read = read},
}};

}  // namespace

const ElementFamily& tab_number_family() {
  static const ElementFamily family{
      .name = "tab_number",
      .summary = "Fret numbers of tablature",
      .rules = rules,
      .write = {.tag = "fret", .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
