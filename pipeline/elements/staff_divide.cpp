// Staff divide arrows.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view type = element.attribute("type");
  const char32_t glyph = type == "up" ? 0xE00C : type == "up-down" ? 0xE00D : 0xE00B;
  ParamsOf().whole(Param::glyph, static_cast<std::int64_t>(glyph)).text(Param::type, type).into(out.mark);
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  paint_centred_glyph(context, GroupClass::percussion_sign, static_cast<GlyphId>(mark.parameters().whole(Param::glyph)),
                      out);
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
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 460.0F, .padding = 0.6F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
