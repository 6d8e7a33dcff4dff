// Stage 3: stacks → systems.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/cache/stage_runs.hpp"
#include "pipeline/systems/breaking.hpp"
#include "pipeline/systems/built_lines.hpp"
#include "pipeline/systems/spans.hpp"
#include "pipeline/systems/system.hpp"

namespace burin::layout {

using Systems = std::vector<std::shared_ptr<const SystemLayout>>;

/// A line that is too tall for a page: its staves from `lower` on make a system of their own, on the next page.
struct SplitLine {
  MeasureRun run;
  std::uint32_t lower{0};  // index in Context::staves
};

/// How wide lines are and what they leave out.
struct SystemPlan {
  double line_width{0.0};    // of the page inside its margins, main staff spaces
  double first_indent{0.0};  // room for the names of the first system
  double other_indent{0.0};
  bool hide_empty{false};  // leave out staves without content, after the first system …
  bool hide_first{false};  // … and in the first one
  /// Breaks to keep (one past the last measure of each system) instead of looking for the best; empty: look for them.
  std::vector<std::uint32_t> ends;
  std::vector<MeasureRun> too_wide;  // lines that a former plan had and that proved too long
  std::vector<SplitLine> split;      // lines that become two systems, if the plan has them; in the order of measures
};

/// What stage 3 reads; all of it outlives the builder.
struct SystemInputs {
  const Context* context{nullptr};
  const Stacks* stacks{nullptr};
  const std::vector<Span>* spans{nullptr};
  const std::vector<MeasureWidth>* widths{nullptr};
  const Versions* versions{nullptr};
  const BuiltLines* before{nullptr};  // of the run before; may be null
  bool same_breaks{false};            // nothing that breaks follow from has changed since the run before
  const std::vector<std::uint8_t>* visible{nullptr};  // by measure, whether somebody looks at it; null: all alike
};

/// Breaks a piece into lines and builds them, for one plan after the other. What the run before has built and is still
/// true is taken over. One thread; the loops inside use the executor.
class SystemBuilder {
 public:
  SystemBuilder(const SystemInputs& inputs, StageRuns& runs, Executor& executor, Operation& operation);
  /// What nobody took is given back in parallel: a run that is cancelled has to be over at once.
  ~SystemBuilder();
  SystemBuilder(const SystemBuilder&) = delete;
  SystemBuilder& operator=(const SystemBuilder&) = delete;

  /// Chooses the lines of a plan; none of them is built. Errors: cancelled. O(measures × measures per line).
  [[nodiscard]] Expected<void> plan(const SystemPlan& plan);
  /// Chooses lines of the plan anew, so many more (or fewer) than there are, where that is a choice: false, and nothing
  /// has changed, where it is none. Errors: cancelled.
  [[nodiscard]] Expected<bool> plan_otherwise(const SystemPlan& plan, int more);
  /// Builds those of the plan's lines that are not built yet, in parallel by instrument, in waves: systems with changed
  /// measures, then those next to them, then the rest, at last those that nobody looks at. A cancelled wave stops those
  /// after it. Errors: cancelled.
  [[nodiscard]] Expected<void> build(std::span<const std::uint32_t> lines);
  [[nodiscard]] Expected<void> build_all();

  /// Whether most of the plan's lines were built in the run before: then all are built faster than the right ones are
  /// chosen.
  [[nodiscard]] bool mostly_known() const;

  [[nodiscard]] const std::vector<LineSpec>& lines() const noexcept { return lines_; }
  /// Null while it is not built.
  [[nodiscard]] const std::shared_ptr<const SystemLayout>& system(std::size_t i) const { return systems_[i]; }
  [[nodiscard]] const Systems& systems() const noexcept { return systems_; }
  /// Lines, the one that is likely to be the tallest first (`guessed_height`). O(staves × measures + signs).
  [[nodiscard]] std::vector<std::uint32_t> by_height() const;
  /// Everything that was used, for the next run.
  [[nodiscard]] BuiltLines take() { return std::move(kept_); }

 private:
  struct Job;
  [[nodiscard]] bool stands(const BuiltLine& before, std::uint32_t index) const;
  [[nodiscard]] std::size_t wave_of(const LineSpec& line) const;
  [[nodiscard]] Expected<void> build_wave(std::span<const std::uint32_t> lines, std::size_t wave);
  [[nodiscard]] std::size_t events_in(const LineSpec& line, const Strip& strip) const;
  void take_lines(const Broken& broken, const SystemPlan& plan);
  void make_lines(const Broken& broken, const SystemPlan& plan);
  void prepare(Job& job) const;
  [[nodiscard]] bool still_true(const BuiltStrip& strip, const Job& job, std::span<const Span* const> spans) const;
  [[nodiscard]] std::shared_ptr<const BuiltLine> finish(Job& job) const;

  SystemInputs in_;
  StageRuns& runs_;
  Executor& executor_;
  Operation& operation_;
  std::vector<std::uint32_t> shown_;  // by staff: measures with content, summed from the start
  std::vector<LineSpec> lines_;
  std::vector<std::vector<const Span*>> spans_;  // by line, in the order of their ids
  Systems systems_;
  Broken usual_;  // the best breaks of the last plan
  BuiltLines kept_;
};

}  // namespace burin::layout
