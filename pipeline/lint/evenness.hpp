// Whether equal notes of a measure stand evenly, and what holds them apart where they don't (handbook §28, check 6).
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/stacks/rods.hpp"
#include "pipeline/systems/geometry.hpp"

namespace burin::layout {

/// More than this, and the gaps of equal notes are no longer even: coefficient of variation.
inline constexpr double even_gaps = 0.02;

/// The gaps between neighbouring columns of a measure that last equally long, two or more.
struct EqualGaps {
  std::uint32_t measure{0};
  Rational step{};  // from column to column, quarter notes
  std::uint32_t count{0};
  double variation{0.0};         // coefficient of variation of their lengths
  std::vector<RodKind> held_by;  // what holds some of them open, each once, rising
  double free_variation{0.0};    // of those that nothing holds open: above even_gaps, nothing explains the variation
};

/// All groups of equal gaps of a line with the geometry that was solved for it; nothing of lines that were pressed
/// together. Staff spaces; pure, any thread. O(columns × rods of their measure).
[[nodiscard]] std::vector<EqualGaps> equal_gaps(const Context& context, const Stacks& stacks, const LineSpec& line,
                                                const Geometry& geometry);

}  // namespace burin::layout
