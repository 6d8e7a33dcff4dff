// Breath marks (variant 0) and caesuras (variant 1); they stand after their note, caesuras through the top line of the
// staff (Gould; the handbook does not say).
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view form = element.text();
  char32_t glyph = 0xE4CE;
  if (element.tag() == "caesura") {
    out.mark.variant = 1;
    glyph = form == "thick"    ? 0xE4D2
            : form == "short"  ? 0xE4D3
            : form == "curved" ? 0xE4D4
            : form == "single" ? 0xE4D7
                               : 0xE4D1;
  } else {
    glyph = form == "tick" ? 0xE4CF : form == "upbow" ? 0xE4D0 : form == "salzedo" ? 0xE4D5 : 0xE4CE;
  }
  ParamsOf().whole(Param::glyph, static_cast<std::int64_t>(glyph)).text(Param::type, form).into(out.mark);
  return true;
}

constexpr std::uint16_t caesura = 1;

/// A caesura stands behind its note and takes its room there; a breath mark over the staff needs none.
void refine(const Mark& mark, SignRule& rule) {
  if (mark.variant == caesura) rule.placing = Placing::beside;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph, 0xE4CE));
  if (context.glyphs->box(glyph).empty()) return;
  out.open(GroupClass::breath_mark, context.vpd, context.extras);
  out.glyph(glyph, context.head_width / 2 + 0.6, 0.0);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::type, {}, ExportField::As::text},
});

constexpr std::array<std::string_view, 2> tags{"breath-mark", "caesura"};

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "articulations", .tag = "breath-mark", .read = read},
    {.parent = "articulations", .tag = "caesura", .read = read},
}};

}  // namespace

const ElementFamily& breath_mark_family() {
  static const ElementFamily family{
      .name = "breath_mark",
      .summary = "Breath marks and caesuras",
      .rules = rules,
      .write = {.tags = tags, .fields = fields},
      .rule = {.placing = Placing::note, .priority = 160.0F, .padding = 0.2F},
      .refine = refine,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
