// Signs by SMuFL name in Param::name; other directions may have a text instead.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
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
  out.mark.variant = named ? 0 : element.tag() == "other-direction" ? 1 : 2;
  return out.mark.params != nullptr;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  std::string_view words = mark.parameters().text(Param::text);
  const GlyphId glyph = glyph_named(mark.parameters().text(Param::name));
  if (glyph != 0 && context.glyphs->has(glyph)) {
    // The words beside a name say what the sign is, for programs that don't know it.
    out.open(GroupClass::percussion_sign, context.vpd, context.extras);
    out.glyph(glyph, 0.0, 0.0);
    paint_enclosure(context, mark, context.glyphs->box(glyph), out);
    out.close();
    return;
  }
  if (words.empty()) words = mark.parameters().text(Param::name);
  paint_words(context, GroupClass::percussion_sign, mark, words, {2.0, FontFace::italic}, TextAlign::start, out);
}

constexpr std::array<std::string_view, 3> tags{"symbol", "other-direction", "other-notation"};

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  if (mark.variant != 0) out.attribute("smufl", params.text(Param::name));
  out.text(params.text(mark.variant != 0 ? Param::text : Param::name));
}

constexpr std::array<ImportRule, 3> rules{{
    {.parent = "direction-type", .tag = "symbol", .read = read},
    {.parent = "notations", .tag = "other-notation", .read = read},
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
