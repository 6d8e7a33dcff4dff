// Accidental marks. Inside <ornaments> one belongs to the ornament before it in the list of marks.
#include <array>

#include "core/piece/accidental_names.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const AccidentalSign sign = accidental_sign(element.text());
  if (sign == 0) return false;
  ParamsOf params;
  params.whole(Param::glyph, static_cast<std::int64_t>(sign)).text(Param::type, element.text());
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  if (yes_no(element.attribute("bracket"), false)) params.whole(Param::bracket, 1);
  params.text(Param::size, element.attribute("size")).text(Param::name, element.attribute("smufl"));
  params.into(out.mark);
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const GlyphId named = glyph_named(mark.parameters().text(Param::name));
  const bool has_named = named != 0 && context.glyphs->has(named);
  const GlyphId glyph = has_named ? named : static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
  const Box& box = context.glyphs->box(glyph);
  if (box.empty()) return;
  const std::string_view wanted = mark.parameters().text(Param::size);
  const double size = wanted == "large" || wanted == "full" ? 1.0 : 0.65;
  // Part of the ornament that it stands on: a further piece, not counted as an ornament of its own.
  out.open(GroupClass::ornament, context.vpd, static_cast<std::uint8_t>(context.extras | extra_continuation));
  const bool bracket = mark.parameters().has(Param::bracket);
  if (bracket || mark.parameters().has(Param::parentheses)) {
    const GlyphId left = bracket ? 0xE26C : 0xE26A;
    out.glyph(left, -box.width() * size / 2 - 0.35, 0.0, size);
    out.glyph(left + 1, box.width() * size / 2 + 0.08, 0.0, size);
  }
  out.glyph(glyph, -(box.left + box.right) / 2 * size, 0.0, size);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::type, {}, ExportField::As::text},
    {Param::parentheses, "parentheses", ExportField::As::flag},
    {Param::bracket, "bracket", ExportField::As::flag},
    {Param::size, "size"},
    {Param::name, "smufl"},
});

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "notations", .tag = "accidental-mark", .read = read},
    {.parent = "ornaments", .tag = "accidental-mark", .read = read},
}};

}  // namespace

const ElementFamily& accidental_mark_family() {
  static const ElementFamily family{
      .name = "accidental_mark",
      .summary = "Accidentals above and below notes and ornaments",
      .rules = rules,
      .write = {.tag = "accidental-mark", .fields = fields},
      .rule = {.placing = Placing::note, .priority = 151.0F, .padding = 0.25F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
