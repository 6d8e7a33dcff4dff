#include "pipeline/systems/breaking.hpp"

#include <algorithm>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

class Breaker {
 public:
  Breaker(const Context& context, const std::vector<MeasureWidth>& measures, LineWidths widths,
          std::span<const MeasureRun> too_wide)
      : context_(context), measures_(measures), widths_(widths), too_wide_(too_wide), first_(context.first) {
    prefix_.reserve(measures.size());
    for (const MeasureWidth& measure : measures) {
      prefix_.add(measure.inside);
      heads_.push_back(heads_.back() + measure.heads);
    }
    const double natural = prefix_.ideal(context.first, context.end);
    const double heads = heads_[context.end] - heads_[context.first];
    if (natural > 0.0 && heads > 0.0) {
      even_density_ = context.style.spacing.even_density;
      wished_heads_ = heads / natural;
    }
  }

  std::optional<LineCandidate> line(std::uint32_t begin, std::uint32_t end) const {
    const double extra = measures_[begin].start + measures_[end - 1].end;
    const bool named = begin == first_ || starts_movement(context_, begin);
    const double width = (named ? widths_.first : widths_.others) - extra;
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
      if (prefix_.least(begin, end) > width + std::max(0.0, measures_[end - 1].end) + 8.0) return std::nullopt;
      candidate.unfit = true;
    }
    if (std::find(too_wide_.begin(), too_wide_.end(), MeasureRun{begin, end}) != too_wide_.end()) {
      candidate.unfit = true;
    }
    return candidate;
  }

 private:
  const Context& context_;
  const std::vector<MeasureWidth>& measures_;
  LineWidths widths_;
  std::span<const MeasureRun> too_wide_;
  std::uint32_t first_;
  PrefixWidths prefix_;
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
  for (std::uint32_t m = context.first + 1; m < context.end && context.options->breaks != burin::Breaks::encoded; ++m) {
    if (starts_movement(context, m) || starts_section(context, m)) rules[m - context.first] = BreakRule::forced;
  }
  for (std::uint32_t m = context.first + 1; m < context.end; ++m) {
    if (context.swallowed(m)) rules[m - context.first] = BreakRule::forbidden;
  }
  return rules;
}

}  // namespace

namespace {

/// Printed heads for each staff of the system that the measure will stand in: of large scores that leave out empty
/// staves, as those that have music here.
double heads_per_staff(const MeasureAtoms& atoms) {
  const std::size_t all = atoms.has_content.size();
  const auto with_music = std::count_if(atoms.has_content.begin(), atoms.has_content.end(),
                                        [](std::uint8_t content) { return content != 0; });
  const std::size_t staves = all > hide_above ? static_cast<std::size_t>(with_music) : all;
  return staves == 0 ? 0.0 : static_cast<double>(atoms.printed) / static_cast<double>(staves);
}

}  // namespace

MeasureWidth measure_width(const Context& context, const MeasureStack& stack) {
  const double barline = boundary(context, stack.atoms->measure, BoundaryPlace::inside).width;
  return {PrefixWidths::sample(stack.springs, stack.rods, barline), line_start_width(context, stack),
          line_end_width(context, stack) - barline, heads_per_staff(*stack.atoms)};
}

bool honours_breaks(const EngraveOptions& options) noexcept {
  return options.breaks == burin::Breaks::encoded || options.honour_breaks;
}

Expected<Broken> break_systems(const Context& context, const std::vector<MeasureWidth>& measures, LineWidths widths,
                               std::span<const MeasureRun> too_wide, Executor& executor, Operation& operation) {
  constexpr std::uint32_t at_once = 8;  // begins that one task looks after
  const Breaker breaker(context, measures, widths, too_wide);
  const std::vector<BreakRule> rules = rules_of(context);
  BreakProblem problem;
  const std::uint32_t first = context.first;
  problem.count = context.end - first;
  problem.line = [&](std::uint32_t begin, std::uint32_t end) { return breaker.line(first + begin, first + end); };
  problem.rules = rules;
  problem.stop = [&] { return operation.stopped(); };
  Expected<void> looped;
  problem.loop = [&](std::uint32_t count, const std::function<void(std::uint32_t)>& body) {
    looped = run_slots(executor, operation, Stage::stage3, (count + at_once - 1) / at_once, [&](std::size_t task) {
      const auto begin = static_cast<std::uint32_t>(task) * at_once;
      for (std::uint32_t i = begin; i < std::min(count, begin + at_once) && !operation.stopped(); ++i) body(i);
    });
  };
  const bool fixed = context.options->breaks == burin::Breaks::fixed && context.options->measures_per_system > 0;
  const layout::Breaks breaks =
      fixed ? fixed_breaks(problem, context.options->measures_per_system) : optimal_breaks(problem);
  BURIN_CHECK(std::move(looped));
  Broken broken{breaks.ends, breaks.forces, breaks.ragged};
  for (std::uint32_t& end : broken.ends) end += first;
  if (breaks.cancelled) BURIN_CHECK(operation.check());
  return broken;
}

Expected<std::optional<Broken>> break_otherwise(const Context& context, const std::vector<MeasureWidth>& measures,
                                                LineWidths widths, std::span<const MeasureRun> too_wide,
                                                const Broken& usual, int more, Operation& operation) {
  constexpr std::size_t most_lines = 24;  // that become others
  constexpr double loosest = 2.0;
  constexpr double looser = 1.75;  // than the loosest of the usual lines, where these are loose by themselves
  constexpr double tightest = -0.6;
  const std::size_t kept = usual.ends.size() - std::min(most_lines, usual.ends.size());
  const auto count = static_cast<std::int64_t>(usual.ends.size() - kept) + more;
  if (count < 1) return std::optional<Broken>{};
  const Breaker breaker(context, measures, widths, too_wide);
  const std::vector<BreakRule> all_rules = rules_of(context);
  const std::uint32_t first = kept == 0 ? context.first : usual.ends[kept - 1];
  const std::vector<BreakRule> rules(all_rules.begin() + (first - context.first), all_rules.end());
  BreakProblem problem;
  problem.count = context.end - first;
  problem.line = [&](std::uint32_t begin, std::uint32_t end) { return breaker.line(first + begin, first + end); };
  problem.rules = rules;
  problem.weights.last_short = 50.0;
  problem.weights.last_short_fill = problem.weights.last_fill;
  problem.stop = [&] { return operation.stopped(); };
  const std::optional<layout::Breaks> found = optimal_breaks(problem, static_cast<std::uint32_t>(count));
  if (found && found->cancelled) BURIN_CHECK(operation.check());
  if (!found || found->ragged || !found->overfull.empty()) return std::optional<Broken>{};
  const auto [least, most] = std::minmax_element(found->forces.begin(), found->forces.end());
  const double usual_most = *std::max_element(usual.forces.begin(), usual.forces.end());
  if (*least < tightest || *most > std::max(loosest, looser * usual_most)) return std::optional<Broken>{};
  Broken broken{{usual.ends.begin(), usual.ends.begin() + static_cast<std::ptrdiff_t>(kept)},
                {usual.forces.begin(), usual.forces.begin() + static_cast<std::ptrdiff_t>(kept)},
                false};
  for (const std::uint32_t end : found->ends) broken.ends.push_back(first + end);
  broken.forces.insert(broken.forces.end(), found->forces.begin(), found->forces.end());
  return std::optional<Broken>(std::move(broken));
}

bool same_break_rules(const Context& a, const Context& b) {
  const auto same_points = [](const MeasureInfo& x, const MeasureInfo& y) {
    return x.system_break == y.system_break && x.page_break == y.page_break;
  };
  const auto& x = a.piece->measures;
  const auto& y = b.piece->measures;
  return a.options->breaks == b.options->breaks && a.options->measures_per_system == b.options->measures_per_system &&
         a.rest_index == b.rest_index && a.movements == b.movements && a.sections == b.sections && a.first == b.first &&
         a.end == b.end &&
         (x.same(y) || std::equal(x.get().begin(), x.get().end(), y.get().begin(), y.get().end(), same_points));
}

}  // namespace burin::layout
