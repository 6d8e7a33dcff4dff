#include "pipeline/systems/line_heights.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

constexpr double far = 8.0;

/// How far a sign may go from its own staff until it meets what the other one has.
double farthest_beside(const Waiting& one, const StaffWork& other, double distance) {
  const Skyline& facing = one.above ? other.down : other.up;
  const double edge = facing.height(one.x + one.box.left, one.x + one.box.right, 0.3) + distance;
  const auto padding = static_cast<double>(one.rule.padding);
  return one.above ? edge - padding - one.box.top : edge + padding - one.box.bottom;
}

}  // namespace

LineHeights::Chain LineHeights::chain_from(const std::vector<Waiting*>& row, std::size_t i) const {
  constexpr double carried = 2.5;
  Chain chain;
  chain.high = chain.low = height_alone(row, i);
  chain.right = row[i]->x + row[i]->box.right;
  for (chain.end = i + 1; chain.end < row.size(); ++chain.end) {
    const Waiting& one = *row[chain.end];
    if (one.x + one.box.left >= chain.right + far) break;
    const double own = height_alone(row, chain.end);
    const bool touching = one.x + one.box.left < chain.right + 1.5;
    if (std::max(chain.high, own) - std::min(chain.low, own) > carried && !touching) break;
    chain.high = std::max(chain.high, own);
    chain.low = std::min(chain.low, own);
    chain.right = std::max(chain.right, one.x + one.box.right);
  }
  return chain;
}

std::size_t LineHeights::chain_end(const std::vector<Waiting*>& row, std::size_t i) const {
  constexpr double nearly = 1.5;
  Chain chain = chain_from(row, i);
  while (chain.end < row.size() && row[chain.end]->x + row[chain.end]->box.left < chain.right + far) {
    const Chain next = chain_from(row, chain.end);
    const bool above = row[i]->above;
    const double apart = above ? next.high - chain.high : next.low - chain.low;
    if (apart > nearly || apart < -nearly) break;
    chain.end = next.end;
    chain.high = std::max(chain.high, next.high);
    chain.low = std::min(chain.low, next.low);
    chain.right = std::max(chain.right, next.right);
  }
  return chain.end;
}

double LineHeights::height_alone(const std::vector<Waiting*>& row, std::size_t k) const {
  const double middle = centre(row, k, k + 1);
  const double own = clear_height(system_, staff_, *row[k]);
  return row[k]->above ? std::max(middle, own) : std::min(middle, own);
}

double LineHeights::centre(const std::vector<Waiting*>& row, std::size_t i, std::size_t j) const {
  const bool above = row[i]->above;
  const StaffWork* other =
      faces_other_hand(*system_.context, staff_.staff, above) ? other_hand(system_, staff_) : nullptr;
  if (other == nullptr) return (above ? staff_.up : staff_.down).nothing();
  const double distance = above ? staff_distance(*other, staff_) : -staff_distance(staff_, *other);
  double y = distance / 2 - 0.5;  // letters and hairpins have their middle half a space over the baseline
  for (std::size_t k = i; k < j; ++k) {
    const double far = farthest_beside(*row[k], *other, distance);
    y = above ? std::min(y, far) : std::max(y, far);
  }
  return above ? std::max(y, 2.0) : std::min(y, -2.0);
}

bool LineHeights::has_room(const Waiting& sign, double y) const {
  const double own = clear_height(system_, staff_, sign);
  return (sign.above ? own <= y + 0.05 : own >= y - 0.05) && clear_of_other_hand(sign, y);
}

bool LineHeights::clear_of_other_hand(const Waiting& one, double y) const {
  const StaffWork* other =
      faces_other_hand(*system_.context, staff_.staff, one.above) ? other_hand(system_, staff_) : nullptr;
  if (other == nullptr) return true;
  const double distance = one.above ? staff_distance(*other, staff_) : -staff_distance(staff_, *other);
  const double far = farthest_beside(one, *other, distance);
  return one.above ? y <= far : y >= far;
}

// Between the middle lines of both staves, as far as it is known now.
double LineHeights::staff_distance(const StaffWork& upper, const StaffWork& lower) const {
  const auto index = static_cast<std::size_t>(system_.index_of[upper.staff]);
  if (system_.cross_distance[index] > 0.0) return system_.cross_distance[index] / upper.scale;
  const VerticalStyle& style = system_.context->style.vertical;
  const double least = distance(upper.down, lower.up, system_.context->style.outside.horizontal_padding);
  return std::max(style.grand_staff / upper.scale, least + style.padding / upper.scale);
}

}  // namespace burin::layout
