#include "pipeline/systems/breaking.hpp"

#include <algorithm>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

class Breaker {
 public:
  Breaker(const Context& context, const Stacks& stacks, LineWidths widths) : widths_(widths) {
    prefix_.reserve(stacks.size());
    for (std::uint32_t m = 0; m < stacks.size(); ++m) {
      WidthFunction widths_of(stacks[m]->springs, stacks[m]->rods);
      widths_of.add(WidthFunction::fixed(boundary(context, m, BoundaryPlace::inside).width));
      prefix_.add(widths_of);
      start_.push_back(line_start_width(context, stacks, m));
      end_.push_back(line_end_width(context, stacks, m) - boundary(context, m, BoundaryPlace::inside).width);
    }
  }

  std::optional<LineCandidate> line(std::uint32_t begin, std::uint32_t end) const {
    const double extra = start_[begin] + end_[end - 1];
    const double width = (begin == 0 ? widths_.first : widths_.others) - extra;
    const double force = prefix_.force_for(begin, end, width);
    LineCandidate candidate;
    candidate.force = force;
    candidate.density = prefix_.ideal(begin, end) / std::max(1.0, width);
    if (force < -1.0) {
      // Without courtesy signs at its end a longer line may still fit.
      if (prefix_.least(begin, end) > width + std::max(0.0, end_[end - 1]) + 8.0) return std::nullopt;
      candidate.unfit = true;
    }
    return candidate;
  }

 private:
  LineWidths widths_;
  PrefixWidths prefix_;
  std::vector<double> start_;
  std::vector<double> end_;
};

std::vector<BreakRule> rules_of(const Context& context) {
  std::vector<BreakRule> rules(context.measures + 1, BreakRule::allowed);
  const bool honour = context.options->breaks == burin::Breaks::encoded || context.options->honour_breaks;
  for (std::uint32_t m = 1; m < context.measures && honour; ++m) {
    const MeasureInfo& info = context.piece->measures[m];
    if (info.system_break || info.page_break) rules[m] = BreakRule::forced;
  }
  for (std::uint32_t m = 1; m < context.measures; ++m) {
    if (context.swallowed(m)) rules[m] = BreakRule::forbidden;
  }
  return rules;
}

}  // namespace

Expected<Broken> break_systems(const Context& context, const Stacks& stacks, LineWidths widths,
                               const Operation& operation) {
  const Breaker breaker(context, stacks, widths);
  const std::vector<BreakRule> rules = rules_of(context);
  BreakProblem problem;
  problem.count = context.measures;
  problem.line = [&](std::uint32_t begin, std::uint32_t end) { return breaker.line(begin, end); };
  problem.rules = rules;
  problem.stop = [&] { return operation.stopped(); };
  const bool fixed = context.options->breaks == burin::Breaks::fixed && context.options->measures_per_system > 0;
  const layout::Breaks breaks =
      fixed ? fixed_breaks(problem, context.options->measures_per_system) : optimal_breaks(problem);
  if (breaks.cancelled) BURIN_CHECK(operation.check());
  return Broken{breaks.ends, breaks.forces, breaks.ragged};
}

}  // namespace burin::layout
