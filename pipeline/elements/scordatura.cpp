// Scordatura: Param::text has a line "string|step|alter|octave" per string.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

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

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "scordatura", .read = read},
}};

}  // namespace

const ElementFamily& scordatura_family() {
  static const ElementFamily family{
      .name = "scordatura",
      .summary = "Scordatura: tunings of strings",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
