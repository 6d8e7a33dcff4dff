// Which two things may meet, and how nearly: the table behind the lint.
#pragma once

#include "pipeline/lint/lint_items.hpp"

namespace burin::layout {

/// How two kinds may meet, main staff spaces.
struct PairRule {
  bool judged{true};
  double depth{0.07};  // an overlap up to here is not seen
  double near{0.0};    // a gap below that is a near miss; 0 = gaps are not judged
};

/// The rule for two kinds in either order. O(1).
[[nodiscard]] PairRule pair_rule(LintKind a, LintKind b) noexcept;

/// Whether two things belong together so that their touching means nothing: a stem and its head, a beam and its stem,
/// heads and rests that voices share, strokes on their stem. O(outlines).
[[nodiscard]] bool may_touch(const LintItems& all, const LintItem& a, const LintItem& b) noexcept;

}  // namespace burin::layout
