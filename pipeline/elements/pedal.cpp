// Pedals: variant 0 start, 1 stop, 2 sostenuto, 3 change, 4 continue, 5 discontinue, 6 resume; Param::bracket 1 = line,
// Param::glyph = sign.
#include <algorithm>
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  static constexpr std::array<std::string_view, 7> types{"start",    "stop",        "sostenuto", "change",
                                                         "continue", "discontinue", "resume"};
  const std::string_view type = element.attribute("type");
  read_span(element, out);
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (types[i] == type) out.mark.variant = static_cast<std::uint16_t>(i);
  }
  if (type == "sostenuto") out.mark.role = SpanRole::start;
  if (type == "change" || type == "resume") out.mark.role = SpanRole::middle;
  if (type == "discontinue") out.mark.role = SpanRole::middle;
  const bool line = yes_no(element.attribute("line"), false);
  ParamsOf params;
  params.text(Param::type, type).whole(Param::bracket, line ? 1 : 0);
  if (yes_no(element.attribute("sign"), !line)) {
    const char32_t glyph = type == "sostenuto" ? 0xE659 : type == "stop" ? 0xE655 : 0xE650;
    params.whole(Param::glyph, static_cast<std::int64_t>(glyph));
  }
  if (yes_no(element.attribute("abbreviated"), false)) params.whole(Param::size, 1);
  params.into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr double hook = 1.0;
constexpr double notch = 0.5;  // half the width of a change
constexpr GlyphId star = 0xE655;

/// What comes after a change may have a colour of its own: a part of the same pedal.
class Parts {
 public:
  Parts(const SpanContext& context, PaintBuilder& out) : context_(context), out_(out) { turn(context.color); }
  ~Parts() { end(); }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  void turn(Color color) {
    if (color == 0) return;
    end();
    out_.open(GroupClass::pedal, context_.sign.vpd, extra_continuation).color = color;
    open_ = true;
  }

 private:
  void end() {
    if (open_) out_.close();
    open_ = false;
  }

  const SpanContext& context_;
  PaintBuilder& out_;
  bool open_{false};
};

/// A line with hooks; where the pedal is changed it rises to a point and comes down again (handbook §16.5).
void paint_line(const SpanContext& context, double from, bool sign, PaintBuilder& out) {
  const double thickness = context.sign.glyphs->defaults().pedal_line;
  double x = from;
  Parts parts(context, out);
  const auto level = [&](double to) {
    if (to > x) out.line({x, 0.0}, {to, 0.0}, thickness);
  };
  if (context.begins && context.follows) {
    out.line({0.0, hook}, {notch, 0.0}, thickness);
    x = notch;
  } else if (context.begins && !sign) {
    out.line({0.0, 0.0}, {0.0, hook}, thickness);
  }
  for (const auto& [change, color] : context.changes) {
    if (change - notch < x || change + notch > context.width) continue;
    level(change - notch);
    out.line({change - notch, 0.0}, {change, hook}, thickness);
    parts.turn(color);
    out.line({change, hook}, {change + notch, 0.0}, thickness);
    x = change + notch;
  }
  const bool rises = context.ends && context.followed && context.width - notch > x;
  level(context.width - (rises ? notch : 0.0));
  if (rises) out.line({context.width - notch, 0.0}, {context.width, hook}, thickness);
  if (context.ends && !context.followed) {
    out.line({context.width, -thickness / 2}, {context.width, hook}, thickness);
  }
}

/// Ped. again at each change, star at the end; a pedal that another one follows needs no star.
void paint_signs(const SpanContext& context, GlyphId sign, double from, PaintBuilder& out) {
  const GlyphMetrics& glyphs = *context.sign.glyphs;
  double x = from;
  Parts parts(context, out);
  const GlyphId again = sign != 0 ? sign : GlyphId{0xE650};
  for (const auto& [change, color] : context.changes) {
    if (change < x) continue;
    parts.turn(color);
    out.glyph(again, change, 0.0);
    x = change + glyphs.box(again).right + 0.3;
  }
  if (context.ends && !(context.followed && x > 0.0)) {
    out.glyph(star, std::max(x, context.width - glyphs.box(star).width()), 0.0);
  }
}

/// Signs (Ped. and star) or a line with hooks (handbook §16.5).
void paint_span(const SpanContext& context, const Mark& start, PaintBuilder& out) {
  const GlyphMetrics& glyphs = *context.sign.glyphs;
  const auto sign = static_cast<GlyphId>(start.parameters().whole(Param::glyph));
  out.open(GroupClass::pedal, context.sign.vpd, context.sign.extras);
  double x = 0.0;
  if (sign != 0 && context.begins) {
    out.glyph(sign, 0.0, 0.0);
    x = glyphs.box(sign).right + 0.3;
  }
  if (start.parameters().whole(Param::bracket) != 0) {
    paint_line(context, x, sign != 0, out);
  } else {
    paint_signs(context, sign, x, out);
  }
  out.close();
}

std::string_view type_of(const Mark& mark) { return mark.parameters().text(Param::type); }

void write(const Mark& mark, ElementOutput& out) {
  const Params& params = mark.parameters();
  const bool line = params.whole(Param::bracket) != 0;
  const bool sign = params.has(Param::glyph);
  out.attribute("line", line ? "yes" : "no");
  if (sign == line) out.attribute("sign", sign ? "yes" : "no");
  if (params.has(Param::size)) out.attribute("abbreviated", "yes");
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "pedal", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& pedal_family() {
  static const ElementFamily family{
      .name = "pedal",
      .summary = "Piano pedal signs and lines",
      .rules = rules,
      .write = {.tag = "pedal", .type = type_of, .write = write},
      .rule = {.placing = Placing::outside,
               .align = AlignX::head_left,
               .side = Side::below,
               .priority = 1000.0F,
               .padding = 0.7F,
               .row = true},
      .paint_span = paint_span,
  };
  return family;
}

}  // namespace burin::layout
