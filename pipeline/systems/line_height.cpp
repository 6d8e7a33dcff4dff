#include "pipeline/systems/line_height.hpp"

#include <algorithm>
#include <vector>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

/// What a row of dynamics or words takes, its padding included; staff spaces.
constexpr double row_of_signs = 2.3;

/// Ink above and below a staff's middle line, main staff spaces.
struct Reaches {
  double up{0.0};
  double down{0.0};
};

Reaches reaches_of(const Context& context, const MeasureAtoms& atoms, std::uint32_t staff) {
  bool above = false;
  bool below = false;
  if (context.has(staff, atoms.measure)) {
    for (const PlacedMark& placed : context.measure(staff, atoms.measure).marks) {
      const ElementFamily* own = family(placed.mark.family);
      if (own == nullptr || placed.mark.hidden) continue;
      const Side side = placed.mark.side == Side::automatic ? own->rule_for(placed.mark).side : placed.mark.side;
      (side == Side::above ? above : below) = true;
    }
  }
  const double scale = context.staves[staff].scale;
  return {scale * (atoms.staff_up[staff] + (above ? row_of_signs : 0.0)),
          scale * (atoms.staff_down[staff] + (below ? row_of_signs : 0.0))};
}

}  // namespace

double guessed_height(const Context& context, const Stacks& stacks, const LineSpec& line) {
  const VerticalStyle& style = context.style.vertical;
  const std::size_t count = line.staves.size();
  if (count == 0) return 0.0;
  std::vector<double> gaps(count, style.staff_least);  // below each staff
  double top = 0.0;
  double bottom = 0.0;
  for (std::uint32_t m = line.first; m < line.first + line.count; ++m) {
    const MeasureAtoms& atoms = *stacks[m]->atoms;
    Reaches before;
    for (std::size_t k = 0; k < count; ++k) {
      const Reaches own = reaches_of(context, atoms, line.staves[k]);
      if (k == 0) {
        top = std::max(top, own.up);
      } else {
        gaps[k - 1] = std::max(gaps[k - 1], before.down + own.up + style.padding_least);
      }
      before = own;
    }
    bottom = std::max(bottom, before.down);
  }
  double height = top + bottom;
  for (std::size_t k = 0; k + 1 < count; ++k) height += gaps[k];
  return height;
}

}  // namespace burin::layout
