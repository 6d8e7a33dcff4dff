// Hairpins: variant 0 opens, 1 closes. The stop mark may carry a niente of its own.
#include <algorithm>
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
  if (type == "crescendo" || type == "diminuendo") out.mark.role = SpanRole::start;
  out.mark.variant = type == "diminuendo" ? 1 : 0;
  ParamsOf params;
  if (yes_no(element.attribute("niente"), false)) params.whole(Param::niente, 1);
  params.text(Param::line_type, element.attribute("line-type")).number(Param::spread, element.attribute("spread"));
  params.number(Param::size, element.attribute("dash-length")).number(Param::offset, element.attribute("space-length"));
  params.into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr double opening = 1.2;  // handbook §16.2
constexpr double opening_broken = 0.5;
constexpr double niente_radius = 0.35;

/// Opening at both ends of a piece: a hairpin cut by a system break is not closed there.
struct Openings {
  double left, right;
};
Openings openings(const SpanContext& context, bool closes) {
  const double apex = 0.0;
  const double mouth = opening / 2;
  const double cut_small = opening_broken / 2;
  const double cut_large = mouth * 0.75;
  if (!closes) return {context.begins ? apex : cut_small, context.ends ? mouth : cut_large};
  return {context.begins ? mouth : cut_large, context.ends ? apex : cut_small};
}

/// Dashes and gaps of a broken line; the file counts them in tenths of a staff space.
struct Broken {
  LineStyle style{LineStyle::solid};
  double dash, gap;
};
Broken broken(const Params& params) {
  constexpr double least = 0.1, most = 10.0;
  const std::string_view type = params.text(Param::line_type);
  const LineStyle style = type == "dashed"   ? LineStyle::dashed
                          : type == "dotted" ? LineStyle::dotted
                                             : LineStyle::solid;
  return {style, std::clamp(params.real(Param::size, 8.0) / 10.0, least, most),
          std::clamp(params.real(Param::offset, 6.0) / 10.0, least, most)};
}

void paint_span(const SpanContext& context, const Mark& start, PaintBuilder& out) {
  const double thickness = context.sign.glyphs->defaults().hairpin;
  const bool closes = start.variant == 1;
  const Openings open = openings(context, closes);
  const double axis = 0.55;  // over the baseline of the letters: their middle
  const bool niente = start.parameters().has(Param::niente) ||
                      (context.stop != nullptr && context.stop->parameters().has(Param::niente));
  double x0 = 0.0;
  double x1 = context.width;
  out.open(GroupClass::hairpin, context.sign.vpd, context.sign.extras);
  if (niente && !closes && context.begins) {
    x0 += 2 * niente_radius;
    out.glyph(0xE541, 0.0, axis - 0.5, 0.7);
  } else if (niente && closes && context.ends) {
    x1 -= 2 * niente_radius;
    out.glyph(0xE541, x1, axis - 0.5, 0.7);
  }
  const Broken line = broken(start.parameters());
  for (const double side : {1.0, -1.0}) {
    out.line({x0, axis + side * open.left}, {x1, axis + side * open.right}, thickness, line.style, line.dash, line.gap);
  }
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::niente, "niente", ExportField::As::flag},
    {Param::line_type, "line-type"},
    {Param::spread, "spread"},
    {Param::size, "dash-length"},
    {Param::offset, "space-length"},
});

std::string_view type_of(const Mark& mark) {
  if (mark.role != SpanRole::start) return type_of_role(mark.role);
  return mark.variant == 1 ? "diminuendo" : "crescendo";
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "wedge", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& hairpin_family() {
  static const ElementFamily family{
      .name = "hairpin",
      .summary = "Hairpins",
      .rules = rules,
      .write = {.tag = "wedge", .fields = fields, .type = type_of},
      .rule = {.placing = Placing::dynamics,
               .align = AlignX::head_left,
               .side = Side::below,
               .priority = 250.0F,
               .padding = 0.6F},
      .sizes_itself = true,
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
