// Segno signs, in a direction or on a barline.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf().whole(Param::glyph, 0xE047).text(Param::name, element.attribute("smufl")).into(out.mark);
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  paint_centred_glyph(context, GroupClass::segno, static_cast<GlyphId>(mark.parameters().whole(Param::glyph)), out,
                      0.9);
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::name, "smufl"},
});

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
      .write = {.tag = "segno", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::barline, .priority = 1400.0F, .padding = 0.7F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
