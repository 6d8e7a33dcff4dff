// Staff divide arrows.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view type = element.attribute("type");
  const char32_t glyph = type == "up" ? 0xE00C : type == "up-down" ? 0xE00D : 0xE00B;
  ParamsOf().whole(Param::glyph, static_cast<std::int64_t>(glyph)).text(Param::type, type).into(out.mark);
  return true;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::type, "type"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "staff-divide", .read = read},
}};

}  // namespace

const ElementFamily& staff_divide_family() {
  static const ElementFamily family{
      .name = "staff_divide",
      .summary = "Arrows where a staff divides",
      .rules = rules,
      .write = {.tag = "staff-divide", .fields = fields},
  };
  return family;
}

}  // namespace burin::layout
