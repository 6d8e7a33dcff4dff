// Arpeggios: variant 0 = wavy line (Param::type "up" or "down": arrow), 1 = bracket. Param::number, where the file
// gives it, joins chords of one beat.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  ParamsOf params;
  out.number = static_cast<std::int32_t>(whole_number(element.attribute("number"), 1));
  // Files without numbers leave open what belongs together: each chord has its own sign.
  if (!element.attribute("number").empty()) params.whole(Param::number, out.number);
  if (element.tag() == "non-arpeggiate") {
    out.mark.variant = 1;
  } else {
    params.text(Param::type, element.attribute("direction"));
  }
  params.into(out.mark);
  return true;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::number, "number"},
    {Param::type, "direction"},
});

constexpr std::array<std::string_view, 2> tags{"arpeggiate", "non-arpeggiate"};

void write(const Mark& mark, ElementOutput& out) {
  if (mark.variant == 1) out.attribute("type", "bottom");
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "notations", .tag = "arpeggiate", .read = read, .once_per_chord = true},
    {.parent = "notations", .tag = "non-arpeggiate", .read = read, .once_per_chord = true},
}};

}  // namespace

const ElementFamily& arpeggio_family() {
  static const ElementFamily family{
      .name = "arpeggio",
      .summary = "Arpeggio lines and the brackets of chords that are not broken",
      .rules = rules,
      .write = {.tags = tags, .fields = fields, .write = write},
  };
  return family;
}

}  // namespace burin::layout
