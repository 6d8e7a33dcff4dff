// Metronome marks: Param::beat_unit = per_minute or beat_unit2; metric relations of notes stand in Param::text.
#include <array>
#include <string>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  int units = 0;
  std::int64_t dots = 0;
  std::string notes;
  element.for_each_child([&](const SourceElement& child) {
    const std::string_view tag = child.tag();
    if (tag == "beat-unit") {
      params.text(units == 0 ? Param::beat_unit : Param::beat_unit2, child.text());
      ++units;
      dots = 0;
    } else if (tag == "beat-unit-dot") {
      params.whole(units <= 1 ? Param::beat_dots : Param::beat_dots2, ++dots);
    } else if (tag == "per-minute") {
      params.text(Param::per_minute, child.text());
    } else if (tag == "metronome-note" || tag == "metronome-relation") {
      notes += notes.empty() ? "" : " ";
      notes += tag == "metronome-note" ? child.child_text("metronome-type") : child.text();
    }
  });
  if (yes_no(element.attribute("parentheses"), false)) params.whole(Param::parentheses, 1);
  params.text(Param::text, notes);
  read_text_style(element, params);
  params.into(out.mark);
  return true;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "metronome", .read = read},
}};

}  // namespace

const ElementFamily& metronome_family() {
  static const ElementFamily family{
      .name = "metronome",
      .summary = "Metronome marks",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
