// What of an older layout is stale: for views that show it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/engine/engine.hpp"

namespace burin::layout {

enum class StaleLevel : std::uint8_t { measure, system, page, layout };

/// A part of a layout that looks different now. `vpd` is its place in the new layout: "l/0", "l/0/page",
/// "l/0/page/system" or "l/0/page/system/staff/measure" with indices among what is shown.
struct Stale {
  StaleLevel level{};
  std::string vpd;
  friend bool operator==(const Stale&, const Stale&) = default;
};

/// The parts that differ between two layouts, in their order. A level all of whose parts are stale is named itself, and
/// its parts are not; nothing is named where nothing differs. Another number of pages makes the whole layout stale.
/// O(pages), and the paint of staves that are not shared.
[[nodiscard]] std::vector<Stale> stale_parts(const Engraving& before, const Engraving& now);

}  // namespace burin::layout
