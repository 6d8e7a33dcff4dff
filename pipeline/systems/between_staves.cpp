// What stands between the two staves of a piano: whose it is, and how it keeps off the barline there (handbook §16.1).
#include <span>

#include "pipeline/elements/system_sign.hpp"
#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

/// A dynamic without words, below the upper staff or above the lower one.
bool dynamic_between(std::span<const PlacedMark> marks, std::size_t k, bool upper) {
  const PlacedMark& placed = marks[k];
  const ElementFamily* own = family(placed.mark.family);
  const bool alone = !placed.joined && (k + 1 == marks.size() || !marks[k + 1].joined);
  if (!alone || placed.mark.hidden || placed.graces > 0) return false;
  if (own == nullptr || own->paint == nullptr || own->rule.placing != Placing::dynamics) return false;
  return upper ? placed.mark.side != Side::above : placed.mark.side == Side::above;
}

bool same_dynamic(const PlacedMark& a, const PlacedMark& b) {
  return a.at == b.at && a.mark.family == b.mark.family && a.mark.variant == b.mark.variant &&
         say_the_same(a.mark, b.mark);
}

}  // namespace

bool says_how_between(const SystemWork& system, const StaffWork& staff, const Mark& mark, const ElementFamily& own) {
  const StaffRef& ref = system.context->staves[staff.staff];
  if (ref.staves_of_instrument != 2 || staff.staff == ref.first_of_instrument || own.name != "words") return false;
  const Params& params = mark.parameters();
  return mark.side == Side::above && params.whole(Param::italic) != 0 && params.whole(Param::bold) == 0;
}

const Mark* upper_twin(const SystemWork& system, std::uint32_t lower, std::uint32_t m, std::size_t k) {
  const Context& context = *system.context;
  const StaffRef& ref = context.staves[lower];
  if (ref.staves_of_instrument != 2 || lower == ref.first_of_instrument) return nullptr;
  const std::uint32_t upper = lower - 1;
  if (system.index_of[upper] < 0 || system.index_of[lower] < 0) return nullptr;
  if (system.staves[static_cast<std::size_t>(system.index_of[upper])].has_lyrics) return nullptr;
  if (!context.has(upper, m) || !context.has(lower, m)) return nullptr;
  const std::span<const PlacedMark> below = context.measure(lower, m).marks;
  const std::span<const PlacedMark> above = context.measure(upper, m).marks;
  if (!dynamic_between(below, k, false)) return nullptr;
  for (std::size_t j = 0; j < above.size(); ++j) {
    if (dynamic_between(above, j, true) && same_dynamic(above[j], below[k])) return &above[j].mark;
  }
  return nullptr;
}

void keep_off_barline(const SystemWork& system, const StaffWork& staff, Waiting& waiting) {
  constexpr double clear = 0.3;
  const StaffRef& ref = system.context->staves[staff.staff];
  const bool upper = staff.staff == ref.first_of_instrument;
  if (waiting.measure <= 0 || waiting.family->rule.placing != Placing::dynamics) return;
  if (ref.staves_of_instrument != 2 || waiting.above == upper) return;
  const double barline = system.geometry.measures[static_cast<std::size_t>(waiting.measure)].left / staff.scale;
  const double over = barline + clear - (waiting.x + waiting.box.left);
  if (over > 0.0 && waiting.x > barline) waiting.x += over;
}

}  // namespace burin::layout
