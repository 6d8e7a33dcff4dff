// Octave lines: variant 0 = sounds higher (8va, above), 1 = sounds lower (8vb, below); Param::size is 8, 15 or 22.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  const std::string_view type = element.attribute("type");
  read_span(element, out);
  if (type == "up" || type == "down") out.mark.role = SpanRole::start;
  out.mark.variant = type == "up" ? 1 : 0;
  if (out.mark.side == Side::automatic && out.mark.role == SpanRole::start) {
    out.mark.side = type == "up" ? Side::below : Side::above;
  }
  std::int64_t size = whole_number(element.attribute("size"), 8);
  if (size < 2 || size > 50) size = 8;
  ParamsOf().whole(Param::size, size).into(out.mark);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 1> rules{{
    {.parent = "direction-type", .tag = "octave-shift", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& octave_line_family() {
  static const ElementFamily family{
      .name = "octave_line",
      .summary = "Octave lines: 8va, 15ma, 8vb …",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
