// How much work a run of the pipeline did.
#pragma once

#include <array>
#include <cstdint>

namespace burin::layout {

/// How often each stage's work was done in one run: what a cache gave is not counted.
struct StageRuns {
  std::uint32_t measures{0};  // stage 1: measures analysed
  std::uint32_t stacks{0};    // stage 2: measures spaced
  std::uint32_t breaks{0};    // stage 3: searches for breaks of systems
  std::uint32_t lines{0};     // stage 3: systems whose columns were placed
  std::uint32_t strips{0};    // stage 3: instruments of systems that were placed and painted
  /// Strips by wave: systems with changed measures, those next to them, all others, those that nobody looks at.
  std::array<std::uint32_t, 4> waves{};
  std::uint32_t pages{0};  // stage 4: pages put together
  friend bool operator==(const StageRuns&, const StageRuns&) = default;
};

}  // namespace burin::layout
