// Line and page breaks against trying every way of breaking.
#include <algorithm>
#include <cmath>
#include <optional>

#include "../support.hpp"
#include "numbers.hpp"
#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/numeric/page_breaks.hpp"

namespace burin::layout {
namespace {

BreakRule rule() {
  const std::uint32_t chance = natural(0, 15);
  return chance == 0 ? BreakRule::forced : chance < 3 ? BreakRule::forbidden : BreakRule::allowed;
}

/// Items with widths; a line of natural width w in a line width W has force (W - w) / w, and fits down to 3/4 of w.
struct Lines {
  std::vector<double> widths;
  std::vector<double> penalties;
  std::vector<BreakRule> rules;
  double line_width;

  [[nodiscard]] BreakProblem problem() const {
    BreakProblem made;
    made.count = static_cast<std::uint32_t>(widths.size());
    made.penalties = penalties;
    made.rules = rules;
    made.line = [this](std::uint32_t begin, std::uint32_t end) -> std::optional<LineCandidate> {
      double natural = 0.0;
      for (std::uint32_t i = begin; i < end; ++i) natural += widths[i];
      const double force = natural > line_width ? 4.0 * (line_width - natural) / natural : line_width / natural - 1.0;
      if (force < -1.0) return std::nullopt;
      return LineCandidate{force, natural / line_width, 0.0, false};
    };
    return made;
  }
};

Lines lines() {
  Lines made;
  made.widths = several(1, 10, [] { return 0.5 + eighths(0, 4); });
  for (std::size_t i = 0; i <= made.widths.size(); ++i) {
    made.penalties.push_back(eighths(-1, 1) / 4.0);
    made.rules.push_back(rule());
  }
  made.line_width = eighths(3, 9);
  return made;
}

/// Calls `each` with every list of ends that keeps the rules.
template <class Each>
void every_breaking(std::uint32_t count, const std::vector<BreakRule>& rules, Each each) {
  for (std::uint32_t mask = 0; mask < 1U << (count - 1); ++mask) {
    std::vector<std::uint32_t> ends;
    bool good = true;
    for (std::uint32_t point = 1; point < count; ++point) {
      const bool broken = (mask >> (point - 1) & 1U) != 0;
      good =
          good && !(broken && rules[point] == BreakRule::forbidden) && !(!broken && rules[point] == BreakRule::forced);
      if (broken) ends.push_back(point);
    }
    ends.push_back(count);
    if (good) each(ends);
  }
}

/// An overfull line must be as short as the rules let it be, and nothing from the same start may fit.
bool overfull_only_alone(const std::vector<std::uint32_t>& ends, const std::vector<std::uint32_t>& overfull,
                         const std::vector<BreakRule>& rules) {
  return std::all_of(overfull.begin(), overfull.end(), [&](std::uint32_t line) {
    const std::uint32_t begin = line == 0 ? 0 : ends[line - 1];
    for (std::uint32_t point = begin + 1; point < ends[line]; ++point)
      if (rules[point] != BreakRule::forbidden) return false;
    return true;
  });
}

BURIN_PROPERTY(BreaksProperty, NoWayOfBreakingCostsLess, [] {
  const Lines made = lines();
  const BreakProblem problem = made.problem();
  const Breaks best = optimal_breaks(problem);
  const Breaks again = evaluate_breaks(problem, best.ends);
  RC_ASSERT(near(best.cost, again.cost));
  RC_ASSERT(best.forces == again.forces);
  RC_ASSERT(best.overfull == again.overfull);
  every_breaking(problem.count, made.rules, [&](const std::vector<std::uint32_t>& ends) {
    const Breaks other = evaluate_breaks(problem, ends);
    if (overfull_only_alone(ends, other.overfull, made.rules)) RC_ASSERT(other.cost >= best.cost - 1e-6);
  });
})

BURIN_PROPERTY(BreaksProperty, TheRulesAreKept, [] {
  const Lines made = lines();
  const Breaks best = optimal_breaks(made.problem());
  RC_ASSERT(best.ends.back() == made.widths.size());
  RC_ASSERT(std::is_sorted(best.ends.begin(), best.ends.end()));
  for (std::uint32_t point = 1; point < made.widths.size(); ++point) {
    const bool broken = std::binary_search(best.ends.begin(), best.ends.end(), point);
    if (made.rules[point] == BreakRule::forced) RC_ASSERT(broken);
    if (made.rules[point] == BreakRule::forbidden) RC_ASSERT(!broken);
  }
  RC_ASSERT(overfull_only_alone(best.ends, best.overfull, made.rules));
})

BURIN_PROPERTY(BreaksProperty, ForANumberOfLinesNoWayWithThatManyCostsLess, [] {
  const Lines made = lines();
  const BreakProblem problem = made.problem();
  const std::uint32_t count = natural(1, problem.count);
  const std::optional<Breaks> best = optimal_breaks(problem, count);
  if (best) RC_ASSERT(best->ends.size() == count);
  every_breaking(problem.count, made.rules, [&](const std::vector<std::uint32_t>& ends) {
    if (ends.size() != count) return;
    const Breaks other = evaluate_breaks(problem, ends);
    if (!other.overfull.empty()) return;
    RC_ASSERT(best.has_value());
    RC_ASSERT(other.cost >= best->cost - 1e-6);
  });
})

BURIN_PROPERTY(BreaksProperty, TheUnconstrainedBestIsTheBestForItsNumberOfLines, [] {
  const Lines made = lines();
  const BreakProblem problem = made.problem();
  const Breaks best = optimal_breaks(problem);
  const std::optional<Breaks> same = optimal_breaks(problem, static_cast<std::uint32_t>(best.ends.size()));
  RC_ASSERT(same.has_value());
  RC_ASSERT(near(same->cost, best.cost));
})

BURIN_PROPERTY(BreaksProperty, LinesThatAreMeasuredAheadGiveTheSameBreaks, [] {
  const Lines made = lines();
  BreakProblem problem = made.problem();
  const Breaks alone = optimal_breaks(problem);
  problem.loop = [](std::uint32_t count, const std::function<void(std::uint32_t)>& body) {
    for (std::uint32_t i = count; i-- > 0;) body(i);
  };
  const Breaks ahead = optimal_breaks(problem);
  RC_ASSERT(alone.ends == ahead.ends);
  RC_ASSERT(alone.forces == ahead.forces);
  RC_ASSERT(alone.overfull == ahead.overfull);
})

struct Score {
  std::vector<PageSystem> systems;
  std::vector<BreakRule> rules;
  PageProblem problem;
};

PageSystem system() {
  PageSystem made;
  made.height = 1.0 + eighths(0, 3);
  made.least_height = made.height * 0.75;
  made.stretch = eighths(0, 1);
  made.gap = eighths(0, 1);
  made.least_gap = made.gap * 0.5;
  made.gap_stretch = eighths(0, 2);
  made.break_penalty = eighths(-1, 1) / 4.0;
  made.turn_penalty = eighths(0, 2);
  made.rule = rule();
  return made;
}

Score score() {
  Score made;
  made.systems = several(1, 9, system);
  for (const PageSystem& s : made.systems) made.rules.push_back(s.rule);
  made.problem.systems = made.systems;
  made.problem.capacity = eighths(3, 12);
  made.problem.first_capacity = made.problem.capacity * 0.75;
  made.problem.first_is_right = *rc::gen::arbitrary<bool>();
  made.problem.ragged_last = *rc::gen::arbitrary<bool>();
  return made;
}

BURIN_PROPERTY(PagesProperty, NoWayOfBreakingCostsLess, [] {
  const Score made = score();
  const Pages best = optimal_pages(made.problem);
  const Pages again = evaluate_pages(made.problem, best.ends);
  RC_ASSERT(near(best.cost, again.cost));
  RC_ASSERT(best.forces == again.forces);
  RC_ASSERT(best.overfull == again.overfull);
  RC_ASSERT(overfull_only_alone(best.ends, best.overfull, made.rules));
  every_breaking(static_cast<std::uint32_t>(made.systems.size()), made.rules, [&](const auto& ends) {
    const Pages other = evaluate_pages(made.problem, ends);
    if (overfull_only_alone(ends, other.overfull, made.rules)) RC_ASSERT(other.cost >= best.cost - 1e-6);
  });
})

BURIN_PROPERTY(PagesProperty, NoPageHoldsMoreThanItsCapacityUnlessReported, [] {
  const Score made = score();
  const Pages best = optimal_pages(made.problem);
  std::uint32_t begin = 0;
  for (std::uint32_t page = 0; page < best.ends.size(); ++page) {
    double least = 0.0;
    for (std::uint32_t i = begin; i < best.ends[page]; ++i)
      least += made.systems[i].least_height + (i > begin ? made.systems[i].least_gap : 0.0);
    const double room = page == 0 ? made.problem.first_capacity : made.problem.capacity;
    const bool reported = std::count(best.overfull.begin(), best.overfull.end(), page) == 1;
    RC_ASSERT(reported == (least > room + 1e-9));
    begin = best.ends[page];
  }
  RC_ASSERT(begin == made.systems.size());
})

}  // namespace
}  // namespace burin::layout
