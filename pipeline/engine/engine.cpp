#include "pipeline/engine/engine.hpp"

#include <algorithm>
#include <cstdio>

#include "pipeline/atoms/build.hpp"
#include "pipeline/engine/fit.hpp"
#include "pipeline/pages/build_pages.hpp"
#include "pipeline/pages/furniture.hpp"
#include "pipeline/pages/names.hpp"
#include "pipeline/stacks/stacks.hpp"
#include "pipeline/systems/build_systems.hpp"

namespace burin::layout {

namespace {

/// More staves than this, and empty ones are left out after the first system unless the options say otherwise.
constexpr std::size_t hide_above = 12;

std::string millimetres(double mm) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", mm);
  std::string result(text.data());
  while (result.back() == '0') result.pop_back();
  if (result.back() == '.') result.pop_back();
  return result + " mm";
}

/// Stages 3 and 4 with the largest staff size whose tallest system fits the page.
class Fitting {
 public:
  Fitting(const Context& context, const Stacks& stacks, Executor& executor, Operation& operation)
      : context_(context), stacks_(stacks), executor_(executor), operation_(operation), options_(*context.options) {}

  Expected<std::vector<std::shared_ptr<const Page>>> run(const std::vector<Span>& spans) {
    const bool automatic = options_.staff_size_mm <= 0.0;
    first_size_ = automatic ? first_staff_size(context_.staves.size()) : options_.staff_size_mm;
    size_ = first_size_;
    hide_ = options_.hide_empty == HideEmpty::always ||
            (options_.hide_empty == HideEmpty::automatic && context_.staves.size() > hide_above);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
      BURIN_TRY(const bool fits, try_size(spans));
      if (fits) break;
      if (!next_choice(automatic)) return too_tall();
    }
    report();
    return build_pages(context_, systems_, plan_, executor_, operation_);
  }

 private:
  static constexpr int most_attempts = 24;
  static constexpr double rounding = 1e-6;  // justified lines are as wide as the page but for the last digits

  Expected<bool> try_size(const std::vector<Span>& spans) {
    plan_ = plan_page(options_, size_);
    plan_.title_height = title_height(context_, plan_);
    plan_.foot_height = foot_height(context_, plan_);
    const Indents indent = indents(context_);
    SystemPlan plan;
    plan.line_width = plan_.line_width();
    plan.first_indent = indent.first;
    plan.other_indent = indent.others;
    plan.hide_empty = hide_;
    plan.hide_first = hide_first_;
    plan.ends = kept_ends_;
    BURIN_TRY(systems_, build_systems(context_, stacks_, spans, plan, executor_, operation_));
    needed_ = tallest(context_, systems_, plan_) / plan_.room();
    for (const auto& system : systems_) {
      needed_ = std::max(needed_, (system->indent + system->least_width) / plan_.line_width());
    }
    return needed_ <= 1.0 + rounding;
  }

  /// Smaller staves first; where the smallest are too large, empty staves are hidden and the sizes tried anew. The next
  /// size is computed from what was missing.
  bool next_choice(bool automatic) {
    const bool may_shrink = automatic && options_.fit.shrink;
    if (may_shrink && size_ > options_.least_staff_size_mm + 1e-9) {
      size_ = std::max(options_.least_staff_size_mm, standard_size_below(std::min(size_ / needed_, size_ - 0.05)));
      add_reason("the tallest system needs a smaller staff size");
      return true;
    }
    const bool may_hide = options_.fit.hide && options_.hide_empty != HideEmpty::never;
    if (may_hide && (!hide_ || (!hide_first_ && first_system_has_empty_staves()))) {
      hide_first_ = hide_;
      hide_ = true;
      add_reason(hide_first_ ? "empty staves are hidden in the first system, too" : "empty staves are hidden");
      if (may_shrink) size_ = first_size_;
      return true;
    }
    if (automatic && size_ > smallest_mm) {  // rather tiny than off the page
      // Longer lines would take more measures, which makes systems taller still: the breaks stay.
      if (kept_ends_.empty()) keep_breaks();
      size_ = std::max(smallest_mm, size_ * std::min(0.98, 1.0 / needed_));
      add_reason("the staff size is below " + millimetres(options_.least_staff_size_mm));
      return true;
    }
    return false;
  }

  void keep_breaks() {
    for (const auto& system : systems_) kept_ends_.push_back(system->first_measure + system->measure_count);
  }

  bool first_system_has_empty_staves() const {
    const SystemLayout& first = *systems_.front();
    for (std::size_t s = 0; s < context_.staves.size(); ++s) {
      bool empty = true;
      for (std::uint32_t m = 0; m < first.measure_count && empty; ++m) {
        empty = stacks_[first.first_measure + m]->atoms->has_content[s] == 0;
      }
      if (empty) return true;
    }
    return false;
  }

  void add_reason(const std::string& reason) {
    if (why_.find(reason) != std::string::npos) return;
    if (!why_.empty()) why_ += "; ";
    why_ += reason;
  }

  void report() {
    ScoreReport& report = operation_.report();
    report.fit.staff_size_mm = size_;
    report.systems = static_cast<std::uint32_t>(systems_.size());
    report.fit.hidden_staves = 0;
    for (const auto& system : systems_) {
      report.fit.hidden_staves += system->hidden;
      report.discomfort.worst_system = std::max(report.discomfort.worst_system, std::abs(system->force));
    }
    if (report.fit.hidden_staves > 0) add_reason("empty staves are left out after the first system");
    report.fit.why = why_;
  }

  tl::unexpected<Error> too_tall() const {
    return fail(Errc::limit, "BU2001",
                "the tallest system needs " + millimetres(needed_ * plan_.room() * plan_.space_mm()) +
                    ", the page has " + millimetres(plan_.room() * plan_.space_mm()),
                {}, "allow more with --fit, take a larger page or a smaller --staff-size");
  }

  static constexpr double smallest_mm = 1.0;

  const Context& context_;
  const Stacks& stacks_;
  Executor& executor_;
  Operation& operation_;
  const EngraveOptions& options_;
  double first_size_{7.0};
  double size_{7.0};
  bool hide_{false};
  bool hide_first_{false};
  double needed_{0.0};  // of the tallest or widest system, as a share of the page's room
  std::string why_;
  PagePlan plan_;
  Systems systems_;
  std::vector<std::uint32_t> kept_ends_;
};

void count_input(const Context& context, Operation& operation) {
  const PieceCounts counts = count(*context.piece);
  ScoreReport& report = operation.report();
  report.parts = counts.parts;
  report.staves = counts.staves;
  report.measures = counts.measures;
  report.notes = counts.notes;
}

}  // namespace

Expected<Engraving> engrave(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                            const TextMetrics& text, Executor& executor, Operation& operation) {
  const Context context = make_context(piece, options, glyphs, text);
  if (context.staves.empty() || context.measures == 0) {
    return fail(Errc::bad_input, "BU2002", "there is no staff or no measure to engrave");
  }
  count_input(context, operation);
  BURIN_TRY(const auto atoms, build_atoms(context, executor, operation));
  BURIN_TRY(const auto stacks, build_stacks(context, atoms, executor, operation));
  std::vector<Span> spans;
  {
    const StageTimer timer(operation.report(), Stage::stage3);
    spans = find_spans(context, atoms);
  }
  for (const auto& measure : atoms) operation.report().atoms += static_cast<std::uint32_t>(measure->events.size());
  BURIN_TRY(auto pages, Fitting(context, stacks, executor, operation).run(spans));
  operation.report().pages = static_cast<std::uint32_t>(pages.size());
  return Engraving{std::move(pages)};
}

}  // namespace burin::layout
