// Ornaments: Param::glyph, Param::type = tag; variant is the index in the table. An accidental_mark after one belongs
// to it.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static const GlyphSigns signs{
      {"trill-mark", 0xE566},
      {"turn", 0xE567},
      {"delayed-turn", 0xE567},
      {"inverted-turn", 0xE568},
      {"delayed-inverted-turn", 0xE568},
      {"vertical-turn", 0xE56A},
      {"inverted-vertical-turn", 0xE56B},
      {"shake", 0xE56E},
      {"inverted-mordent", 0xE56C},
      {"mordent", 0xE56D},
      {"schleifer", 0xE587},
      {"haydn", 0xE56F},
  };
  return signs.read(element, out);
}

bool read_mordent(const SourceElement& element, ReadMark& out) {
  if (!yes_no(element.attribute("long"), false)) return read(element, out);
  const char32_t glyph = element.tag() == "mordent" ? 0xE5BD : 0xE56E;
  ParamsOf params;
  params.whole(Param::glyph, static_cast<std::int64_t>(glyph)).text(Param::type, element.tag()).into(out.mark);
  out.mark.variant = element.tag() == "mordent" ? 9 : 8;
  return true;
}

constexpr GlyphId turn_with_slash = 0xE569;

bool read_turn(const SourceElement& element, ReadMark& out) {
  if (!read(element, out) || !yes_no(element.attribute("slash"), false)) return true;
  ParamsOf params;
  params.whole(Param::glyph, static_cast<std::int64_t>(turn_with_slash)).text(Param::type, element.tag());
  params.into(out.mark);
  return true;
}

bool read_other(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::type, "other-ornament").text(Param::text, element.text());
  params.text(Param::name, element.attribute("smufl")).into(out.mark);
  out.mark.variant = 12;
  return true;
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
  if (glyph != 0) {
    paint_centred_glyph(context, GroupClass::ornament, glyph, out);
  } else if (const GlyphId named = glyph_named(mark.parameters().text(Param::name)); context.glyphs->has(named)) {
    paint_centred_glyph(context, GroupClass::ornament, named, out);
  } else {
    const std::string_view words = mark.parameters().text(Param::text);
    paint_words(context, GroupClass::ornament, mark, words.empty() ? std::string_view("?") : words,
                {2.0, FontFace::italic}, TextAlign::middle, out);
  }
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  const std::string_view type = params.text(Param::type);
  const std::int64_t glyph = params.whole(Param::glyph);
  if ((type == "mordent" && glyph == 0xE5BD) || (type == "inverted-mordent" && glyph == 0xE56E)) {
    out.attribute("long", "yes");
  }
  if (static_cast<GlyphId>(glyph) == turn_with_slash) out.attribute("slash", "yes");
  if (mark.variant != 12) return;
  out.attribute("smufl", params.text(Param::name));
  out.text(params.text(Param::text));
}

constexpr std::array<ImportRule, 13> rules{{
    {.parent = "ornaments", .tag = "trill-mark", .read = read},
    {.parent = "ornaments", .tag = "turn", .read = read_turn},
    {.parent = "ornaments", .tag = "delayed-turn", .read = read_turn},
    {.parent = "ornaments", .tag = "inverted-turn", .read = read},
    {.parent = "ornaments", .tag = "delayed-inverted-turn", .read = read},
    {.parent = "ornaments", .tag = "vertical-turn", .read = read},
    {.parent = "ornaments", .tag = "inverted-vertical-turn", .read = read},
    {.parent = "ornaments", .tag = "shake", .read = read},
    {.parent = "ornaments", .tag = "inverted-mordent", .read = read_mordent},
    {.parent = "ornaments", .tag = "mordent", .read = read_mordent},
    {.parent = "ornaments", .tag = "schleifer", .read = read},
    {.parent = "ornaments", .tag = "haydn", .read = read},
    {.parent = "ornaments", .tag = "other-ornament", .read = read_other},
}};

}  // namespace

const ElementFamily& ornament_family() {
  static const ElementFamily family{
      .name = "ornament",
      .summary = "Trills, turns, mordents and their kin",
      .rules = rules,
      .write = {.write = write},
      .rule = {.placing = Placing::note, .priority = 150.0F, .padding = 0.45F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
