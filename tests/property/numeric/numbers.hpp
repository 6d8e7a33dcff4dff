// Generators for the numeric properties. Values are multiples of 1/8, so that equal cases and edges really occur, and
// are spread over their whole range from the first test on.
#pragma once

#include <rapidcheck.h>

#include <vector>

namespace burin::layout {

/// A multiple of 1/8 in low … high.
inline double eighths(int low, int high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(low * 8, high * 8 + 1)) / 8.0;
}

/// low … high, both included.
inline std::uint32_t natural(std::uint32_t low, std::uint32_t high) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::uint32_t>(low, high + 1));
}

template <class Make>
auto several(std::uint32_t least, std::uint32_t most, Make make) {
  std::vector<decltype(make())> items;
  for (std::uint32_t left = natural(least, most); left > 0; --left) items.push_back(make());
  return items;
}

inline bool near(double a, double b, double tolerance = 1e-6) { return a - b <= tolerance && b - a <= tolerance; }

}  // namespace burin::layout
