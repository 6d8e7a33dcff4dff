// Fermatas: Param::glyph is the form above; the form below is the next code point.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view shape = element.text();
  const char32_t glyph = shape == "angled"          ? 0xE4C4
                         : shape == "double-angled" ? 0xE4C2
                         : shape == "square"        ? 0xE4C6
                         : shape == "double-square" ? 0xE4C8
                         : shape == "double-dot"    ? 0xE4CA
                         : shape == "half-curve"    ? 0xE4CC
                         : shape == "curlew"        ? 0xE4D6
                                                    : 0xE4C0;
  ParamsOf().whole(Param::glyph, static_cast<std::int64_t>(glyph)).text(Param::type, shape).into(out.mark);
  if (element.attribute("type") == "inverted") out.mark.side = Side::below;
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph, 0xE4C0));
  paint_centred_glyph(context, GroupClass::fermata, for_side(glyph, context), out);
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::type, {}, ExportField::As::text},
});

void write(const Mark& mark, ElementOutput& out) {
  if (mark.side == Side::below) out.attribute("type", "inverted");
  if (mark.side == Side::above) out.attribute("placement", "above");
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "notations", .tag = "fermata", .read = read},
    {.parent = "barline", .tag = "fermata", .read = read},
}};

}  // namespace

const ElementFamily& fermata_family() {
  static const ElementFamily family{
      .name = "fermata",
      .summary = "Fermatas on notes, rests and barlines",
      .rules = rules,
      .write = {.tag = "fermata", .fields = fields, .own_side = true, .write = write},
      .rule = {.placing = Placing::note, .priority = 175.0F, .padding = 0.5F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
