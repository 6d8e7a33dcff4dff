#include "pipeline/engine/session.hpp"

#include <algorithm>
#include <span>

#include "pipeline/atoms/build.hpp"
#include "pipeline/cache/versions.hpp"
#include "pipeline/engine/fitting.hpp"
#include "pipeline/pages/build_pages.hpp"
#include "pipeline/stacks/stacks.hpp"
#include "pipeline/systems/build_systems.hpp"

namespace burin::layout {

namespace {

/// Everything that a run makes, and that the next one may take over. Immutable parts are shared between runs.
struct Made {
  Shared<Piece> piece;  // keeps alive what the rest points to
  Context context;
  Versions versions;
  Atoms atoms;
  std::vector<std::shared_ptr<const MeasureSpanEnds>> ends;
  Rational shortest{};
  Stacks stacks;
  std::vector<MeasureWidth> widths;
  BuiltLines lines;
  BuiltPages pages;
};

/// A symphony's workings are a hundred thousand pieces of memory.
void give_back(Made& made, Executor& executor) {
  std::vector<std::shared_ptr<const BuiltLine>> lines = made.lines.take_all();
  release(executor, lines);
  release(executor, made.stacks);
  release(executor, made.atoms);
  release(executor, made.ends);
}

bool same_texts(const Piece& a, const Piece& b) {
  return a.title == b.title && a.subtitle == b.subtitle && a.movement_title == b.movement_title &&
         a.movement_number == b.movement_number && a.composer == b.composer && a.lyricist == b.lyricist &&
         a.arranger == b.arranger && a.rights == b.rights && a.credits == b.credits;
}

/// Whether options differ in nothing but what each stage compares by itself (sizes of pages and staves, fit, breaks,
/// density, bar numbers).
bool same_content(const EngraveOptions& a, const EngraveOptions& b) {
  return a.max_systems == b.max_systems && a.page_turns == b.page_turns && a.musicians == b.musicians &&
         a.part_name == b.part_name && a.first_measure == b.first_measure && a.measure_count == b.measure_count &&
         a.verses == b.verses && a.crop == b.crop && a.header == b.header && a.footer == b.footer &&
         a.style == b.style && a.honour_breaks == b.honour_breaks && a.honour_page == b.honour_page &&
         a.honour_staff_size == b.honour_staff_size && a.multi_rests == b.multi_rests && a.pitch == b.pitch;
}

/// One run: makes `now` out of the piece and what `before` (may be null) still has.
class Run {
 public:
  Run(const Made* before, Made& now, std::span<const std::uint32_t> visible, StageRuns& runs, Executor& executor,
      Operation& operation)
      : before_(before), now_(now), visible_(visible), runs_(runs), executor_(executor), operation_(operation) {}

  Expected<PagesResult> go() {
    BURIN_CHECK(operation_.check());
    start();
    if (now_.context.staves.empty() || now_.context.measures == 0) {
      return fail(Errc::bad_input, "BU2002", "there is no staff or no measure to engrave");
    }
    BURIN_CHECK(stage1());
    count();
    BURIN_CHECK(stage2());
    return stages3and4();
  }

 private:
  /// Whether results by measure of the run before may be taken over.
  [[nodiscard]] bool follows() const { return before_ != nullptr && !now_.versions.frame_changed(); }

  void start() {
    const StageTimer timer(operation_.report(), Stage::stage1);
    now_.versions =
        before_ == nullptr ? Versions(now_.context) : Versions(before_->versions, before_->context, now_.context);
    if (!follows()) return;
    now_.atoms = before_->atoms;
    now_.ends = before_->ends;
    now_.stacks = before_->stacks;
    now_.widths = before_->widths;
    now_.pages = before_->pages;
    if (!same_texts(*before_->piece, *now_.piece)) now_.pages.pages.clear();
  }

  Expected<void> stage1() {
    std::vector<std::uint32_t> stale;
    for (std::uint32_t m = 0; m < now_.context.measures; ++m) {
      if (now_.versions.changed(m)) stale.push_back(m);
    }
    runs_.measures += static_cast<std::uint32_t>(stale.size());
    now_.atoms.resize(now_.context.measures);
    now_.ends.resize(now_.context.measures);
    return run_slots(executor_, operation_, Stage::stage1, stale.size(), [&](std::size_t i) {
      const std::uint32_t m = stale[i];
      now_.atoms[m] = build_measure(now_.context, m);
      now_.ends[m] = find_span_ends(now_.context, *now_.atoms[m]);
    });
  }

  void count() {
    ScoreReport& report = operation_.report();
    report.staves = static_cast<std::uint32_t>(now_.context.staves.size());
    report.parts = static_cast<std::uint32_t>(
        std::count_if(now_.context.staves.begin(), now_.context.staves.end(),
                      [](const StaffRef& ref) { return ref.staff == ref.instrument->staves[0].get(); }));
    report.measures = now_.context.end - now_.context.first;
    report.notes = report.atoms = 0;
    for (std::uint32_t m = now_.context.first; m < now_.context.end; ++m) {
      const auto& measure = now_.atoms[m];
      report.notes += measure->printed;
      report.atoms += static_cast<std::uint32_t>(measure->events.size());
    }
  }

  /// A measure's stack also shows what the next one brings, so it follows the change of either.
  Expected<void> stage2() {
    now_.shortest = common_shortest(now_.atoms);
    const bool all = !follows() || before_->shortest != now_.shortest ||
                     before_->context.options->spacing_density != now_.context.options->spacing_density;
    std::vector<std::uint32_t> stale;
    for (std::uint32_t m = 0; m < now_.context.measures; ++m) {
      const bool next = m + 1 < now_.context.measures && now_.versions.changed(m + 1);
      if (all || now_.versions.changed(m) || next) stale.push_back(m);
    }
    runs_.stacks += static_cast<std::uint32_t>(stale.size());
    now_.stacks.resize(now_.context.measures);
    now_.widths.resize(now_.context.measures);
    BURIN_CHECK(run_slots(executor_, operation_, Stage::stage2, stale.size(), [&](std::size_t i) {
      const std::uint32_t m = stale[i];
      now_.stacks[m] = build_stack(now_.context, now_.atoms[m], now_.shortest);
      now_.widths[m] = measure_width(now_.context, *now_.stacks[m]);
    }));
    same_breaks_ = follows() && now_.widths == before_->widths && same_break_rules(before_->context, now_.context);
    return {};
  }

  Expected<PagesResult> stages3and4() {
    std::vector<Span> spans;
    {
      const StageTimer timer(operation_.report(), Stage::stage3);
      spans = join_spans(now_.ends);
    }
    SystemInputs inputs{&now_.context, &now_.stacks, &spans, &now_.widths, &now_.versions};
    if (follows() && before_->context.options->bar_numbers == now_.context.options->bar_numbers) {
      inputs.before = &before_->lines;
      inputs.same_breaks = same_breaks_;
    }
    const std::vector<std::uint8_t> visible = visible_measures();
    if (!visible.empty()) inputs.visible = &visible;
    SystemBuilder builder(inputs, runs_, executor_, operation_);
    BURIN_TRY(PagesResult pages,
              Fitting(now_.context, now_.stacks, builder, now_.pages, runs_, executor_, operation_).run());
    now_.lines = builder.take();
    return pages;
  }

  /// By measure, what the pages that somebody looks at hold; empty when all are alike.
  [[nodiscard]] std::vector<std::uint8_t> visible_measures() const {
    if (visible_.empty() || !follows()) return {};
    std::vector<std::uint8_t> measures(now_.context.measures, 0);
    for (const std::uint32_t page : visible_) {
      if (page >= before_->pages.pages.size()) continue;
      for (const auto& system : before_->pages.pages[page].systems) {
        std::fill_n(measures.begin() + system->first_measure, system->measure_count, std::uint8_t{1});
      }
    }
    return measures;
  }

  const Made* before_;
  Made& now_;
  std::span<const std::uint32_t> visible_;
  StageRuns& runs_;
  Executor& executor_;
  Operation& operation_;
  bool same_breaks_{false};
};

}  // namespace

struct LayoutSession::State {
  std::shared_ptr<const EngraveOptions> options;
  const GlyphMetrics* glyphs;
  const TextMetrics* text;
  std::shared_ptr<const EngraveOptions> made_with;  // contexts point to their options
  std::unique_ptr<Made> made;
  StageRuns runs;
  std::vector<std::uint32_t> visible;
};

LayoutSession::LayoutSession(EngraveOptions options, const GlyphMetrics& glyphs, const TextMetrics& text)
    : state_(std::make_unique<State>()) {
  state_->glyphs = &glyphs;
  state_->text = &text;
  set_options(std::move(options));
}
LayoutSession::~LayoutSession() = default;
LayoutSession::LayoutSession(LayoutSession&&) noexcept = default;
LayoutSession& LayoutSession::operator=(LayoutSession&&) noexcept = default;

Expected<Engraving> LayoutSession::engrave(Shared<Piece> piece, Executor& executor, Operation& operation) {
  State& state = *state_;
  const bool follows = state.made != nullptr && same_content(*state.made_with, *state.options);
  const Made* before = follows ? state.made.get() : nullptr;
  auto now = std::make_unique<Made>();
  StageRuns runs;
  now->piece = std::move(piece);
  BURIN_TRY(now->context, make_context(*now->piece, *state.options, *state.glyphs, *state.text,
                                       before != nullptr ? &before->context : nullptr, executor, operation));
  Expected<PagesResult> pages = Run(before, *now, state.visible, runs, executor, operation).go();
  if (!pages) {
    give_back(*now, executor);
    return tl::unexpected(std::move(pages.error()));
  }
  state.made = std::move(now);
  state.made_with = state.options;
  state.runs = runs;
  operation.report().pages = static_cast<std::uint32_t>(pages->pages.size());
  return Engraving{std::move(pages->pages), {}};
}

void LayoutSession::set_options(EngraveOptions options) {
  state_->options = std::make_shared<const EngraveOptions>(std::move(options));
}
void LayoutSession::set_visible(std::vector<std::uint32_t> pages) { state_->visible = std::move(pages); }
void LayoutSession::forget(Executor& executor) {
  if (state_->made != nullptr) give_back(*state_->made, executor);
  state_->made.reset();
}
const StageRuns& LayoutSession::runs() const noexcept { return state_->runs; }

}  // namespace burin::layout
