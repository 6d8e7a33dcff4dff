#include "pipeline/stacks/chord_rods.hpp"

#include <algorithm>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

std::vector<PlacedSymbol> chord_symbols(const Context& context, std::uint32_t staff, std::uint32_t measure) {
  std::vector<PlacedSymbol> found;
  if (!context.has(staff, measure)) return found;
  const double scale = context.staves[staff].scale;
  for (const PlacedMark& placed : context.measure(staff, measure).marks) {
    const FamilyId id = placed.mark.family;
    if (placed.mark.hidden || (id != context.families.chord_symbol && id != context.families.chord_diagram)) continue;
    const ElementFamily* own = family(id);
    if (own == nullptr || own->paint == nullptr) continue;
    SignContext sign;
    sign.glyphs = context.glyphs;
    sign.text = context.text;
    sign.style = &context.style;
    PaintBuilder out;
    own->paint(sign, placed.mark, out);
    const Box ink = ink_box(out.take(), *context.glyphs, *context.text);
    if (ink.empty()) continue;
    if (!found.empty() && found.back().at == placed.at) {
      found.back().left = std::min(found.back().left, ink.left * scale);
      found.back().right = std::max(found.back().right, ink.right * scale);
    } else {
      found.push_back({placed.at, ink.left * scale, ink.right * scale});
    }
  }
  return found;
}

}  // namespace burin::layout
