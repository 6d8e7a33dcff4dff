// Distributing staves and systems over a height.
#pragma once

#include <limits>
#include <span>
#include <vector>

namespace burin::layout {

/// A distance between two neighbours on a page, downwards, in one unit throughout. Under a force f it is
/// ideal + f·stretch, or ideal + f·(ideal − least) when compressed, kept between least and most. If least exceeds ideal
/// the ideal is never reached; most is at least least.
struct VerticalGap {
  double ideal{0.0};
  double least{0.0};
  double stretch{0.0};
  double most{std::numeric_limits<double>::infinity()};
};

struct VerticalSolution {
  double force{0.0};              // 0, or the usual one, when not justified
  bool justified{false};          // fills the height (within 1e-9)
  bool overfull{false};           // the least distances need more than the height; they are used
  double fill{0.0};               // natural length / available height
  std::vector<double> positions;  // one more than gaps, from 0 downwards
};

/// Springs (handbook §23.4). Stretches only when the natural length is at least `threshold` of the height, up to every
/// `most`: what is left over then stays empty at the foot. Otherwise the natural distances stay, top-aligned, or those
/// under `usual_force` (at least 0), as far as the height allows. Compresses whenever it must. Pure. O(k log k).
[[nodiscard]] VerticalSolution distribute(std::span<const VerticalGap> gaps, double height, double threshold = 0.6,
                                          double usual_force = 0.0);

/// A distance for filling evenly: it grows with the common level times its factor.
struct FillGap {
  double natural{0.0};
  double factor{1.0};  // 2.5 between systems, 1.2 at a bracket, 1.1 at a brace, 1 else
  double most{std::numeric_limits<double>::infinity()};
};

/// Water filling (handbook §23.4): the gap that is smallest for its factor grows first, until every gap is at its most
/// or the height is full. Never compresses: overfull when the natural distances need more. `force` is the level
/// reached. Below `threshold` nothing grows. When all are at their most the rest stays empty and justified is false.
/// O(k log k).
[[nodiscard]] VerticalSolution fill_evenly(std::span<const FillGap> gaps, double height, double threshold = 0.6);

}  // namespace burin::layout
