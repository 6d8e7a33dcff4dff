#include "pipeline/engine/splitting.hpp"

#include <algorithm>
#include <limits>

namespace burin::layout {

namespace {

/// How much taller the taller half may get for the sake of each whole group, as a share.
constexpr double group_share = 0.2;
/// No group is worth a half that does not fit.
constexpr double too_tall_share = 100.0;

/// Groups with a bracket or brace that both staves belong to.
double groups_of_both(const Context& context, std::uint32_t upper, std::uint32_t lower) {
  const std::uint32_t a = context.staves[upper].musician_index;
  const std::uint32_t b = context.staves[lower].musician_index;
  const auto holds = [](const PartGroup& group, std::uint32_t musician) {
    return musician >= group.first && musician < group.first + group.count;
  };
  const auto groups =
      std::count_if(context.piece->groups.begin(), context.piece->groups.end(), [&](const PartGroup& group) {
        return group.symbol != PartGroup::Symbol::none && holds(group, a) && holds(group, b);
      });
  return static_cast<double>(groups);
}

}  // namespace

std::optional<std::uint32_t> split_place(const Context& context, const SystemLayout& system, double room) {
  const double all = system.least_span();
  double above = 0.0;  // from the first staff to the one over the cut
  double least = std::numeric_limits<double>::infinity();
  std::optional<std::uint32_t> place;
  for (std::size_t k = 0; k + 1 < system.staves.size(); ++k) {
    const std::uint32_t upper = system.staves[k].staff;
    const std::uint32_t lower = system.staves[k + 1].staff;
    const double gap = system.gaps[k].least;
    const bool one_instrument = context.staves[upper].first_of_instrument == context.staves[lower].first_of_instrument;
    const double taller = std::max(above, all - above - gap);
    const double share = taller > room ? too_tall_share : group_share * groups_of_both(context, upper, lower);
    const double cost = taller * (1.0 + share);
    if (!one_instrument && cost < least) {
      least = cost;
      place = lower;
    }
    above += gap;
  }
  return place;
}

}  // namespace burin::layout
