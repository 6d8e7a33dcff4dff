#include "pipeline/systems/barline.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

constexpr double dot_width = 0.4;
constexpr GlyphId repeat_dot = 0xE044;

double lines_width(BarStyle style, const EngravingDefaults& font) {
  switch (style) {
    case BarStyle::none: return 0.0;
    case BarStyle::light_light: return 2 * font.thin_barline + font.barline_separation;
    case BarStyle::light_heavy:
    case BarStyle::heavy_light: return font.thin_barline + font.thick_barline + font.thin_thick_separation;
    case BarStyle::heavy: return font.thick_barline;
    case BarStyle::heavy_heavy: return 2 * font.thick_barline + font.barline_separation;
    default: return font.thin_barline;
  }
}

bool special(BarStyle style) noexcept { return style != BarStyle::automatic && style != BarStyle::regular; }

/// Style and repeats of one side over all staves: any repeat counts; the first special style wins.
struct Gathered {
  BarStyle style{BarStyle::automatic};
  bool forward{false};
  bool backward{false};
};

Gathered gather(const Context& context, std::uint32_t measure, bool left) {
  Gathered all;
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, measure)) continue;
    const Measure& m = context.measure(s, measure);
    const Barline& barline = left ? m.left : m.right;
    all.forward = all.forward || barline.repeat_forward;
    all.backward = all.backward || barline.repeat_backward;
    if (!special(all.style)) all.style = barline.style;
  }
  return all;
}

BarStyle combine(BarStyle right, BarStyle left, bool forward, bool backward) {
  if (forward && backward) return BarStyle::heavy_heavy;
  if (backward) return BarStyle::light_heavy;
  if (forward) return BarStyle::heavy_light;
  if (special(right)) return right;
  return special(left) ? left : BarStyle::regular;
}

}  // namespace

BoundaryBarline boundary(const Context& context, std::uint32_t measure, BoundaryPlace place) {
  const bool at_start = place == BoundaryPlace::line_start;
  if (place == BoundaryPlace::inside && context.swallowed(measure + 1)) {
    BoundaryBarline inside;  // a multi-measure rest has no barlines
    inside.style = BarStyle::none;
    inside.measure = measure;
    return inside;
  }
  Gathered right;
  Gathered left;
  if (!at_start) right = gather(context, measure, false);
  const std::uint32_t next = at_start ? measure : measure + 1;
  if (place != BoundaryPlace::line_end && next < context.measures) left = gather(context, next, true);
  BoundaryBarline barline;
  barline.measure = measure;
  barline.at_start = at_start;
  barline.dots_left = (right.backward || left.backward) && !at_start;
  barline.dots_right = left.forward || right.forward;
  barline.style = at_start ? (barline.dots_right ? BarStyle::heavy_light : BarStyle::none)
                           : combine(right.style, left.style, barline.dots_right, barline.dots_left);
  const double dots = dot_width + context.style.spacing.repeat_dot_gap;
  barline.width = lines_width(barline.style, context.glyphs->defaults()) + (barline.dots_left ? dots : 0.0) +
                  (barline.dots_right ? dots : 0.0);
  return barline;
}

namespace {

class BarlinePainter {
 public:
  BarlinePainter(double bottom, double top, const EngravingDefaults& font, PaintBuilder& out)
      : bottom_(bottom), top_(top), font_(font), out_(out) {}

  void paint(BarStyle style, double x) {
    const double thin = font_.thin_barline;
    const double thick = font_.thick_barline;
    switch (style) {
      case BarStyle::none: break;
      case BarStyle::light_light: pair(x, thin, thin, font_.barline_separation); break;
      case BarStyle::light_heavy: pair(x, thin, thick, font_.thin_thick_separation); break;
      case BarStyle::heavy_light: pair(x, thick, thin, font_.thin_thick_separation); break;
      case BarStyle::heavy_heavy: pair(x, thick, thick, font_.barline_separation); break;
      case BarStyle::heavy: line(x, thick); break;
      case BarStyle::dotted: dots(x); break;
      case BarStyle::dashed: broken(x, LineStyle::dashed, font_.dashed_barline_dash, font_.dashed_barline_gap); break;
      case BarStyle::tick: out_.rect({x, top_ - 0.5, x + thin, top_ + 0.5}); break;
      case BarStyle::short_: out_.rect({x, -1.0, x + thin, 1.0}); break;
      default: line(x, thin); break;
    }
  }

 private:
  void line(double x, double width) { out_.rect({x, bottom_, x + width, top_}); }
  void broken(double x, LineStyle style, double dash, double gap) {
    const double centre = x + font_.thin_barline / 2;
    out_.line({centre, bottom_}, {centre, top_}, font_.thin_barline, style, dash, gap);
  }
  /// Dots that can be told from the staff lines behind them: twice as wide as a line, on the lines and between them.
  void dots(double x) {
    constexpr double pitch = 0.5;
    const double centre = x + font_.thin_barline / 2;
    out_.line({centre, bottom_}, {centre, top_}, 2.0 * font_.thin_barline, LineStyle::dotted, 0.0, pitch);
  }
  void pair(double x, double first, double second, double gap) {
    line(x, first);
    line(x + first + gap, second);
  }
  double bottom_;
  double top_;
  const EngravingDefaults& font_;
  PaintBuilder& out_;
};

}  // namespace

void paint_barline(const BoundaryBarline& barline, double bottom, double top, bool dots, const Context& context,
                   PaintBuilder& out) {
  const double gap = context.style.spacing.repeat_dot_gap;
  double x = barline.x;
  const auto paint_dots = [&](double at) {
    if (!dots) return;
    out.open(GroupClass::repeat_dots);
    for (const double y : {0.5, -0.5}) out.glyph(repeat_dot, at, y);
    out.close();
  };
  if (barline.dots_left) {
    paint_dots(x);
    x += dot_width + gap;
  }
  const EngravingDefaults& font = context.glyphs->defaults();
  BarlinePainter(bottom, top, font, out).paint(barline.style, x);
  if (barline.dots_right) paint_dots(x + lines_width(barline.style, font) + gap);
}

}  // namespace burin::layout
