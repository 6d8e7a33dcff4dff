#include "pipeline/systems/breaking.hpp"

#include <algorithm>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

class Breaker {
 public:
  Breaker(const std::vector<MeasureWidth>& measures, LineWidths widths) : measures_(measures), widths_(widths) {
    prefix_.reserve(measures.size());
    for (const MeasureWidth& measure : measures) prefix_.add(measure.inside);
  }

  std::optional<LineCandidate> line(std::uint32_t begin, std::uint32_t end) const {
    const double extra = measures_[begin].start + measures_[end - 1].end;
    const double width = (begin == 0 ? widths_.first : widths_.others) - extra;
    const double force = prefix_.force_for(begin, end, width);
    LineCandidate candidate;
    candidate.force = force;
    candidate.density = prefix_.ideal(begin, end) / std::max(1.0, width);
    if (force < -1.0) {
      // Without courtesy signs at its end a longer line may still fit.
      if (prefix_.least(begin, end) > width + std::max(0.0, measures_[end - 1].end) + 8.0) return std::nullopt;
      candidate.unfit = true;
    }
    return candidate;
  }

 private:
  const std::vector<MeasureWidth>& measures_;
  LineWidths widths_;
  PrefixWidths prefix_;
};

std::vector<BreakRule> rules_of(const Context& context) {
  std::vector<BreakRule> rules(context.measures + 1, BreakRule::allowed);
  const bool honour = context.options->breaks == burin::Breaks::encoded || context.options->honour_breaks;
  for (std::uint32_t m = 1; m < context.measures && honour; ++m) {
    const MeasureInfo& info = context.piece->measures[m];
    if (info.system_break || info.page_break) rules[m] = BreakRule::forced;
  }
  return rules;
}

}  // namespace

MeasureWidth measure_width(const Context& context, const Stacks& stacks, std::uint32_t measure) {
  const double barline = boundary(context, measure, BoundaryPlace::inside).width;
  WidthFunction inside(stacks[measure]->springs, stacks[measure]->rods);
  inside.add(WidthFunction::fixed(barline));
  return {PrefixWidths::sample(inside), line_start_width(context, stacks, measure),
          line_end_width(context, stacks, measure) - barline};
}

Expected<Broken> break_systems(const Context& context, const std::vector<MeasureWidth>& measures, LineWidths widths,
                               const Operation& operation) {
  const Breaker breaker(measures, widths);
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
