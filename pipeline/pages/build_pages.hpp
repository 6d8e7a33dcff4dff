// Stage 4: systems → pages.
#pragma once

#include <memory>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/pages/page_plan.hpp"
#include "pipeline/systems/build_systems.hpp"

namespace burin::layout {

/// Chooses page breaks, places systems and staves, paints what belongs to systems and pages. Errors: cancelled.
/// O(systems × systems per page + staves).
[[nodiscard]] Expected<std::vector<std::shared_ptr<const Page>>> build_pages(const Context& context,
                                                                             const Systems& systems,
                                                                             const PagePlan& plan, Executor& executor,
                                                                             Operation& operation);

/// Height of the tallest system with its staves as close as they may be, main staff spaces.
[[nodiscard]] double tallest(const Context& context, const Systems& systems, const PagePlan& plan);

}  // namespace burin::layout
