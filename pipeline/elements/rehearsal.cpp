// Rehearsal marks: framed unless the file says enclosure="none".
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf params;
  params.text(Param::text, element.text());
  read_text_style(element, params);
  const std::string_view enclosure = element.attribute("enclosure");
  if (enclosure.empty()) params.text(Param::enclosure, "rectangle");
  params.into(out.mark);
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  constexpr double size = 2.9;
  paint_words(context, GroupClass::rehearsal, mark, mark.parameters().text(Param::text),
              {size * text_factor(mark, size, context.sizes), FontFace::bold}, TextAlign::middle, out);
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
});

void write(const Mark& mark, ElementOutput& out) {
  if (!mark.parameters().has(Param::enclosure)) out.attribute("enclosure", "none");
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "rehearsal", .read = read},
}};

}  // namespace

const ElementFamily& rehearsal_family() {
  static const ElementFamily family{
      .name = "rehearsal",
      .summary = "Rehearsal marks",
      .rules = rules,
      .write = {.tag = "rehearsal", .fields = fields, .style = text_style, .write = write},
      .rule = {.placing = Placing::outside, .align = AlignX::barline, .priority = 1500.0F, .padding = 0.8F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
