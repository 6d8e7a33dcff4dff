// Figured bass: Param::figures holds one line per figure, "prefix|number|suffix[|extend]", accidentals by name.
#include <array>
#include <string>

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
  if (name == "cross" || name == "plus") return "+";
  return name == "slash" || name == "back-slash" ? "/" : std::string_view();
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  std::string_view figures = mark.parameters().text(Param::figures);
  out.open(GroupClass::figured_bass, context.vpd, context.extras);
  double y = 0.0;
  while (!figures.empty()) {
    const std::size_t end = figures.find('\n');
    const std::string_view line = figures.substr(0, end);
    const std::size_t a = line.find('|');
    const std::size_t b = line.find('|', a + 1);
    if (a != std::string_view::npos && b != std::string_view::npos) {
      std::string text(sign_of(line.substr(0, a)));
      text += line.substr(a + 1, b - a - 1);
      text += sign_of(line.substr(b + 1, line.find('|', b + 1) - b - 1));
      // centred by its text's width, which the signs of the music font keep nearly
      const double width = context.text->measure(text, FontFace::roman, figure_size).advance;
      paint_with_accidentals(context, text, {-width / 2, y}, {figure_size, FontFace::roman}, out);
    }
    y -= row_pitch;
    figures = end == std::string_view::npos ? std::string_view() : figures.substr(end + 1);
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
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
