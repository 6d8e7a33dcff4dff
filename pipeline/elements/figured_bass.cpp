// Figured bass: Param::figures holds one line per figure, "prefix|number|suffix[|extend]", accidentals by name. A
// figure with "extend" goes on as a line.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string figures;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "figure") return;
    if (!figures.empty()) figures += '\n';
    figures += child.child_text("prefix");
    figures += '|';
    figures += child.child_text("figure-number");
    figures += '|';
    figures += child.child_text("suffix");
    if (child.has_child("extend")) figures += "|extend";
  });
  if (figures.empty()) return false;
  ParamsOf params;
  params.text(Param::figures, figures);
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  params.into(out.mark);
  return true;
}

constexpr double figure_size = 1.7;
constexpr double row_pitch = 1.6;

/// Accidentals of figures by their MusicXML names.
std::string_view sign_of(std::string_view name) {
  if (name == "sharp") return "♯";
  if (name == "flat") return "♭";
  if (name == "flat-flat") return "♭♭";
  if (name == "double-sharp" || name == "sharp-sharp") return "♯♯";
  if (name == "natural") return "♮";
  return name == "cross" || name == "plus" ? "+" : std::string_view();
}

/// Whether a suffix or prefix is a stroke through the number rather than a sign beside it: 1 rising, -1 falling, 2
/// upright.
int stroke_of(std::string_view name) {
  if (name == "slash") return 1;
  if (name == "back-slash" || name == "backslash") return -1;
  return name == "vertical" ? 2 : 0;
}

class FigurePainter {
 public:
  FigurePainter(const SignContext& context, PaintBuilder& out) : context_(context), out_(out) {}

  void figure(std::string_view line, double y) {
    const std::vector<std::string_view> part = split(line, '|');
    if (part.size() < 3) return;
    const std::string before(sign_of(part[0]));
    const std::string number(part[1]);
    const std::string after(sign_of(part[2]));
    const double width = measure(before + number + after);
    double x = paint_with_accidentals(context_, before, {-width / 2, y}, style, out_);
    const double left = x;
    x = paint_with_accidentals(context_, number, {x, y}, style, out_);
    for (const std::string_view name : {part[0], part[2]}) stroke(stroke_of(name), left, x, y);
    x = paint_with_accidentals(context_, after, {x, y}, style, out_);
    if (part.size() > 3) out_.line({x + 0.3, y + 0.55}, {x + 2.3, y + 0.55}, thin);
    right = std::max(right, x);
    widest = std::max(widest, width);
  }

  double right{0.0};
  double widest{0.0};

 private:
  static constexpr WordStyle style{figure_size, FontFace::roman};
  static constexpr double thin = 0.13;

  double measure(const std::string& text) const { return context_.text->measure(text, style.face, style.size).advance; }
  void stroke(int kind, double left, double right_edge, double y) {
    if (kind == 0) return;
    const double middle = (left + right_edge) / 2;
    if (kind == 2) return out_.line({middle, y - 0.1}, {middle, y + 1.3}, thin);
    const double low = kind > 0 ? y : y + 1.15;
    out_.line({left - 0.2, low}, {right_edge + 0.2, y + y + 1.15 - low}, thin);
  }

  const SignContext& context_;
  PaintBuilder& out_;
};

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  out.open(GroupClass::figured_bass, context.vpd, context.extras);
  FigurePainter painter(context, out);
  double y = 0.0;
  for (const std::string_view line : split(params.text(Param::figures), '\n')) {
    painter.figure(line, y);
    y -= row_pitch;
  }
  if (params.whole(Param::parentheses) != 0) {
    const double size = figure_size - y - row_pitch;
    const double bottom = y + row_pitch;
    out.text("(", -painter.widest / 2 - 0.2, bottom, size, FontFace::roman, TextAlign::end);
    out.text(")", std::max(painter.right, painter.widest / 2) + 0.2, bottom, size);
  }
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::parentheses, "parentheses", ExportField::As::flag},
});

void write_figure(std::string_view line, ElementOutput& out) {
  out.open("figure");
  out.child("prefix", next_part(line, '|'));
  out.child("figure-number", next_part(line, '|'));
  out.child("suffix", next_part(line, '|'));
  if (line == "extend") {
    out.open("extend");
    out.close();
  }
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  std::string_view figures = mark.parameters().text(Param::figures);
  while (!figures.empty()) write_figure(next_part(figures, '\n'), out);
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "measure", .tag = "figured-bass", .read = read},
}};

}  // namespace

const ElementFamily& figured_bass_family() {
  static const ElementFamily family{
      .name = "figured_bass",
      .summary = "Figured bass",
      .rules = rules,
      .write = {.tag = "figured-bass", .fields = fields, .write = write},
      .rule = {.placing = Placing::outside,
               .align = AlignX::head_centre,
               .side = Side::below,
               .priority = 25.0F,
               .padding = 0.6F,
               .row = true},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
