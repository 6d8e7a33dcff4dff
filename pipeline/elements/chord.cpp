#include "pipeline/elements/chord.hpp"

#include <cstddef>
#include <cstdlib>

namespace burin::layout {

void place_heads(std::span<const int> p, int direction, std::span<signed char> out) noexcept {
  const bool up = direction >= 0;
  const std::size_t count = p.size();
  for (std::size_t walked = 0; walked < count; ++walked) {
    const std::size_t i = up ? walked : count - 1 - walked;
    const std::size_t before = up ? i - 1 : i + 1;
    const bool clash = walked > 0 && out[before] == 0 && std::abs(p[i] - p[before]) <= 1;
    out[i] = static_cast<signed char>(!clash ? 0 : up ? 1 : -1);
  }
}

double head_offset(int side, double head_width, double stem, bool stemless, HeadClash clash,
                   const ChordStyle& style) noexcept {
  if (side == 0) return 0.0;
  const double overlap = clash == HeadClash::unison ? style.unison
                         : stemless                 ? style.displaced_stemless
                                                    : style.displaced;
  return (head_width - overlap * stem) * (side > 0 ? 1.0 : -1.0);
}

}  // namespace burin::layout
