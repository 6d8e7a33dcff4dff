// Articulations: Param::glyph is the form above, Param::type the tag; variant is the index in the table below. Bends of
// jazz may have their length in Param::size, their shape in Param::orientation and their line in Param::line_type.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static const GlyphSigns signs{
      {"accent", 0xE4A0},   {"strong-accent", 0xE4AC},   {"staccato", 0xE4A2},
      {"tenuto", 0xE4A4},   {"detached-legato", 0xE4B2}, {"staccatissimo", 0xE4A6},
      {"spiccato", 0xE4A8}, {"scoop", 0xE5D0},           {"plop", 0xE5E0},
      {"doit", 0xE5D5},     {"falloff", 0xE5DA},         {"stress", 0xE4B6},
      {"unstress", 0xE4B8}, {"soft-accent", 0xED40},
  };
  if (!signs.read(element, out)) return false;
  if (element.attribute("type") == "down") out.mark.side = Side::below;
  return true;
}

/// A doit that is straight is a lift, a fall on a wavy line a rough one; both have three lengths.
GlyphId bend_glyph(std::string_view tag, std::string_view length, std::string_view shape, std::string_view line) {
  constexpr GlyphId lift = 0xE5D1, doit = 0xE5D4, fall = 0xE5DA, rough_fall = 0xE5DD;
  const bool up = tag == "doit";
  const GlyphId size = length == "short" ? 0 : length == "medium" ? 1 : length == "long" ? 2 : up ? 1 : 0;
  if (up) return (shape == "straight" ? lift : doit) + size;
  return (line == "wavy" ? rough_fall : fall) + size;
}

/// Bends out of a note: doit and falloff.
bool read_bend(const SourceElement& element, ReadMark& out) {
  const std::string_view length = element.attribute("line-length"), shape = element.attribute("line-shape");
  const std::string_view line = element.attribute("line-type");
  if (!read(element, out)) return false;
  if (length.empty() && shape.empty() && line.empty()) return true;
  const GlyphId glyph = bend_glyph(element.tag(), length, shape, line);
  ParamsOf params;
  params.text(Param::type, element.tag()).whole(Param::glyph, static_cast<std::int64_t>(glyph));
  params.text(Param::size, length).text(Param::orientation, shape).text(Param::line_type, line).into(out.mark);
  return true;
}

bool read_other(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::type, "other-articulation").text(Param::text, element.text());
  params.text(Param::name, element.attribute("smufl")).into(out.mark);
  out.mark.variant = 14;
  return true;
}

/// Signs of jazz that bend into a note or out of it.
bool beside(std::string_view type) noexcept {
  return type == "scoop" || type == "plop" || type == "doit" || type == "falloff";
}

/// Origin at the edge of the head, in its middle: the bend begins or ends there, whichever is nearer.
void paint_beside(const SignContext& context, std::string_view type, GlyphId glyph, PaintBuilder& out) {
  const Box box = context.glyphs->box(glyph).scaled(context.scale);
  const bool before = type == "scoop" || type == "plop";
  const bool hangs = type == "scoop" || type == "falloff";
  out.open(GroupClass::articulation, context.vpd, context.extras);
  out.glyph(glyph, before ? -box.right : -box.left, (hangs ? 0.25 - box.top : -0.25 - box.bottom), context.scale);
  out.close();
}

/// Staccato, tenuto and staccatissimo stand at the head, inside slurs; accents and the like outside (handbook §15.1,
/// §15.3).
void refine(const Mark& mark, SignRule& rule) {
  const std::string_view type = mark.parameters().text(Param::type);
  const bool small = type == "staccato" || type == "tenuto";
  if (beside(type)) {
    rule.placing = Placing::beside;
    rule.before = type == "scoop" || type == "plop";
  } else if (small || type == "staccatissimo" || type == "spiccato" || type == "detached-legato") {
    rule.placing = Placing::near_note;
    rule.in_staff = small || type == "detached-legato";
    rule.priority = type == "tenuto" ? -50.0F : -100.0F;
    rule.padding = 0.35F;
  } else if (type == "strong-accent" || type == "stress" || type == "unstress") {
    rule.follows_stem = false;
  }
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
  if (glyph == 0) {
    const GlyphId named = glyph_named(mark.parameters().text(Param::name));
    if (context.glyphs->has(named)) {
      return paint_centred_glyph(context, GroupClass::articulation, for_side(named, context), out);
    }
    const std::string_view words = mark.parameters().text(Param::text);
    paint_words(context, GroupClass::articulation, mark, words.empty() ? std::string_view("?") : words,
                {2.0, FontFace::italic}, TextAlign::middle, out);
    return;
  }
  const std::string_view type = mark.parameters().text(Param::type);
  if (beside(type)) return paint_beside(context, type, glyph, out);
  paint_centred_glyph(context, GroupClass::articulation, for_side(glyph, context), out);
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  if (params.text(Param::type) == "strong-accent" && mark.side == Side::below) out.attribute("type", "down");
  out.attribute("line-shape", params.text(Param::orientation));
  out.attribute("line-type", params.text(Param::line_type));
  out.attribute("line-length", params.text(Param::size));
  if (mark.variant != 14) return;
  out.attribute("smufl", params.text(Param::name));
  out.text(params.text(Param::text));
}

constexpr std::array<ImportRule, 15> rules{{
    {.parent = "articulations", .tag = "accent", .read = read},
    {.parent = "articulations", .tag = "strong-accent", .read = read},
    {.parent = "articulations", .tag = "staccato", .read = read},
    {.parent = "articulations", .tag = "tenuto", .read = read},
    {.parent = "articulations", .tag = "detached-legato", .read = read},
    {.parent = "articulations", .tag = "staccatissimo", .read = read},
    {.parent = "articulations", .tag = "spiccato", .read = read},
    {.parent = "articulations", .tag = "scoop", .read = read},
    {.parent = "articulations", .tag = "plop", .read = read},
    {.parent = "articulations", .tag = "doit", .read = read_bend},
    {.parent = "articulations", .tag = "falloff", .read = read_bend},
    {.parent = "articulations", .tag = "stress", .read = read},
    {.parent = "articulations", .tag = "unstress", .read = read},
    {.parent = "articulations", .tag = "soft-accent", .read = read},
    {.parent = "articulations", .tag = "other-articulation", .read = read_other},
}};

}  // namespace

const ElementFamily& articulation_family() {
  static const ElementFamily family{
      .name = "articulation",
      .summary = "Accents, staccatos, tenutos and their kin",
      .rules = rules,
      .write = {.write = write},
      .rule = {.placing = Placing::note, .priority = 0.0F, .padding = 0.4F, .follows_stem = true},
      .refine = refine,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
