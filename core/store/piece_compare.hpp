// What differs between two versions of a piece, by measure; and a new version that shares what is equal.
#pragma once

#include <cstdint>
#include <vector>

#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// Measures count from 0. Those that were changed or added are named by their places in the new piece, those that were
/// removed by their places in the old one.
struct PieceDifference {
  std::vector<std::uint32_t> changed;
  std::vector<std::uint32_t> added;
  std::vector<std::uint32_t> removed;
  std::vector<Vpd> places;                 // measures of single staves in the new piece, changed or added
  std::vector<std::uint32_t> counterpart;  // of each new measure in the old piece; no_counterpart for added ones
  bool head{false};                        // titles, names, credits, groups, settings
  bool staves{false};                      // musicians or staves came or went: then all measures count as changed
  static constexpr std::uint32_t no_counterpart = 0xFFFFFFFF;
  [[nodiscard]] bool empty() const noexcept {
    return changed.empty() && added.empty() && removed.empty() && !head && !staves;
  }
};

/// Compares what is in the measures, with the clefs, keys, times and tempos that change there. The numbers that join
/// the ends of spanners do not count, so that a slur more does not change all that follow it. Measures are aligned: one
/// that is inserted is one that was added. O(items), and O(n²) in the measures between the first and the last
/// difference, up to 4,000 of them; beyond that they are compared by their places.
[[nodiscard]] PieceDifference compare(const Piece& before, const Piece& after);

/// The new piece with every measure, voice … taken from the old one that is equal there, and spanners numbered as in
/// the old one. So layout sees by identity what is as it was. O(items).
[[nodiscard]] Shared<Piece> share_equal_parts(const Shared<Piece>& before, const Shared<Piece>& after);

}  // namespace burin
