// The accidental of a notehead as a sign to be placed.
#pragma once

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/elements/accidental.hpp"

namespace burin::layout {

/// With its parentheses or brackets, in the size that the note and its file give it; height 0 is the head's. O(1).
[[nodiscard]] inline AccidentalRequest accidental_of(const Event& event, const Head& head) noexcept {
  const double scale = static_cast<double>(event.scale) * static_cast<double>(head.accidental_scale);
  return {0, head.accidental, head.accidental_style, scale};
}

}  // namespace burin::layout
