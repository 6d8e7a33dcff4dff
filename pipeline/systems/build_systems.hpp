// Stage 3: stacks → systems.
#pragma once

#include <memory>
#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/systems/breaking.hpp"
#include "pipeline/systems/spans.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

using Systems = std::vector<std::shared_ptr<const SystemLayout>>;

/// How wide lines are and what they leave out.
struct SystemPlan {
  double line_width{0.0};    // of the page inside its margins, main staff spaces
  double first_indent{0.0};  // room for the names of the first system
  double other_indent{0.0};
  bool hide_empty{false};  // leave out staves without content, after the first system …
  bool hide_first{false};  // … and in the first one
  /// Breaks to keep (one past the last measure of each system) instead of looking for the best; empty: look for them.
  std::vector<std::uint32_t> ends;
};

/// Breaks the piece into systems and builds them in parallel. Errors: cancelled.
[[nodiscard]] Expected<Systems> build_systems(const Context& context, const Stacks& stacks,
                                              const std::vector<Span>& spans, const SystemPlan& plan,
                                              Executor& executor, Operation& operation);

}  // namespace burin::layout
