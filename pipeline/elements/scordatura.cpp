// Scordatura: Param::text has a line "string|step|alter|octave" per string.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string text;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "accord") return;
    if (!text.empty()) text += '\n';
    text += child.attribute("string");
    text += '|';
    text += child.child_text("tuning-step");
    text += '|';
    text += child.child_text("tuning-alter");
    text += '|';
    text += child.child_text("tuning-octave");
  });
  ParamsOf().text(Param::text, text).into(out.mark);
  return !text.empty();
}

/// One line a string, "4 = B♭", the lowest string at the bottom.
void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  constexpr WordStyle style{1.9, FontFace::roman};
  constexpr double line = 2.1;
  const auto strings = split(mark.parameters().text(Param::text), '\n');
  double y = 0.0;
  out.open(GroupClass::scordatura, context.vpd, context.extras);
  for (auto at = strings.rbegin(); at != strings.rend(); ++at) {
    const auto part = split(*at, '|');
    if (part.size() < 4) continue;
    const double alter = decimal(part[2], 0.0);
    std::string text(part[0]);
    text += " = ";
    text += part[1];
    text += alter < 0.0 ? "♭" : alter > 0.0 ? "♯" : "";
    paint_with_accidentals(context, text, {0.0, y}, style, out);
    y += line;
  }
  out.close();
}

void write(const Mark& mark, ElementOutput& out) {
  std::string_view strings = mark.parameters().text(Param::text);
  while (!strings.empty()) {
    std::string_view line = next_part(strings, '\n');
    out.open("accord");
    out.attribute("string", next_part(line, '|'));
    out.child("tuning-step", next_part(line, '|'));
    out.child("tuning-alter", next_part(line, '|'));
    out.child("tuning-octave", line);
    out.close();
  }
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "scordatura", .read = read},
}};

}  // namespace

const ElementFamily& scordatura_family() {
  static const ElementFamily family{
      .name = "scordatura",
      .summary = "Scordatura: tunings of strings",
      .rules = rules,
      .write = {.tag = "scordatura", .write = write},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 470.0F, .padding = 0.8F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
