// Line brackets: each end has its own Param::line_end ("up", "down", "both", "arrow", "none").
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf params;
  params.text(Param::line_end, element.attribute("line-end")).text(Param::line_type, element.attribute("line-type"));
  params.number(Param::size, element.attribute("end-length")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr double hook = 1.0;

/// Hook at one end: "up", "down", "both"; arrows are drawn as hooks pointing at the staff.
void paint_end(double x, std::string_view end, double thickness, PaintBuilder& out) {
  const double up = end == "up" || end == "both" ? hook : 0.0;
  const double down = end == "down" || end == "both" || end == "arrow" ? hook : 0.0;
  if (up + down > 0.0) out.line({x, up}, {x, -down}, thickness);
}

void paint_span(const SpanContext& context, const Mark& start, PaintBuilder& out) {
  const double thickness = context.sign.glyphs->defaults().octave_line;
  const std::string_view type = start.parameters().text(Param::line_type);
  const LineStyle style = type == "dashed"   ? LineStyle::dashed
                          : type == "dotted" ? LineStyle::dotted
                                             : LineStyle::solid;
  out.open(GroupClass::line_bracket, context.sign.vpd, context.sign.extras);
  out.line({0.0, 0.0}, {context.width, 0.0}, thickness, style, 0.8, 0.6);
  if (context.begins) paint_end(0.0, start.parameters().text(Param::line_end), thickness, out);
  if (context.ends && context.stop != nullptr) {
    paint_end(context.width, context.stop->parameters().text(Param::line_end), thickness, out);
  }
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::line_end, "line-end"},
    {Param::line_type, "line-type"},
    {Param::size, "end-length"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "bracket", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& line_bracket_family() {
  static const ElementFamily family{
      .name = "line_bracket",
      .summary = "Brackets and lines over a passage",
      .rules = rules,
      .write = {.tag = "bracket", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 800.0F, .padding = 0.6F},
      .sizes_itself = true,
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
