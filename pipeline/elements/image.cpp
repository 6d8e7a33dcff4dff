// Images: Param::name is the file that the score names. Nothing is ever fetched: a box says where it would stand.
#include <algorithm>
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  params.text(Param::name, element.attribute("source")).text(Param::type, element.attribute("type"));
  params.number(Param::size, element.attribute("width")).number(Param::spread, element.attribute("height"));
  params.into(out.mark);
  return true;
}

/// Tenths of a staff space, limited to what a page holds.
double length(const Params& params, Param name, double otherwise) {
  return std::clamp(params.real(name, otherwise * 10.0) / 10.0, 1.0, 60.0);
}

void paint(const SignContext& context, const Mark& mark, PaintBuilder& out) {
  const Params& params = mark.parameters();
  const double thickness = context.glyphs->defaults().text_enclosure;
  const Box box{0.0, 0.0, length(params, Param::size, 8.0), length(params, Param::spread, 5.0)};
  out.open(GroupClass::percussion_sign, context.vpd, context.extras);
  paint_frame(box, thickness, out);
  out.line({box.left, box.bottom}, {box.right, box.top}, thickness / 2);
  out.line({box.left, box.top}, {box.right, box.bottom}, thickness / 2);
  out.close();
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::name, "source"},
    {Param::type, "type"},
    {Param::spread, "height"},
    {Param::size, "width"},
});

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "image", .read = read},
}};

}  // namespace

const ElementFamily& image_family() {
  static const ElementFamily family{
      .name = "image",
      .summary = "Images by reference",
      .rules = rules,
      .write = {.tag = "image", .fields = fields},
      .rule = {.placing = Placing::outside, .align = AlignX::head_left, .priority = 480.0F, .padding = 0.8F},
      .sizes_itself = true,
      .paint = paint,
  };
  return family;
}

}  // namespace burin::layout
