// Wavy lines after a trill sign or alone.
#include <algorithm>
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::name, element.attribute("smufl")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr GlyphId usual = 0xEAA4;  // wiggleTrill

void paint_span(const SpanContext& context, const Mark& start, PaintBuilder& out) {
  const GlyphMetrics& glyphs = *context.sign.glyphs;
  const GlyphId named = glyph_named(start.parameters().text(Param::name));
  const GlyphId segment = named != 0 && glyphs.has(named) ? named : usual;
  const double step = std::max(0.5, glyphs.advance(segment));
  const double from = context.begins ? 2.3 : 0.0;  // after the trill sign on its note
  const int count = std::max(2, static_cast<int>((context.width - from) / step));
  out.open(GroupClass::trill_line, context.sign.vpd, context.sign.extras);
  for (int i = 0; i < count; ++i) out.glyph(segment, from + i * step, 0.0);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::name, "smufl"},
});

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "ornaments", .tag = "wavy-line", .pairing = Pairing::number, .read = read},
    {.parent = "barline", .tag = "wavy-line", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& trill_line_family() {
  static const ElementFamily family{
      .name = "trill_line",
      .summary = "Wavy lines of trills",
      .rules = rules,
      .write = {.tag = "wavy-line", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 50.0F, .padding = 0.4F},
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
