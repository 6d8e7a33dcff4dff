// Octave lines: variant 0 = sounds higher (8va, above), 1 = sounds lower (8vb, below); Param::size is 8, 15 or 22.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view type = element.attribute("type");
  read_span(element, out);
  if (type == "up" || type == "down") out.mark.role = SpanRole::start;
  out.mark.variant = type == "up" ? 1 : 0;
  if (out.mark.side == Side::automatic && out.mark.role == SpanRole::start) {
    out.mark.side = type == "up" ? Side::below : Side::above;
  }
  std::int64_t size = whole_number(element.attribute("size"), 8);
  if (size < 2 || size > 50) size = 8;
  ParamsOf().whole(Param::size, size).into(out.mark);
  return out.mark.role != SpanRole::none;
}

GlyphId sign_of(std::int64_t size, bool higher) {
  if (size == 15) return higher ? 0xE515 : 0xE51D;
  if (size == 22) return higher ? 0xE518 : 0xE51E;
  return higher ? 0xE511 : 0xE51C;
}

/// The sign, a dashed line, a hook towards the staff (handbook §16.4).
void paint_span(const SpanContext& context, const Mark& start, PaintBuilder& out) {
  const GlyphMetrics& glyphs = *context.sign.glyphs;
  const GlyphId sign = sign_of(start.parameters().whole(Param::size, 8), start.variant == 0);
  const double thickness = glyphs.defaults().octave_line;
  const double up = context.sign.above ? 1.0 : -1.0;
  const Box& box = glyphs.box(sign);
  const double line = context.sign.above ? box.top - thickness : box.bottom + thickness;
  out.open(GroupClass::octave_line, context.sign.vpd, context.sign.extras);
  out.glyph(sign, -0.3, 0.0);
  const double from = box.right + 0.1;
  const double to = context.width;
  if (to > from + 0.6) out.line({from, line}, {to, line}, thickness, LineStyle::dashed, 0.7, 0.6);
  if (context.ends && to > from) out.line({to, line}, {to, line - up * 0.9}, thickness);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::size, "size"},
});

std::string_view type_of(const Mark& mark) {
  if (mark.role != SpanRole::start) return type_of_role(mark.role);
  return mark.variant == 1 ? "up" : "down";
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "octave-shift", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& octave_line_family() {
  static const ElementFamily family{
      .name = "octave_line",
      .summary = "Octave lines: 8va, 15ma, 8vb …",
      .rules = rules,
      .write = {.tag = "octave-shift", .fields = fields, .type = type_of},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 400.0F, .padding = 0.5F},
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
