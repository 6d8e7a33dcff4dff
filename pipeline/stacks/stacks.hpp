// Stage 2: each measure's columns become springs and rods.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/numeric/springs.hpp"

namespace burin::layout {

/// Signs at the left of a measure: clef, key and time of one staff, each in its column. x from the left edge of the
/// block; staff spaces of the main size.
struct PrefixSigns {
  float clef_x{0.0F}, key_x{0.0F}, time_x{0.0F};
  float width{0.0F};  // to the right edge of the last sign; 0 when there is none
  bool has_clef{false}, has_key{false}, has_time{false};
  friend bool operator==(const PrefixSigns&, const PrefixSigns&) = default;
};

/// One measure as springs. Spring 0 leads from the left edge to the first column, spring i from column i-1 to column i,
/// the last one to the left edge of the right barline. Immutable.
struct MeasureStack {
  std::shared_ptr<const MeasureAtoms> atoms;
  std::vector<Spring> springs;
  std::vector<Rod> rods;      // between column indices of the chain: 0 = left edge, i + 1 = column i, last = barline
  std::vector<Rod> end_rods;  // hold only where a line ends here, for ties that go on in the next one
  PrefixSigns change;         // key and time changes after the left barline, mid-line
  PrefixSigns header;         // clef, key and time when a system starts here
  PrefixSigns courtesy;       // key and time that the next measure brings, printed at the end of a line
  double start_gap{0.0};      // least distance from the left edge (or the end of signs) to the first column
  double natural{0.0};        // sum of ideal lengths, mid-line
  double least{0.0};
};

using Stacks = std::vector<std::shared_ptr<const MeasureStack>>;

/// Makes the stack of one measure; `shortest` is the common shortest duration of the piece. Any thread; O(events).
[[nodiscard]] std::shared_ptr<const MeasureStack> build_stack(const Context& context,
                                                              std::shared_ptr<const MeasureAtoms> atoms,
                                                              Rational shortest);
/// Those of all measures, in parallel. Errors: cancelled, limit.
[[nodiscard]] Expected<Stacks> build_stacks(const Context& context,
                                            const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms,
                                            Executor& executor, Operation& operation);

/// Most frequent shortest duration of a measure (ties: the shorter), at most an eighth (handbook §20.2).
[[nodiscard]] Rational common_shortest(const std::vector<std::shared_ptr<const MeasureAtoms>>& atoms);

/// Distance from one onset to the next for a duration, head's left edge to head's left edge, in staff spaces (§20.2).
[[nodiscard]] double duration_width(Rational duration, Rational shortest, const SpacingStyle& style);

}  // namespace burin::layout
