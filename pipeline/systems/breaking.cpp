#include "pipeline/systems/breaking.hpp"

#include <algorithm>

#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

class Breaker {
 public:
  Breaker(const Context& context, const Stacks& stacks, LineWidths widths) : widths_(widths), first_(context.first) {
    prefix_.reserve(stacks.size());
    for (std::uint32_t m = 0; m < stacks.size(); ++m) {
      WidthFunction widths_of(stacks[m]->springs, stacks[m]->rods);
      widths_of.add(WidthFunction::fixed(boundary(context, m, BoundaryPlace::inside).width));
      prefix_.add(widths_of);
      start_.push_back(line_start_width(context, stacks, m));
      end_.push_back(line_end_width(context, stacks, m) - boundary(context, m, BoundaryPlace::inside).width);
      heads_.push_back(heads_.back() + heads_per_staff(*stacks[m]->atoms));
    }
    const double natural = prefix_.ideal(context.first, context.end);
    const double heads = heads_[context.end] - heads_[context.first];
    if (natural > 0.0 && heads > 0.0) {
      even_density_ = context.style.spacing.even_density;
      wished_heads_ = heads / natural;
    }
  }

  std::optional<LineCandidate> line(std::uint32_t begin, std::uint32_t end) const {
    const double extra = start_[begin] + end_[end - 1];
    const double width = (begin == first_ ? widths_.first : widths_.others) - extra;
    const double force = prefix_.force_for(begin, end, width);
    LineCandidate candidate;
    candidate.force = force;
    candidate.density = prefix_.ideal(begin, end) / std::max(1.0, width);
    if (even_density_ > 0.0) {
      const double share = (heads_[end] - heads_[begin]) / (wished_heads_ * std::max(1.0, width)) - 1.0;
      candidate.cost = even_density_ * share * share;
    }
    if (force < -1.0) {
      // Without courtesy signs at its end a longer line may still fit.
      if (prefix_.least(begin, end) > width + std::max(0.0, end_[end - 1]) + 8.0) return std::nullopt;
      candidate.unfit = true;
    }
    return candidate;
  }

 private:
  /// Printed heads for each staff that has music in the measure.
  static double heads_per_staff(const MeasureAtoms& atoms) {
    const auto heads =
        std::count_if(atoms.heads.begin(), atoms.heads.end(), [](const Head& head) { return !head.hidden; });
    const auto staves = std::count_if(atoms.has_content.begin(), atoms.has_content.end(),
                                      [](std::uint8_t content) { return content != 0; });
    return staves == 0 ? 0.0 : static_cast<double>(heads) / static_cast<double>(staves);
  }

  LineWidths widths_;
  std::uint32_t first_;
  PrefixWidths prefix_;
  std::vector<double> start_;
  std::vector<double> end_;
  std::vector<double> heads_{0.0};  // summed from the start
  double wished_heads_{1.0};        // on a staff space of line
  double even_density_{0.0};
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
