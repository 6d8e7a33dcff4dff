#include "pipeline/systems/breaking.hpp"

#include <algorithm>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

class Breaker {
 public:
  Breaker(const Context& context, const Stacks& stacks, LineWidths widths)
      : widths_(widths), first_(context.first) {
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
    const double width = (begin == first_ ? widths_.first : widths_.others) - extra;
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
  std::uint32_t first_;
  PrefixWidths prefix_;
  std::vector<double> start_;
  std::vector<double> end_;
};

std::vector<BreakRule> rules_of(const Context& context) {
  std::vector<BreakRule> rules(context.end - context.first + 1, BreakRule::allowed);
  for (std::uint32_t m = context.first + 1; m < context.end && honours_breaks(*context.options); ++m) {
    const MeasureInfo& info = context.piece->measures[m];
    if (info.system_break || info.page_break) rules[m - context.first] = BreakRule::forced;
  }
  return rules;
}

}  // namespace

bool honours_breaks(const EngraveOptions& options) noexcept {
  return options.breaks == burin::Breaks::encoded || options.honour_breaks;
}

Expected<Broken> break_systems(const Context& context, const Stacks& stacks, LineWidths widths,
                               const Operation& operation) {
  const Breaker breaker(context, stacks, widths);
  const std::vector<BreakRule> rules = rules_of(context);
  BreakProblem problem;
  const std::uint32_t first = context.first;
  problem.count = context.end - first;
  problem.line = [&](std::uint32_t begin, std::uint32_t end) { return breaker.line(first + begin, first + end); };
  problem.rules = rules;
  problem.stop = [&] { return operation.stopped(); };
  const bool fixed = context.options->breaks == burin::Breaks::fixed && context.options->measures_per_system > 0;
  const layout::Breaks breaks =
      fixed ? fixed_breaks(problem, context.options->measures_per_system) : optimal_breaks(problem);
  Broken broken{breaks.ends, breaks.forces, breaks.ragged};
  for (std::uint32_t& end : broken.ends) end += first;
  if (breaks.cancelled) BURIN_CHECK(operation.check());
  return broken;
}

}  // namespace burin::layout
