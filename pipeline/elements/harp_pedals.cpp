// Harp pedals: Param::text is "D:0 C:-1 …", pedals in the order of the file.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"
#include "pipeline/elements/write_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::string pedals;
  element.for_each_child([&](const SourceElement& child) {
    if (child.tag() != "pedal-tuning") return;
    if (!pedals.empty()) pedals += ' ';
    pedals += child.child_text("pedal-step");
    pedals += ':';
    pedals += child.child_text("pedal-alter");
  });
  ParamsOf().text(Param::text, pedals).into(out.mark);
  return !pedals.empty();
}

void write(const Mark& mark, ElementOutput& out) {
  std::string_view pedals = mark.parameters().text(Param::text);
  while (!pedals.empty()) {
    std::string_view pedal = next_part(pedals, ' ');
    out.open("pedal-tuning");
    out.child("pedal-step", next_part(pedal, ':'));
    out.child("pedal-alter", pedal);
    out.close();
  }
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "harp-pedals", .read = read},
}};

}  // namespace

const ElementFamily& harp_pedals_family() {
  static const ElementFamily family{
      .name = "harp_pedals",
      .summary = "Harp pedal diagrams",
      .rules = rules,
      .write = {.tag = "harp-pedals", .write = write},
  };
  return family;
}

}  // namespace burin::layout
