// Tremolos on one stem: Param::strokes; variant 1 = unmeasured (buzz roll, glyph). Two-note tremolos are items.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  std::int64_t strokes = whole_number(element.text(), 3);
  if (strokes < 0 || strokes > 8) strokes = 3;
  const bool unmeasured = element.attribute("type") == "unmeasured";
  ParamsOf params;
  params.whole(Param::strokes, strokes);
  if (unmeasured) params.whole(Param::glyph, 0xE22C);
  params.into(out.mark);
  out.mark.variant = unmeasured ? 1 : 0;
  return true;
}

constexpr auto fields = std::to_array<ExportField>({
    {Param::strokes, {}, ExportField::As::text},
});

void write(const Mark& mark, ElementOutput& out) { out.attribute("type", mark.variant == 1 ? "unmeasured" : "single"); }

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "ornaments", .tag = "tremolo", .read = read},
}};

}  // namespace

const ElementFamily& tremolo_family() {
  static const ElementFamily family{
      .name = "tremolo",
      .summary = "Tremolo strokes on one note",
      .rules = rules,
      .write = {.tag = "tremolo", .fields = fields, .write = write},
  };
  return family;
}

}  // namespace burin::layout
