// Accidental marks. Inside <ornaments> one belongs to the ornament before it in the list of marks.
#include <array>

#include "core/piece/accidental_names.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const AccidentalSign sign = accidental_sign(element.text());
  if (sign == 0) return false;
  ParamsOf params;
  params.whole(Param::glyph, static_cast<std::int64_t>(sign)).text(Param::type, element.text());
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  if (yes_no(element.attribute("bracket"), false)) params.whole(Param::bracket, 1);
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "notations", .tag = "accidental-mark", .read = read},
    {.parent = "ornaments", .tag = "accidental-mark", .read = read},
}};

}  // namespace

const ElementFamily& accidental_mark_family() {
  static const ElementFamily family{
      .name = "accidental_mark",
      .summary = "Accidentals above and below notes and ornaments",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
