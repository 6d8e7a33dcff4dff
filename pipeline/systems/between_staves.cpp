// What stands between staves: whose it is between those of a piano, and how it keeps off barlines that go through
// (handbook §16.1).
#include <algorithm>
#include <optional>
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

Hand hand_of(const Context& context, std::uint32_t staff) noexcept {
  const StaffRef& ref = context.staves[staff];
  if (ref.staves_of_instrument != 2) return Hand::none;
  return staff == ref.first_of_instrument ? Hand::upper : Hand::lower;
}

bool faces_other_hand(const Context& context, std::uint32_t staff, bool above) noexcept {
  return hand_of(context, staff) == (above ? Hand::lower : Hand::upper);
}

const StaffWork* other_hand(const SystemWork& system, const StaffWork& staff) noexcept {
  const Hand hand = hand_of(*system.context, staff.staff);
  if (hand == Hand::none) return nullptr;
  const std::int32_t index = system.index_of[hand == Hand::upper ? staff.staff + 1 : staff.staff - 1];
  if (index < 0) return nullptr;
  const StaffWork& other = system.staves[static_cast<std::size_t>(index)];
  return other.scale == staff.scale ? &other : nullptr;
}

bool says_how_between(const SystemWork& system, const StaffWork& staff, const Mark& mark, const ElementFamily& own) {
  if (hand_of(*system.context, staff.staff) != Hand::lower || own.name != "words") return false;
  const Params& params = mark.parameters();
  return mark.side != Side::below && params.whole(Param::italic) != 0 && params.whole(Param::bold) == 0;
}

const Mark* upper_twin(const SystemWork& system, std::uint32_t lower, std::uint32_t m, std::size_t k) {
  const Context& context = *system.context;
  if (hand_of(context, lower) != Hand::lower) return nullptr;
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

namespace {

/// Whether barlines go on to the next staff of the instrument or the group on this side.
bool barlines_go_on(const SystemWork& system, std::uint32_t staff, bool above) {
  if (staff == (above ? system.line.staves.front() : system.line.staves.back())) return false;
  const Context& context = *system.context;
  const StaffRef& ref = context.staves[staff];
  const std::uint32_t in_instrument = staff - ref.first_of_instrument;
  if (above ? in_instrument > 0 : in_instrument + 1 < ref.staves_of_instrument) return true;
  return std::any_of(context.piece->groups.begin(), context.piece->groups.end(), [&](const PartGroup& group) {
    if (!group.barlines || ref.musician_index < group.first) return false;
    const std::uint32_t place = ref.musician_index - group.first;
    return above ? place > 0 && place < group.count : place + 1 < group.count;
  });
}

/// The barline before the sign, where it goes on to the next staff.
std::optional<double> barline_before(const SystemWork& system, const StaffWork& staff, const Waiting& waiting) {
  if (waiting.measure <= 0 || !barlines_go_on(system, staff.staff, waiting.above)) return std::nullopt;
  return system.geometry.measures[static_cast<std::size_t>(waiting.measure)].left / staff.scale;
}

/// Whether barlines go from one staff of the system to the next anywhere: the dynamics of a beat stand at one x on all
/// staves, also on those where none passes.
bool barlines_go_on_somewhere(const SystemWork& system) {
  return std::any_of(system.line.staves.begin(), system.line.staves.end(),
                     [&](std::uint32_t staff) { return barlines_go_on(system, staff, false); });
}

/// The barline before the sign, where one goes from staff to staff in the system.
std::optional<double> barline_of_beat(const SystemWork& system, const StaffWork& staff, const Waiting& waiting) {
  if (waiting.measure <= 0) return std::nullopt;
  if (!barlines_go_on(system, staff.staff, waiting.above) && !barlines_go_on_somewhere(system)) return std::nullopt;
  return system.geometry.measures[static_cast<std::size_t>(waiting.measure)].left / staff.scale;
}

/// Whether the sign's measure ends with a double, final or repeat barline: words don't run on through one.
bool ends_strongly(const SystemWork& system, const Waiting& waiting) {
  const std::uint32_t measure = system.line.first + static_cast<std::uint32_t>(waiting.measure);
  return std::any_of(system.geometry.barlines.begin(), system.geometry.barlines.end(), [&](const BoundaryBarline& one) {
    return !one.at_start && one.measure == measure &&
           (one.style != BarStyle::regular || one.dots_left || one.dots_right);
  });
}

}  // namespace

double beyond_barline(const SystemWork& system, const StaffWork& staff, const Waiting& sign) {
  constexpr double clear = 0.3;
  const bool dynamic = sign.rule.placing == Placing::dynamics && sign.family->name != "words";
  if (sign.measure < 0) return 0.0;
  const MeasurePlace& measure = system.geometry.measures[static_cast<std::size_t>(sign.measure)];
  const double beyond = sign.x + sign.box.right + clear - measure.right / staff.scale;
  if (beyond <= 0.0) return 0.0;
  // The dynamics of a beat stand at one x on all staves.
  if (!barlines_go_on(system, staff.staff, sign.above) && !(dynamic && barlines_go_on_somewhere(system))) return 0.0;
  // Letters hardly leave their note; a word goes on under it with half of its length (handbook §16.3).
  double farthest = dynamic ? 2.0 : std::max(3.0, (sign.box.right - sign.box.left) / 2);
  if (ends_strongly(system, sign)) farthest = std::max(farthest, 5.0);
  if (beyond >= farthest + std::max(sign.pushed, 0.0)) return 0.0;
  const double before = measure.left / staff.scale + clear;
  const double left = sign.x + sign.box.left;
  const double least = sign.measure > 0 ? before : clear;  // under the clef of the line rather than on the next barline
  return left >= least && left - beyond < least ? 0.0 : beyond;
}

void keep_off_barline(const SystemWork& system, const StaffWork& staff, Waiting& waiting) {
  constexpr double clear = 0.3;
  const bool dynamics = waiting.rule.placing == Placing::dynamics;
  if (!dynamics && waiting.family->name != "words") return;
  if (waiting.measure < 0) return;
  waiting.x -= beyond_barline(system, staff, waiting);
  const std::optional<double> barline = dynamics ? barline_of_beat(system, staff, waiting) : std::nullopt;
  if (!barline) return;
  const double over = *barline + clear - (waiting.x + waiting.box.left);
  if (over > 0.0 && waiting.x > *barline) waiting.x += over;
}

double right_end(const SystemWork& system, const StaffWork& staff, bool above) {
  constexpr double clear = 0.3;
  const bool barred = barlines_go_on(system, staff.staff, above);
  return (barred ? system.geometry.measures.back().right - clear : system.geometry.width) / staff.scale;
}

bool meets_barline(const SystemWork& system, const StaffWork& staff, const Waiting& waiting, double x) {
  constexpr double clear = 0.15;
  const std::optional<double> barline = barline_before(system, staff, waiting);
  return barline && x + waiting.box.left < *barline + clear && x + waiting.box.right > *barline - clear;
}

}  // namespace burin::layout
