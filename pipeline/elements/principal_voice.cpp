// Hauptstimme and Nebenstimme: Param::type names the symbol, Param::text what is written.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::text, element.text()).text(Param::type, element.attribute("symbol")).into(out.mark);
  return out.mark.role != SpanRole::none;
}

/// The letter with its bracket, a closing bracket at the end; no line between.
void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  constexpr GlyphId main = 0xE860, second = 0xE861, begin = 0xE862, end = 0xE863;
  const Params& params = mark.parameters();
  const std::string_view symbol = params.text(Param::type);
  if (mark.role == SpanRole::stop) {
    if (symbol != "none") paint_centred_glyph(context, GroupClass::percussion_sign, end, out);
    return;
  }
  const GlyphId glyph = symbol == "Hauptstimme" ? main : symbol == "Nebenstimme" ? second : begin;
  if (symbol == "none") {
    paint_words(context, GroupClass::percussion_sign, mark, params.text(Param::text), {2.0, FontFace::roman},
                TextAlign::start, out);
  } else {
    paint_centred_glyph(context, GroupClass::percussion_sign, glyph, out);
  }
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::text, {}, ExportField::As::text},
    {Param::type, "symbol"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "principal-voice", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& principal_voice_family() {
  static const ElementFamily family{
      .name = "principal_voice",
      .summary = "Marks of principal and secondary voices",
      .rules = rules,
      .write = {.tag = "principal-voice", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 460.0F, .padding = 0.6F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
