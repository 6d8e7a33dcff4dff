#include "core/piece/items.hpp"

namespace burin {

Rational WrittenDuration::quarters() const noexcept {
  if (value == no_value) return {};
  Rational length = value <= 2 ? Rational(std::int64_t{1} << (2 - value)) : Rational(1, std::int64_t{1} << (value - 2));
  Rational dot = length;
  for (int i = 0; i < dots; ++i) {
    dot = dot * Rational(1, 2);
    length += dot;
  }
  return length;
}

namespace {

Rational sum_of(const std::vector<Item>& items) noexcept {
  Rational total;
  for (const Item& item : items) total += duration_of(item);
  return total;
}

struct DurationOf {
  Rational operator()(const Chord& chord) const noexcept { return chord.duration; }
  Rational operator()(const Rest& rest) const noexcept { return rest.duration; }
  Rational operator()(const Space& space) const noexcept { return space.duration; }
  Rational operator()(const Tuplet& tuplet) const noexcept { return sum_of(tuplet.items); }
  Rational operator()(const GraceGroup&) const noexcept { return {}; }
  Rational operator()(const Tremolo& tremolo) const noexcept { return sum_of(tremolo.items); }
};

}  // namespace

Rational duration_of(const Item& item) noexcept { return std::visit(DurationOf{}, item); }

}  // namespace burin
