// What has to be known of a part before its first byte is written.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/piece/leaves.hpp"
#include "core/piece/piece.hpp"

namespace burin::io {

/// Numbers that tell spanners of one family apart which are open at the same time: 1 to 14 as long as these are enough.
/// What has lost its other end gets a number that no start (or stop) of its own kind has, so that nothing is taken for
/// it.
class SpanNumbers {
 public:
  /// To be called for every end in the order in which they are written; then once settle().
  void add(const Mark& mark);
  /// Gives out the numbers. O(spanners * log).
  void settle();
  [[nodiscard]] int of(const Mark& mark) const;

 private:
  struct Open {
    FamilyId family{};
    std::uint32_t first{0}, last{0};  // place among all ends
    std::uint16_t number{1};
  };
  std::unordered_map<std::uint32_t, Open> spans_;
  std::uint32_t ends_{0};
};

struct PartPlan {
  std::vector<std::int64_t> divisions;  // per quarter note, by measure
  std::vector<Rational> reach;          // how far the voices go, by measure
  SpanNumbers numbers;
};

/// Plans a part. Divisions are the smallest that make every place and length a whole number: the same for the whole
/// part unless that would be more than a million, at most ten million (then lengths are rounded). The first part has
/// tempos and lengths of measures, too. O(items).
[[nodiscard]] PartPlan plan_part(const Instrument& instrument, const Piece& piece, bool first);

/// Calls use(measure) for the staff's measure of that index, if it has one.
template <class Use>
void with_measure(const Staff& staff, std::size_t index, Use&& use) {
  if (index < staff.measures.size()) use(*staff.measures[index]);
}

}  // namespace burin::io
