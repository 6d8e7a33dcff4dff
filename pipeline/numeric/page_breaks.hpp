// Distributing systems over pages: exact dynamic programming whose state is the last page.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "pipeline/numeric/optimal_breaks.hpp"

namespace burin::layout {

/// A system as the page search sees it; lengths in any one unit (staff spaces, millimetres), all at least 0.
struct PageSystem {
  double height{0.0};        // natural, from its topmost to its lowest ink or reference line
  double least_height{0.0};  // with its staves as close as they may be; more than height counts as height
  double stretch{0.0};       // what its own gaps grow under a force of 1
  double gap{0.0};           // natural distance to the system before it on the same page
  double least_gap{0.0};
  double gap_stretch{0.0};
  double break_penalty{0.0};           // a page that starts with this system; may be negative
  double turn_penalty{0.0};            // the same, but only if the page must be turned there (after a right-hand page)
  BreakRule rule{BreakRule::allowed};  // of a page break before this system
};

struct PageWeights {
  double force{1.0};  // × F², with compression made worse (force_penalty)
  double count_change{
      0.2};  // × (difference of the numbers of systems on neighbouring pages)², not for the first and last page
  double lonely{4.0};         // the last page has one system, and there are several pages
  double lonely_inside{0.5};  // any other page has one system although two would fit on a page
  double last_short{1.0};     // × (missing share)² when the last page is filled below last_fill
  double last_fill{0.35};
  double page{0.0};         // each page
  double overfull{1e6};     // one system alone is too tall
  double most_force{10.0};  // forces count at most this much
};

struct PageProblem {
  std::span<const PageSystem> systems;
  double first_capacity{0.0};     // heights available on the first page (less: it has the title) …
  double capacity{0.0};           // … and on the others
  double first_stretch{0.0};      // what the title's distance to the first system grows under a force of 1
  bool first_is_right{true};      // the first page is a right-hand page
  bool ragged_last{true};         // the last page may stay partly empty at no cost
  std::uint32_t most_systems{0};  // on a page; 0 = as many as fit
  PageWeights weights{};
  std::function<bool()> stop{};  // polled once for each system
};

struct Pages {
  std::vector<std::uint32_t> ends;      // one past the last system of each page
  std::vector<double> forces;           // of each page; 0 for a ragged last one
  std::vector<std::uint32_t> overfull;  // pages whose only system (or unbreakable group) is too tall
  double cost{0.0};
  bool cancelled{false};

  friend bool operator==(const Pages&, const Pages&) = default;
};

/// Pages of least cost (handbook §22). The capacity is never exceeded except by what cannot be divided, which is
/// reported. O(S·P²) for S systems, P of them on the fullest page. Pure, any thread.
[[nodiscard]] Pages optimal_pages(const PageProblem& problem);

/// Cost of given pages under a problem, for tests and reports.
[[nodiscard]] Pages evaluate_pages(const PageProblem& problem, std::span<const std::uint32_t> ends);

}  // namespace burin::layout
