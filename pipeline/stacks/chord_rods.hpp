// Room for chord symbols: neighbours on one staff don't touch, and the last one ends before the barline.
#pragma once

#include <vector>

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// A chord symbol, or the diagram under it, as wide as its ink.
struct PlacedSymbol {
  Rational at{};
  double left{0.0};  // of its ink, from the left edge of the heads at its place; staff spaces of the score
  double right{0.0};
};

/// The symbols of one staff and measure in order; a symbol and its diagram at one place are one. O(marks).
[[nodiscard]] std::vector<PlacedSymbol> chord_symbols(const Context& context, std::uint32_t staff,
                                                      std::uint32_t measure);

}  // namespace burin::layout
