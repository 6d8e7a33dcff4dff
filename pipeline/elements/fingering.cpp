// Fingerings: variant 0 = numbers, 1 = letters of the plucking hand.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  if (element.text().empty()) return false;
  ParamsOf params;
  params.text(Param::text, element.text());
  if (yes_no(element.attribute("substitution"), false)) params.whole(Param::parentheses, 1);
  params.into(out.mark);
  out.mark.variant = element.tag() == "pluck" ? 1 : 0;
  return true;
}

/// Digits have glyphs of their own (SMuFL fingering0 …), anything else is text.
void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const std::string_view text = mark.parameters().text(Param::text);
  constexpr double size = 1.6;  // of those that are words
  const double factor = text_factor(mark, size, context.sizes);
  out.open(GroupClass::fingering, context.vpd, context.extras);
  if (text.size() == 1 && text[0] >= '0' && text[0] <= '5' && context.glyphs->has(0xED10)) {
    const GlyphId glyph = 0xED10 + static_cast<GlyphId>(text[0] - '0');
    const Box& box = context.glyphs->box(glyph);
    out.glyph(glyph, -(box.left + box.right) / 2 * factor, 0.0, factor);
  } else {
    out.text(text, 0.0, 0.0, size * factor, FontFace::roman, TextAlign::middle);
  }
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
    {Param::parentheses, "substitution", ExportField::As::flag},
});

constexpr std::array<std::string_view, 2> tags{"fingering", "pluck"};

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "technical", .tag = "fingering", .on_note = true, .read = read},
    {.parent = "technical", .tag = "pluck", .on_note = true, .read = read},
}};

}  // namespace

const ElementFamily& fingering_family() {
  static const ElementFamily family{
      .name = "fingering",
      .summary = "Fingerings of the left and right hand",
      .rules = rules,
      .write = {.tags = tags, .fields = fields},
      .rule = {.placing = Placing::note, .priority = 100.0F, .padding = 0.3F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
