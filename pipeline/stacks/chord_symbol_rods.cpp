#include "pipeline/stacks/chord_symbol_rods.hpp"

#include <algorithm>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

constexpr double gap = 0.7;           // between two symbols
constexpr double over_barline = 0.6;  // the next measure's first symbol stands that far behind its barline at least

double width_of(const Context& context, const Mark& mark, const ElementFamily& own) {
  SignContext sign;
  sign.glyphs = context.glyphs;
  sign.text = context.text;
  sign.style = &context.style;
  PaintBuilder out;
  own.paint(sign, mark, out);
  const Box box = ink_box(out.list(), *context.glyphs, *context.text);
  return box.empty() ? 0.0 : box.right;
}

/// The chain's node at a time: its column, or the one before it.
std::uint32_t node_at(const MeasureAtoms& atoms, Rational at) {
  const auto next = std::upper_bound(atoms.columns.begin(), atoms.columns.end(), at,
                                     [](Rational time, const Column& column) { return time < column.onset; });
  return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, next - atoms.columns.begin()));
}

}  // namespace

void chord_symbol_rods(const Context& context, const MeasureAtoms& atoms, std::vector<Rod>& rods) {
  const FamilyId id = context.families.chord_symbol;
  const ElementFamily* own = family(id);
  const auto barline = static_cast<std::uint32_t>(atoms.columns.size() + 1);
  for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
    if (!context.has(s, atoms.measure)) continue;
    std::vector<const PlacedMark*> symbols;
    for (const PlacedMark& placed : context.measure(s, atoms.measure).marks) {
      if (placed.mark.family == id && !placed.mark.hidden) symbols.push_back(&placed);
    }
    if (symbols.empty()) continue;
    std::stable_sort(symbols.begin(), symbols.end(),
                     [](const PlacedMark* a, const PlacedMark* b) { return a->at < b->at; });
    std::uint32_t from = node_at(atoms, symbols.front()->at);
    double length = 0.0;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
      const bool last = i + 1 == symbols.size();
      const std::uint32_t to = last ? barline : node_at(atoms, symbols[i + 1]->at);
      length += width_of(context, symbols[i]->mark, *own) + (last ? gap - over_barline : gap);
      if (to == from) continue;
      rods.push_back({from, to, length * context.staves[s].scale});
      from = to;
      length = 0.0;
    }
  }
}

}  // namespace burin::layout
