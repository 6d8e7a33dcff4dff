// Wavy lines after a trill sign or alone.
#include <array>

#include "pipeline/elements/families.hpp"
#include "pipeline/elements/read_support.hpp"

namespace burin::layout {

namespace {

bool read(const SourceElement& element, ReadMark& out) {
  read_span(element, out);
  return out.mark.role != SpanRole::none;
}

constexpr std::array<ImportRule, 2> rules{{
    {.parent = "ornaments", .tag = "wavy-line", .pairing = Pairing::number, .read = read},
    {.parent = "barline", .tag = "wavy-line", .pairing = Pairing::number, .read = read},
}};

}  // namespace

const ElementFamily& trill_line_family() {
  static const ElementFamily family{
      .name = "trill_line",
      .summary = "Wavy lines of trills",
      .rules = rules,
  };
  return family;
}

}  // namespace burin::layout
