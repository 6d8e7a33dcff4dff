// The search behind slur_shape (handbook §12.3, §12.4).
#pragma once

#include "pipeline/elements/slur_shape.hpp"

namespace burin::layout {

/// Centre line of a slur and what it costs.
struct SlurCurve {
  CurvePoints centre{};
  double demerits{0.0};
};

/// Finds the centre line. Same promises as slur_shape; `thickness` is that of the middle.
[[nodiscard]] SlurCurve find_slur(const SlurInput& input, double thickness, const SlurStyle& style);

/// The same search for steep slurs, as between staves: tips and arch move at right angles to the chord, and no slope
/// is worse than another. Looked for flat and as a round arc; the better one is taken. The tips must not coincide.
[[nodiscard]] SlurCurve find_turned_slur(const SlurInput& input, double thickness, const SlurStyle& style);

}  // namespace burin::layout
