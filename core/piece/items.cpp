#include "core/piece/items.hpp"

#include <tuple>

namespace burin {

// Defaulted inside the classes these would need every alternative of Item complete there. A new field must be added
// here.
bool operator==(const Tuplet& a, const Tuplet& b) {
  const auto fields = [](const Tuplet& t) {
    return std::tie(t.actual, t.normal, t.show, t.bracket, t.hidden, t.open_at_end, t.continues, t.side, t.show_type,
                    t.actual_type, t.normal_type, t.curved, t.color, t.number_size);
  };
  return fields(a) == fields(b) && a.items == b.items;
}
bool operator==(const Note& a, const Note& b) {
  const auto fields = [](const Note& n) {
    return std::tie(n.pitch, n.accidental, n.accidental_style, n.cautionary, n.unpitched, n.hidden, n.head_parentheses,
                    n.cue, n.head, n.filled, n.staff_shift, n.dots, n.marks);
  };
  const bool same_look = a.look == b.look || (a.look && b.look && *a.look == *b.look);
  return same_look && fields(a) == fields(b);
}
bool operator==(const GraceGroup& a, const GraceGroup& b) { return a.items == b.items; }
bool operator==(const Tremolo& a, const Tremolo& b) { return a.strokes == b.strokes && a.items == b.items; }

Rational WrittenDuration::quarters() const noexcept {
  if (value < -8 || value > 40) return {};  // also no_value; nothing that is written lies beyond
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
