// Images: Param::name is the file that the score names. Nothing is ever fetched.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf().text(Param::name, element.attribute("source")).text(Param::type, element.attribute("type")).into(out.mark);
  return true;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::name, "source"},
    {Param::type, "type"},
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
  };
  return family;
}

}  // namespace burin::layout
