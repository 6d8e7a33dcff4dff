// Signs by SMuFL name in Param::name; other directions may have a text instead.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  const bool named = element.tag() == "symbol";
  params.text(Param::name, named ? element.text() : element.attribute("smufl"));
  params.text(Param::text, named ? std::string_view() : element.text());
  read_text_style(element, params);
  params.into(out.mark);
  out.mark.variant = named ? 0 : 1;
  return out.mark.params != nullptr;
}

/// Signs by their SMuFL names, of those that scores write as free symbols.
GlyphId glyph_of(std::string_view name) {
  struct Named {
    std::string_view name;
    GlyphId glyph;
  };
  static constexpr auto known = std::to_array<Named>({
      {"segno", 0xE047},
      {"coda", 0xE048},
      {"gClef", 0xE050},
      {"cClef", 0xE05C},
      {"fClef", 0xE062},
      {"timeSigCommon", 0xE08A},
      {"timeSigCutCommon", 0xE08B},
      {"accidentalFlat", 0xE260},
      {"accidentalNatural", 0xE261},
      {"accidentalSharp", 0xE262},
      {"ornamentTrill", 0xE566},
      {"ornamentTurn", 0xE567},
      {"ornamentMordent", 0xE56D},
      {"dynamicPiano", 0xE520},
      {"dynamicForte", 0xE522},
      {"dynamicMP", 0xE52C},
      {"dynamicMF", 0xE52D},
      {"dynamicPF", 0xE52E},
      {"dynamicPForte", 0xE52E},
      {"dynamicPP", 0xE52B},
      {"dynamicFF", 0xE52F},
      {"fermataAbove", 0xE4C0},
      {"fermataBelow", 0xE4C1},
      {"breathMarkComma", 0xE4CE},
      {"caesura", 0xE4D1},
      {"stringsUpBow", 0xE612},
      {"stringsDownBow", 0xE610},
      {"keyboardPedalPed", 0xE650},
      {"keyboardPedalUp", 0xE655},
  });
  for (const Named& one : known) {
    if (one.name == name) return one.glyph;
  }
  return 0;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  std::string_view words = mark.parameters().text(Param::text);
  const GlyphId glyph = glyph_of(mark.parameters().text(Param::name));
  if (words.empty() && glyph != 0 && context.glyphs->has(glyph)) {
    out.open(GroupClass::percussion_sign, context.vpd, context.extras);
    out.glyph(glyph, 0.0, 0.0);
    out.close();
    return;
  }
  if (words.empty()) words = mark.parameters().text(Param::name);
  paint_words(context, GroupClass::percussion_sign, mark, words, {2.0, FontFace::italic}, TextAlign::start, out);
}

constexpr std::array<std::string_view, 2> tags{"symbol", "other-direction"};

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  if (mark.variant == 1) out.attribute("smufl", params.text(Param::name));
  out.text(params.text(mark.variant == 1 ? Param::text : Param::name));
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "direction-type", .tag = "symbol", .read = read},
    {.parent = "direction-type", .tag = "other-direction", .read = read},
}};

}  // namespace

const ElementFamily& symbol_family() {
  static const ElementFamily family{
      .name = "symbol",
      .summary = "Single signs named by their glyph",
      .rules = rules,
      .write = {.tags = tags, .style = text_style, .write = write},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 450.0F, .padding = 0.5F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
