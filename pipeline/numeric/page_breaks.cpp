#include "pipeline/numeric/page_breaks.hpp"

#include <algorithm>
#include <limits>

namespace burin::layout {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr double least_stretch = 1e-6;

double square(double x) noexcept { return x * x; }

/// Sums over all systems before a given one.
struct Sums {
  double natural{0.0};
  double least{0.0};
  double stretch{0.0};
};

struct Page {
  double force{0.0};
  double cost{0.0};  // what does not depend on the page before
  bool fits{false};
};

struct State {
  std::uint32_t begin;
  std::uint32_t before;  // index among the states that end at begin
  double force;
  double cost;
  bool right;  // a right-hand page
  bool overfull;
};

class Costs {
 public:
  explicit Costs(const PageProblem& problem) : problem_(problem), weights_(problem.weights) {
    sums_.reserve(problem.systems.size() + 1);
    sums_.push_back({});
    for (const PageSystem& system : problem.systems) sums_.push_back(plus(sums_.back(), system));
  }

  [[nodiscard]] std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(problem_.systems.size()); }
  [[nodiscard]] BreakRule rule(std::uint32_t point) const noexcept {
    return point < count() ? problem_.systems[point].rule : BreakRule::allowed;
  }

  [[nodiscard]] Page page(std::uint32_t begin, std::uint32_t end) const noexcept {
    Sums need = between(begin, end);
    if (begin == 0) need.stretch += problem_.first_stretch;
    const double room = capacity(begin);
    Page page;
    page.fits = need.least <= room;
    if (!page.fits) return page;
    page.force = std::min(force(need, room), weights_.most_force);
    page.cost = weights_.page;
    if (end == count()) {
      finish_last(begin, end, need.natural / std::max(room, least_stretch), page);
    } else if (end - begin == 1 && rule(end) == BreakRule::allowed && between(begin, end + 1).least <= room) {
      page.cost += weights_.lonely_inside;
    }
    page.cost += weights_.force * square(force_penalty(page.force));
    return page;
  }

  /// What joining two pages costs.
  [[nodiscard]] double joint(const State& before, std::uint32_t begin, std::uint32_t end) const noexcept {
    const PageSystem& system = problem_.systems[begin];
    double cost = system.break_penalty + (before.right ? system.turn_penalty : 0.0);
    if (before.begin > 0 && end < count())
      cost +=
          weights_.count_change * square(static_cast<double>(end - begin) - static_cast<double>(begin - before.begin));
    return cost;
  }

 private:
  [[nodiscard]] static Sums plus(const Sums& sums, const PageSystem& system) noexcept {
    return {sums.natural + system.height + system.gap,
            sums.least + std::min(system.least_height, system.height) + std::min(system.least_gap, system.gap),
            sums.stretch + system.stretch + system.gap_stretch};
  }

  [[nodiscard]] Sums between(std::uint32_t begin, std::uint32_t end) const noexcept {
    const Sums& a = sums_[begin];
    const Sums& b = sums_[end];
    const PageSystem& top = problem_.systems[begin];  // its gap is not on the page
    return {b.natural - a.natural - top.gap, b.least - a.least - std::min(top.least_gap, top.gap),
            b.stretch - a.stretch - top.gap_stretch};
  }

  [[nodiscard]] double capacity(std::uint32_t begin) const noexcept {
    return begin == 0 ? problem_.first_capacity : problem_.capacity;
  }

  [[nodiscard]] static double force(const Sums& need, double room) noexcept {
    const double excess = room - need.natural;
    if (excess >= 0.0) return excess / std::max(need.stretch, least_stretch);
    return std::max(-1.0, excess / std::max(need.natural - need.least, least_stretch));
  }

  void finish_last(std::uint32_t begin, std::uint32_t end, double fill, Page& page) const noexcept {
    if (problem_.ragged_last) page.force = std::min(page.force, 0.0);
    if (begin == 0) return;
    if (end - begin == 1) page.cost += weights_.lonely;
    if (fill < weights_.last_fill) page.cost += weights_.last_short * square(1.0 - fill / weights_.last_fill);
  }

  const PageProblem& problem_;
  const PageWeights& weights_;
  std::vector<Sums> sums_;
};

class Search {
 public:
  explicit Search(const PageProblem& problem) : problem_(problem), costs_(problem), states_(costs_.count() + 1) {}

  [[nodiscard]] Pages run() {
    for (std::uint32_t begin = 0; begin < costs_.count(); ++begin) {
      if (problem_.stop && problem_.stop()) return stopped();
      if (begin == 0 || !states_[begin].empty()) extend(begin);
    }
    return read_back();
  }

 private:
  [[nodiscard]] static Pages stopped() {
    Pages pages;
    pages.cancelled = true;
    return pages;
  }

  void extend(std::uint32_t begin) {
    std::uint32_t shortest = none;
    for (std::uint32_t end = begin + 1; end <= costs_.count(); ++end) {
      if (costs_.rule(end) == BreakRule::forbidden) continue;
      const bool first = shortest == none;
      if (first) shortest = end;
      if (problem_.most_systems > 0 && end - begin > problem_.most_systems && !first) break;
      const Page page = costs_.page(begin, end);
      if (!page.fits && !first) break;
      join(begin, end, page);
      if (!page.fits || costs_.rule(end) == BreakRule::forced) break;
    }
  }

  /// The best way to reach this page, as a left-hand and as a right-hand one.
  void join(std::uint32_t begin, std::uint32_t end, const Page& page) {
    const double own = page.fits ? page.cost : problem_.weights.overfull;
    if (begin == 0) {
      states_[end].push_back({begin, none, page.force, own, problem_.first_is_right, !page.fits});
      return;
    }
    for (const bool right : {false, true}) {
      State best{begin, none, page.force, 0.0, right, !page.fits};
      for (std::uint32_t k = 0; k < states_[begin].size(); ++k) {
        const State& before = states_[begin][k];
        if (before.right == right) continue;
        const double cost = before.cost + costs_.joint(before, begin, end) + own;
        if (best.before != none && !(cost < best.cost)) continue;
        best.before = k;
        best.cost = cost;
      }
      if (best.before != none) states_[end].push_back(best);
    }
  }

  [[nodiscard]] Pages read_back() const {
    Pages pages;
    std::uint32_t end = costs_.count();
    if (end == 0) return pages;
    const auto less = [](const State& a, const State& b) { return a.cost < b.cost; };
    const auto best = std::min_element(states_[end].begin(), states_[end].end(), less);
    auto index = static_cast<std::uint32_t>(best - states_[end].begin());
    pages.cost = best->cost;
    std::vector<bool> overfull;
    while (end > 0) {
      const State& state = states_[end][index];
      pages.ends.push_back(end);
      pages.forces.push_back(state.force);
      overfull.push_back(state.overfull);
      end = state.begin;
      index = state.before;
    }
    std::reverse(pages.ends.begin(), pages.ends.end());
    std::reverse(pages.forces.begin(), pages.forces.end());
    for (std::uint32_t k = 0; k < overfull.size(); ++k)
      if (overfull[overfull.size() - 1 - k]) pages.overfull.push_back(k);
    return pages;
  }

  const PageProblem& problem_;
  Costs costs_;
  std::vector<std::vector<State>> states_;  // by the system before which the last page ends
};

}  // namespace

Pages optimal_pages(const PageProblem& problem) { return Search(problem).run(); }

Pages evaluate_pages(const PageProblem& problem, std::span<const std::uint32_t> ends) {
  const Costs costs(problem);
  Pages pages;
  State before{0, none, 0.0, 0.0, !problem.first_is_right, false};
  std::uint32_t begin = 0;
  for (const std::uint32_t end : ends) {
    const Page page = costs.page(begin, end);
    State state{begin, none, page.force, page.fits ? page.cost : problem.weights.overfull, !before.right, !page.fits};
    if (begin > 0) state.cost += before.cost + costs.joint(before, begin, end);
    if (!page.fits) pages.overfull.push_back(static_cast<std::uint32_t>(pages.ends.size()));
    pages.ends.push_back(end);
    pages.forces.push_back(page.force);
    before = state;
    begin = end;
  }
  pages.cost = before.cost;
  return pages;
}

}  // namespace burin::layout
