// Dashes after cresc., rit. and the like.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::color, element.attribute("color")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr double dash = 0.8;

void paint_span(const SpanContext& context, const Mark&, PaintBuilder& out) {
  const double thickness = context.sign.glyphs->defaults().octave_line;
  out.open(GroupClass::dashes, context.sign.vpd, context.sign.extras);
  out.line({0.0, 0.5}, {context.width, 0.5}, thickness, LineStyle::dashed, dash, 1.2);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::color, "color"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "dashes", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& dashes_family() {
  static const ElementFamily family{
      .name = "dashes",
      .summary = "Dashed lines that continue a word",
      .rules = rules,
      .write = {.tag = "dashes", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 350.0F, .padding = 0.5F},
      .sizes_itself = true,
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
