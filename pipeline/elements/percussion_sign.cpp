// Percussion and playing signs: Param::type = tag, Param::kind = the instrument or stick inside, Param::text its value.
#include <algorithm>
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

constexpr GlyphId mute_off = 0xE617;

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::type, element.tag());
  std::string text(element.text());
  std::string inside;
  element.for_each_child([&](const SourceElement& child) {
    if (!inside.empty()) inside += ' ';
    inside += child.tag();
    if (child.tag() == "accordion-middle") inside += child.text();
    if (text.empty()) text = child.text();
    if (child.tag() == "stick") text = child.child_text("stick-type");
  });
  params.text(Param::kind, inside).text(Param::text, text);
  const std::string_view tag = element.tag();
  const bool off = element.attribute("type") == "off";
  const GlyphId glyph = tag == "damp"          ? 0xE638
                        : tag == "damp-all"    ? 0xE639
                        : tag == "eyeglasses"  ? 0xEC62
                        : tag == "string-mute" ? (off ? mute_off : 0xE616)
                                               : pictogram(inside, text);
  if (glyph != 0) params.whole(Param::glyph, static_cast<std::int64_t>(glyph));
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

/// A round sign with three rows of reeds; a dot for each stop that is drawn, up to three in the middle.
void paint_accordion(const SignContext& context, std::string_view stops, PaintBuilder& out) {
  constexpr double radius = 1.5, thin = 0.13, dot = 0.22;
  out.open(GroupClass::percussion_sign, context.vpd, context.extras);
  constexpr int sides = 24;
  const auto point = [](int k) {
    const double angle = 6.283185307179586 * k / sides;
    return Point{radius * std::cos(angle), radius + radius * std::sin(angle)};
  };
  for (int k = 0; k < sides; ++k) out.line(point(k), point(k + 1), thin);
  const double half = std::sqrt(radius * radius - 0.25);
  for (const double y : {radius - 0.5, radius + 0.5}) out.line({-half, y}, {half, y}, thin);
  const auto put = [&](double x, double y) {
    out.rect({x - dot, y - dot * 0.5, x + dot, y + dot * 0.5});
    out.rect({x - dot * 0.5, y - dot, x + dot * 0.5, y + dot});
  };
  for (const std::string_view stop : split(stops, ' ')) {
    if (stop == "accordion-high") put(0.0, radius + 0.98);
    if (stop == "accordion-low") put(0.0, radius - 0.98);
    if (!stop.starts_with("accordion-middle")) continue;
    const auto count = std::clamp<std::int64_t>(whole_number(stop.substr(16), 1), 1, 3);
    for (std::int64_t k = 0; k < count; ++k)
      put((static_cast<double>(k) - static_cast<double>(count - 1) / 2) * 0.75, radius);
  }
  out.close();
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  if (params.text(Param::type) == "accordion-registration") {
    paint_accordion(context, params.text(Param::kind), out);
    return;
  }
  const auto glyph = static_cast<GlyphId>(params.whole(Param::glyph));
  if (glyph != 0 && context.glyphs->has(glyph)) {
    paint_centred_glyph(context, GroupClass::percussion_sign, glyph, out);
    return;
  }
  std::string_view words = params.text(Param::text);
  if (words.empty()) words = params.text(Param::kind);
  if (words.empty()) words = params.text(Param::type);
  paint_words(context, GroupClass::percussion_sign, mark, words, {2.0, FontFace::italic}, TextAlign::start, out);
}

constexpr std::array<ImportRule, 6> rules{{
    {.parent = "direction-type", .tag = "percussion", .read = read},
    {.parent = "direction-type", .tag = "damp", .read = read},
    {.parent = "direction-type", .tag = "damp-all", .read = read},
    {.parent = "direction-type", .tag = "eyeglasses", .read = read},
    {.parent = "direction-type", .tag = "string-mute", .read = read},
    {.parent = "direction-type", .tag = "accordion-registration", .read = read},
}};

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  if (params.text(Param::type) == "string-mute") {
    out.attribute("type", params.whole(Param::glyph) == mute_off ? "off" : "on");
  }
  write_kind(mark, out);
}

}  // namespace

const ElementFamily& percussion_sign_family() {
  static const ElementFamily family{
      .name = "percussion_sign",
      .summary = "Pictograms of percussion, damping and other playing signs",
      .rules = rules,
      .write = {.style = text_style, .write = write},
      .rule = {.placing = Placing::outside, .align = AlignX::head_centre, .priority = 450.0F, .padding = 0.6F},
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
