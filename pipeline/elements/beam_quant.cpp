#include "pipeline/elements/beam_quant.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {
namespace {

double sign_of(const BeamStem& stem) noexcept { return stem.direction == StemDirection::down ? -1.0 : 1.0; }

double required(const BeamStem& stem, const std::array<double, 8>& lengths, double scale) noexcept {
  const auto level = static_cast<std::size_t>(std::clamp(level_count(stem.beams), 1, 8) - 1);
  return std::max(lengths[level] * scale, stem.min_length);
}

}  // namespace

int level_count(Beams beams) noexcept {
  int count = 0;
  while (count < 8 && beams.level(count + 1) != BeamState::none) ++count;
  return count;
}

double stack_side(const BeamInput& input) noexcept {
  return input.stems.empty() ? -1.0 : -sign_of(input.stems.front());
}

BeamLine find_beam_line(const BeamInput& in, const BeamStyle& style) {
  const BeamStem& first = in.stems.front();
  const BeamStem& last = in.stems.back();
  const double half = style.thickness * in.scale / 2.0;
  const double width = last.x - first.x;
  BeamLine line;
  const auto ideal = [&](const BeamStem& s) {
    return s.near + sign_of(s) * (required(s, style.ideal_length, in.scale) - half);
  };
  double rise = in.flat || width <= 0.0 ? 0.0 : (ideal(last) - ideal(first));
  const double steps = std::abs(last.near - first.near) * 2.0;
  const double cap = style.interval_caps[static_cast<std::size_t>(std::min(7.0, steps))] * style.quarter;
  rise = std::clamp(rise, -cap, cap);
  line.left = (ideal(first) + ideal(last) - rise) / 2.0;
  const double slope = width > 0.0 ? rise / width : 0.0;
  double up = -1e9, down = 1e9;
  for (const BeamStem& s : in.stems) {
    const double sign = sign_of(s);
    const double y = line.left + slope * (s.x - first.x);
    const double least = s.near + sign * (required(s, style.shortest_length, in.scale) - half);
    if (sign > 0.0)
      up = std::max(up, least - y);
    else
      down = std::min(down, least - y);
  }
  if (up > 0.0 && down >= up)
    line.left += up;
  else if (down < 0.0 && up <= down)
    line.left += down;
  else if (up > down)
    line.left += (up + down) / 2.0;
  line.right = line.left + rise;
  return line;
}

}  // namespace burin::layout
