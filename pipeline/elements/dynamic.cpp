// Dynamics: variant 0 has Param::glyph (and its letters in Param::text), variant 1 only Param::text (any words).
#include <array>
#include <string>

#include "pipeline/elements/dynamic_letters.hpp"
#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static const GlyphSigns signs{
      {"p", 0xE520, "p"},       {"pp", 0xE52B, "pp"},       {"ppp", 0xE52A, "ppp"},
      {"pppp", 0xE529, "pppp"}, {"ppppp", 0xE528, "ppppp"}, {"pppppp", 0xE527, "pppppp"},
      {"f", 0xE522, "f"},       {"ff", 0xE52F, "ff"},       {"fff", 0xE530, "fff"},
      {"ffff", 0xE531, "ffff"}, {"fffff", 0xE532, "fffff"}, {"ffffff", 0xE533, "ffffff"},
      {"mp", 0xE52C, "mp"},     {"mf", 0xE52D, "mf"},       {"sf", 0xE536, "sf"},
      {"sfp", 0xE537, "sfp"},   {"sfpp", 0xE538, "sfpp"},   {"fp", 0xE534, "fp"},
      {"rf", 0xE53C, "rf"},     {"rfz", 0xE53D, "rfz"},     {"sfz", 0xE539, "sfz"},
      {"sffz", 0xE53B, "sffz"}, {"fz", 0xE535, "fz"},       {"n", 0xE526, "n"},
      {"pf", 0xE52E, "pf"},     {"sfzp", 0xE53A, "sfzp"},   {"r", 0xE523, "r"},
      {"s", 0xE524, "s"},       {"z", 0xE525, "z"},         {"m", 0xE521, "m"},
  };
  if (signs.read(element, out)) {
    out.mark.variant = 0;
    return true;
  }
  if (element.text().empty()) return false;
  ParamsOf params;
  params.text(Param::text, spelt(element.text())).text(Param::type, element.tag());
  params.text(Param::name, element.attribute("smufl")).into(out.mark);
  out.mark.variant = 1;
  return true;
}

constexpr double word_size = 2.2;
/// Letters of dynamics in other words ("sempre pp") keep their glyphs when the whole text consists of them.
void paint_letters_only(const SignContext& context, std::string_view text, PaintBuilder& out) {
  out.open(GroupClass::dynamic, context.vpd, context.extras);
  paint_letters(text, -width_of_letters(text, *context.glyphs) / 2, *context.glyphs, out);
  out.close();
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const GlyphId named = glyph_named(mark.parameters().text(Param::name));
  const GlyphId glyph = named != 0 ? named : static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
  const std::string_view text = mark.parameters().text(Param::text);
  if (glyph != 0 && context.glyphs->has(glyph)) {
    const Box& box = context.glyphs->box(glyph);
    const Point centre = context.glyphs->anchor(glyph, Anchor::optical_center, {(box.left + box.right) / 2, 0.0});
    out.open(GroupClass::dynamic, context.vpd, context.extras);
    out.glyph(glyph, -centre.x, 0.0);
    out.close();
  } else if (only_letters(text)) {
    paint_letters_only(context, text, out);
  } else {
    const double half = context.text->measure(text.substr(0, 1), FontFace::italic, word_size).advance;
    out.open(GroupClass::dynamic, context.vpd, context.extras);
    out.text(text, -half, 0.0, word_size, FontFace::italic);
    out.close();
  }
}

void write(const Mark& mark, ElementOutput& out) {
  if (mark.variant != 1) return;
  out.attribute("smufl", mark.parameters().text(Param::name));
  out.text(mark.parameters().text(Param::text));
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "dynamics", .tag = "", .read = read},
}};

}  // namespace

const ElementFamily& dynamic_family() {
  static const ElementFamily family{
      .name = "dynamic",
      .summary = "Dynamics: letters as glyphs, other words as text",
      .rules = rules,
      .write = {.write = write},
      .rule = {.placing = Placing::dynamics, .side = Side::below, .priority = 250.0F, .padding = 0.6F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
