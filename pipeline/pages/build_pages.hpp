// Stage 4: systems → pages.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/cache/stage_runs.hpp"
#include "pipeline/numeric/page_breaks.hpp"
#include "pipeline/pages/page_plan.hpp"
#include "pipeline/systems/build_systems.hpp"

namespace burin::layout {

/// Pages that were built and heights that were found, kept for the next run with what they come from. Holds no more
/// than what one run used. Good for one set of titles, names and groups.
struct BuiltPages {
  struct Known {
    PagePlan plan;
    std::uint32_t first{0};          // index of its first system
    std::uint32_t count{0};          // of all pages
    double usual_force{0.0};         // by which distances grow where the page is not filled
    std::vector<std::uint8_t> sung;  // by staff of the piece: has words of a song, anywhere
    Systems systems;
    std::shared_ptr<const Page> page;
  };
  using Pair = std::pair<std::shared_ptr<const SystemLayout>, std::shared_ptr<const SystemLayout>>;

  std::vector<Known> pages;            // by number
  std::map<Pair, PageSystem> heights;  // of the second system, below the first
};

struct PagesResult {
  std::vector<std::shared_ptr<const Page>> pages;
  double worst_page{0.0};  // largest share of a page's room that is left over or lacking, before it is distributed
  bool lonely{false};      // the last page has one system only, though nothing asks for that
};

/// Chooses page breaks, places systems and staves, paints what belongs to systems and pages. What `known` holds is
/// taken over; it is then what the next run may take. Errors: cancelled. O(systems × systems per page + staves).
[[nodiscard]] Expected<PagesResult> build_pages(const Context& context, const Systems& systems, const PagePlan& plan,
                                                BuiltPages& known, StageRuns& runs, Executor& executor,
                                                Operation& operation);

/// Whether two systems are the halves of one that is split over two pages: its upper and its lower staves.
[[nodiscard]] inline bool are_halves(const SystemLayout& upper, const SystemLayout& lower) noexcept {
  return upper.first_measure == lower.first_measure;
}

/// Height of a system with its staves as close as they may be, main staff spaces.
[[nodiscard]] double least_height(const SystemLayout& system) noexcept;

}  // namespace burin::layout
