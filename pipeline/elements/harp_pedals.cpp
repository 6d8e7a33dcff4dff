// Harp pedals: Param::text is "D:0 C:-1 …", pedals in the order of the file.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string pedals;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "pedal-tuning") return;
    if (!pedals.empty()) pedals += ' ';
    pedals += child.child_text("pedal-step");
    pedals += ':';
    pedals += child.child_text("pedal-alter");
  });
  ParamsOf().text(Param::text, pedals).into(out.mark);
  return !pedals.empty();
}

/// D C B left of the divider, E F G A right of it; flat = raised, sharp = lowered.
void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  constexpr GlyphId raised = 0xE680;  // centred and lowered follow
  constexpr GlyphId divider = 0xE683;
  const GlyphMetrics& glyphs = *context.glyphs;
  out.open(GroupClass::harp_pedals, context.vpd, context.extras);
  double x = 0.0;
  const auto put = [&](GlyphId id) {
    out.glyph(id, x, 0.0);
    x += glyphs.advance(id);
  };
  int count = 0;
  for (const std::string_view pedal : split(mark.parameters().text(Param::text), ' ')) {
    if (count++ == 3) put(divider);
    const std::size_t colon = pedal.find(':');
    const double alter = colon == std::string_view::npos ? 0.0 : decimal(pedal.substr(colon + 1), 0.0);
    put(raised + (alter < 0.0 ? 0U : alter > 0.0 ? 2U : 1U));
  }
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  std::string_view pedals = mark.parameters().text(Param::text);
  while (!pedals.empty()) {
    std::string_view pedal = next_part(pedals, ' ');
    out.open("pedal-tuning");
    out.child("pedal-step", next_part(pedal, ':'));
    out.child("pedal-alter", pedal);
    out.close();
  }
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "harp-pedals", .read = read},
}};

}  // namespace

const ElementFamily& harp_pedals_family() {
  static const ElementFamily family{
      .name = "harp_pedals",
      .summary = "Harp pedal diagrams",
      .rules = rules,
      .write = {.tag = "harp-pedals", .write = write},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 450.0F, .padding = 0.8F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
