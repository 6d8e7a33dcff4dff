// Technical signs: Param::type = tag; glyph, or text when there is none.
#include <array>
#include <cmath>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/pictograms.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static const GlyphSigns signs{
      {"up-bow", 0xE612},         {"down-bow", 0xE610},      {"harmonic", 0xE614},      {"open-string", 0xE614},
      {"thumb-position", 0xE624}, {"double-tongue", 0xE5F0}, {"triple-tongue", 0xE5F2}, {"stopped", 0xE5E5},
      {"snap-pizzicato", 0xE631}, {"heel", 0xE661},          {"toe", 0xE664},           {"fingernails", 0xE636},
      {"brass-bend", 0xE5E3},     {"flip", 0xE5E1},          {"smear", 0xE5E2},         {"open", 0xE5E7},
      {"half-muted", 0xE5E6},     {"golpe", 0xE842},
  };
  return signs.read(element, out);
}

constexpr std::uint16_t after_glyphs = 18;

/// Signs that are texts or take their form from what is inside.
bool read_text(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::type, element.tag()).text(Param::text, element.text());
  params.text(Param::name, element.attribute("smufl")).text(Param::line_type, element.attribute("shape"));
  params.text(Param::orientation, element.attribute("hand"));
  element.for_each_child([&](const SourceElement& child) {
    params.text(Param::kind, child.tag());
    const bool beside_bend = element.tag() == "bend" && child.tag() != "bend-alter";
    if (element.text().empty() && !beside_bend) params.text(Param::text, child.text());
  });
  params.into(out.mark);
  out.mark.variant = after_glyphs;
  return true;
}

/// hammer-on and pull-off: a letter and a slur between two notes.
bool read_pair(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  ParamsOf().text(Param::type, element.tag()).text(Param::text, element.text()).into(out.mark);
  out.mark.variant = after_glyphs + 1;
  return true;
}

/// How far a bend goes, in words of guitarists: whole steps and fractions of them.
std::string bend_text(double semitones) {
  const int quarters = static_cast<int>(std::lround(std::abs(semitones) * 2.0));
  static constexpr std::array<std::string_view, 4> fractions{"", "¼", "½", "¾"};
  if (quarters == 4) return "full";
  std::string text = quarters >= 4 ? std::to_string(quarters / 4) : std::string();
  return text += fractions[static_cast<std::size_t>(quarters % 4)];
}

/// An arrow with the bend's size over it: it leaves the number to the right and turns upwards; straight up where the
/// string is bent before it is played, turning down where it is let back, which needs no size. An angled one is a
/// slanted line.
void paint_bend(const SignContext& context, double semitones, std::string_view kind, bool angled, PaintBuilder& out) {
  constexpr double height = 2.0, thin = 0.13, far = 1.0, turn = 0.6, head = 0.6;
  const bool straight = kind == "pre-bend";
  const bool back = kind == "release";
  const double x = straight ? 0.0 : far;
  const double up = back ? -1.0 : 1.0;
  const double from = back ? height : 0.0;
  const double tip = back ? 0.0 : height;
  const double neck = tip - up * (head - 0.1);
  out.open(GroupClass::technical, context.vpd, context.extras);
  if (straight || angled) {
    out.line({straight ? x : 0.0, from}, {x, neck}, thin);
  } else {
    const auto edge = [&](double aside) {
      return std::array<Point, 4>{Point{0.0, from - aside * up}, Point{x * turn + aside, from - aside * up},
                                  Point{x + aside, from + (neck - from) * (1.0 - turn)}, Point{x + aside, neck}};
    };
    out.curve(edge(thin / 2), edge(-thin / 2), 0.0);
  }
  out.polygon({{x - head / 2, tip - up * head}, {x + head / 2, tip - up * head}, {x, tip}});
  if (!back) out.text(bend_text(semitones), x, height + 0.2, 1.5, FontFace::roman, TextAlign::middle);
  out.close();
}

/// What a sign without a glyph of its own is written as.
std::string_view written_as(std::string_view type, std::string_view text) {
  if (!text.empty()) return text;
  if (type == "hammer-on") return "H";
  if (type == "pull-off") return "P";
  if (type == "tap") return "T";
  return type;
}

/// Numbers of strings stand in circles, holes are circles, arrows point where they say.
GlyphId glyph_of(std::string_view type, std::string_view text, std::string_view name) {
  constexpr GlyphId string_0 = 0xE833;
  if (type == "string" && text.size() == 1 && text[0] >= '0' && text[0] <= '9') {
    return string_0 + static_cast<GlyphId>(text[0] - '0');
  }
  if (type == "hole") return text == "yes" ? 0xE5F4 : text == "half" ? 0xE5F6 : 0xE5F9;
  if (type == "harmon-mute") return text == "yes" ? 0xE5E8 : text == "half" ? 0xE5E9 : 0xE5EB;
  if (type == "handbell") return pictogram("handbell", text);
  if (type == "arrow") {
    if (const GlyphId own = glyph_named(name); own != 0) return own;
    static constexpr std::array<std::string_view, 8> directions{"up",   "northeast", "right", "southeast",
                                                                "down", "southwest", "left",  "northwest"};
    for (std::size_t i = 0; i < directions.size(); ++i) {
      if (directions[i] == text) return 0xEB60 + static_cast<GlyphId>(i);
    }
  }
  return glyph_named(name);
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  if (mark.role == SpanRole::stop) return;
  const std::string_view type = mark.parameters().text(Param::type);
  if (context.on_tab && type == "string") return;  // its line says it
  if (type == "bend") {
    const Params& params = mark.parameters();
    return paint_bend(context, decimal(params.text(Param::text), 2.0), params.text(Param::kind),
                      params.text(Param::line_type) == "angled", out);
  }
  const std::string_view hand = mark.parameters().text(Param::orientation);
  if (type == "tap" && !hand.empty()) {
    constexpr GlyphId left_tapping = 0xE840;  // the right hand's follows
    return paint_centred_glyph(context, GroupClass::technical, left_tapping + (hand == "right" ? 1U : 0U), out);
  }
  const GlyphId named = glyph_of(type, mark.parameters().text(Param::text), mark.parameters().text(Param::name));
  if (named != 0 && context.glyphs->has(named)) {
    paint_centred_glyph(context, GroupClass::technical, named, out);
    return;
  }
  const auto glyph = static_cast<GlyphId>(mark.parameters().whole(Param::glyph));
  if (glyph != 0 && context.glyphs->has(glyph)) {
    paint_centred_glyph(context, GroupClass::technical, glyph, out);
    return;
  }
  paint_words(context, GroupClass::technical, mark, written_as(type, mark.parameters().text(Param::text)),
              {1.8, FontFace::roman}, TextAlign::middle, out);
}

/// How far, then what else it is (pre-bend, release): only the first has content.
void write_bend(const Params& params, ElementOutput& out) {
  out.open("bend-alter");
  out.text(params.text(Param::text));
  out.close();
  const std::string_view kind = params.text(Param::kind);
  if (kind.empty() || kind == "bend-alter") return;
  out.open(kind);
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  if (mark.variant < after_glyphs) return;
  out.attribute("smufl", params.text(Param::name));
  out.attribute("shape", params.text(Param::line_type));
  out.attribute("hand", params.text(Param::orientation));
  if (params.text(Param::type) == "bend") return write_bend(params, out);
  write_kind(mark, out);
}

constexpr std::array<ImportRule, 28> rules{{
    {.parent = "technical", .tag = "up-bow", .read = read},
    {.parent = "technical", .tag = "down-bow", .read = read},
    {.parent = "technical", .tag = "harmonic", .read = read},
    {.parent = "technical", .tag = "open-string", .read = read},
    {.parent = "technical", .tag = "thumb-position", .read = read},
    {.parent = "technical", .tag = "double-tongue", .read = read},
    {.parent = "technical", .tag = "triple-tongue", .read = read},
    {.parent = "technical", .tag = "stopped", .read = read},
    {.parent = "technical", .tag = "snap-pizzicato", .read = read},
    {.parent = "technical", .tag = "heel", .read = read},
    {.parent = "technical", .tag = "toe", .read = read},
    {.parent = "technical", .tag = "fingernails", .read = read},
    {.parent = "technical", .tag = "brass-bend", .read = read},
    {.parent = "technical", .tag = "flip", .read = read},
    {.parent = "technical", .tag = "smear", .read = read},
    {.parent = "technical", .tag = "open", .read = read},
    {.parent = "technical", .tag = "half-muted", .read = read},
    {.parent = "technical", .tag = "golpe", .read = read},
    {.parent = "technical", .tag = "string", .on_note = true, .read = read_text},
    {.parent = "technical", .tag = "bend", .read = read_text},
    {.parent = "technical", .tag = "tap", .read = read_text},
    {.parent = "technical", .tag = "hole", .read = read_text},
    {.parent = "technical", .tag = "arrow", .read = read_text},
    {.parent = "technical", .tag = "handbell", .read = read_text},
    {.parent = "technical", .tag = "harmon-mute", .read = read_text},
    {.parent = "technical", .tag = "other-technical", .read = read_text},
    {.parent = "technical", .tag = "hammer-on", .pairing = Pairing::number, .on_note = true, .read = read_pair},
    {.parent = "technical", .tag = "pull-off", .pairing = Pairing::number, .on_note = true, .read = read_pair},
}};

}  // namespace

const ElementFamily& technical_family() {
  static const ElementFamily family{
      .name = "technical",
      .summary = "Bowing, harmonics, strings and other playing techniques",
      .rules = rules,
      .write = {.write = write},
      .rule = {.placing = Placing::note, .priority = 180.0F, .padding = 0.4F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
