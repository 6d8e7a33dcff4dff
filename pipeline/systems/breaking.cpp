#include "pipeline/systems/breaking.hpp"

#include <algorithm>
#include <limits>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/numeric/optimal_breaks.hpp"
#include "pipeline/systems/barline.hpp"

namespace burin::layout {

namespace {

/// How many staves a line has: all, or those of the instruments that show something in one of its measures.
class StaffCounts {
 public:
  StaffCounts(const Context& context, const std::vector<MeasureWidth>& measures, const LineWidths& widths)
      : all_(static_cast<std::uint32_t>(context.staves.size())), first_(context.first), widths_(widths) {
    if (!widths.hide_empty) return;
    for (std::uint32_t s = 0; s < all_; s += context.staves[s].staves_of_instrument) {
      instruments_.push_back({s, context.staves[s].staves_of_instrument});
    }
    next_.assign((measures.size() + 1) * instruments_.size(), none);
    for (std::size_t m = measures.size(); m-- > 0;) find_next(m, measures[m].shown);
  }

  /// At least 1. O(instruments).
  [[nodiscard]] double of(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t count = 0;
    if (!widths_.hide_empty || (begin == first_ && !widths_.hide_first)) count = all_;
    for (std::size_t i = 0; i < instruments_.size() && count < all_; ++i) {
      if (next_[begin * instruments_.size() + i] < end) count += instruments_[i].staves;
    }
    return static_cast<double>(std::max(1U, count));
  }

 private:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
  struct Staves {
    std::uint32_t first;
    std::uint32_t staves;
  };

  void find_next(std::size_t measure, const std::vector<std::uint8_t>& shown) {
    const std::size_t row = measure * instruments_.size();
    for (std::size_t i = 0; i < instruments_.size(); ++i) {
      const auto from = shown.begin() + instruments_[i].first;
      const bool here = std::any_of(from, from + instruments_[i].staves, [](std::uint8_t staff) { return staff != 0; });
      next_[row + i] = here ? static_cast<std::uint32_t>(measure) : next_[row + instruments_.size() + i];
    }
  }

  std::uint32_t all_;
  std::uint32_t first_;
  LineWidths widths_;
  std::vector<Staves> instruments_{};
  std::vector<std::uint32_t> next_{};  // by measure and instrument: the first measure from here on that shows something
};

class Breaker {
 public:
  Breaker(const Context& context, const std::vector<MeasureWidth>& measures, LineWidths widths,
          std::span<const MeasureRun> too_wide)
      : context_(context),
        measures_(measures),
        widths_(widths),
        too_wide_(too_wide),
        first_(context.first),
        staves_(context, measures, widths_) {
    prefix_.reserve(measures.size());
    for (const MeasureWidth& measure : measures) {
      prefix_.add(measure.inside);
      heads_.push_back(heads_.back() + measure.heads);
    }
    wished_heads_ = usual_heads();
    if (wished_heads_ > 0.0) even_density_ = context.style.spacing.even_density;
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
      const double heads = (heads_[end] - heads_[begin]) / staves_.of(begin, end);
      const double share = heads / (wished_heads_ * std::max(1.0, width)) - 1.0;
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
  /// Heads on a staff space of line for each of its staves, in the mean over the piece. Which staves a line will have
  /// is not known yet: those that it has with the measure in its middle.
  [[nodiscard]] double usual_heads() const {
    const double natural = prefix_.ideal(context_.first, context_.end);
    if (!(natural > 0.0) || !(widths_.others > 0.0)) return 0.0;
    const std::uint32_t measures = context_.end - context_.first;
    const auto line = static_cast<std::uint32_t>(std::clamp(measures * widths_.others / natural, 1.0, measures * 1.0));
    double heads = 0.0;
    for (std::uint32_t m = context_.first; m < context_.end; ++m) {
      const std::uint32_t begin = std::clamp(m, context_.first + line / 2, context_.end - line + line / 2) - line / 2;
      heads += (heads_[m + 1] - heads_[m]) / staves_.of(begin, begin + line);
    }
    return heads / natural;
  }

  const Context& context_;
  const std::vector<MeasureWidth>& measures_;
  LineWidths widths_;
  std::span<const MeasureRun> too_wide_;
  std::uint32_t first_;
  StaffCounts staves_;
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

MeasureWidth measure_width(const Context& context, const MeasureStack& stack) {
  const double barline = boundary(context, stack.atoms->measure, BoundaryPlace::inside).width;
  return {PrefixWidths::sample(stack.springs, stack.rods, barline), line_start_width(context, stack),
          line_end_width(context, stack) - barline, static_cast<double>(stack.atoms->printed), stack.atoms->shown};
}

bool hides_empty_staves(const Context& context) noexcept {
  const HideEmpty asked = context.options->hide_empty;
  return asked == HideEmpty::always || (asked == HideEmpty::automatic && context.staves.size() > hide_above);
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
