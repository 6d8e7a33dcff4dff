#include "pipeline/systems/build_systems.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "pipeline/atoms/movement.hpp"
#include "pipeline/systems/line_height.hpp"

namespace burin::layout {

namespace {

/// Counts of measures that show something, summed from the start, by staff: questions about ranges in O(1).
std::vector<std::uint32_t> sum_shown(const Context& context, const Stacks& stacks) {
  const std::size_t measures = stacks.size() + 1;
  std::vector<std::uint32_t> sums(context.staves.size() * measures);
  for (std::size_t s = 0; s < context.staves.size(); ++s) {
    for (std::size_t m = 0; m < stacks.size(); ++m) {
      sums[s * measures + m + 1] = sums[s * measures + m] + stacks[m]->atoms->shown[s];
    }
  }
  return sums;
}

/// Adds the first instrument of every bracketed group that would vanish.
void keep_groups(const Context& context, std::vector<std::uint32_t>& staves) {
  for (const PartGroup& group : context.piece->groups) {
    if (group.symbol == PartGroup::Symbol::none) continue;
    const auto member = [&](std::uint32_t s) {
      const std::uint32_t musician = context.staves[s].musician_index;
      return musician >= group.first && musician < group.first + group.count;
    };
    if (std::any_of(staves.begin(), staves.end(), member)) continue;
    for (std::uint32_t s = 0; s < context.staves.size(); ++s) {
      if (!member(s)) continue;
      for (std::uint32_t k = 0; k < context.staves[s].staves_of_instrument; ++k) staves.push_back(s + k);
      break;
    }
  }
  std::sort(staves.begin(), staves.end());
}

/// Staves of a system: all, or those with content; instruments keep all their staves or none.
std::vector<std::uint32_t> visible_staves(const Context& context, const std::vector<std::uint32_t>& shown_sums,
                                          std::uint32_t begin, std::uint32_t end, bool hide) {
  const std::size_t measures = context.measures + std::size_t{1};
  std::vector<std::uint32_t> staves;
  for (std::uint32_t s = 0; s < context.staves.size();) {
    const std::uint32_t next = s + context.staves[s].staves_of_instrument;
    bool shown = !hide;
    for (std::uint32_t k = s; k < next && !shown; ++k) {
      shown = shown_sums[k * measures + end] > shown_sums[k * measures + begin];
    }
    for (std::uint32_t k = s; k < next && shown; ++k) staves.push_back(k);
    s = next;
  }
  if (context.style.page.keep_groups > 0.0) keep_groups(context, staves);
  if (staves.empty()) staves.push_back(0);
  return staves;
}

/// Takes the lower staves from a line that is split, for a line of their own; one without staves when it is not.
LineSpec take_lower(LineSpec& line, const std::vector<SplitLine>& split) {
  const MeasureRun run{line.first, line.first + line.count};
  const auto found = std::find_if(split.begin(), split.end(), [&](const SplitLine& one) { return one.run == run; });
  LineSpec lower = line;
  lower.staves.clear();
  if (found == split.end()) return lower;
  const auto border = std::lower_bound(line.staves.begin(), line.staves.end(), found->lower);
  if (border == line.staves.begin()) return lower;
  lower.staves.assign(border, line.staves.end());
  line.staves.erase(border, line.staves.end());
  lower.lower = true;
  return lower;
}

/// Spanners by system, in the order of their ids.
std::vector<std::vector<const Span*>> spans_by_system(const std::vector<Span>& spans,
                                                      const std::vector<LineSpec>& lines, std::uint32_t measures) {
  const std::uint32_t first = lines.front().first;
  const std::uint32_t end = lines.back().first + lines.back().count;
  std::vector<std::uint32_t> first_of(measures, 0);  // a line that is split has two systems
  std::vector<std::uint32_t> last_of(measures, 0);
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    const bool lower = i > 0 && lines[i - 1].first == lines[i].first;
    for (std::uint32_t m = lines[i].first; m < lines[i].first + lines[i].count; ++m) {
      last_of[m] = i;
      first_of[m] = lower ? i - 1 : i;
    }
  }
  std::vector<std::vector<const Span*>> result(lines.size());
  for (const Span& span : spans) {
    const auto [from, to] = std::minmax(span.start.measure, span.stop.measure);
    if (to < first || from >= end) continue;  // outside of what is printed
    const std::uint32_t a = first_of[std::max(from, first)];
    const std::uint32_t b = last_of[std::min(to, end - 1)];
    for (std::uint32_t i = a; i <= b; ++i) result[i].push_back(&span);
  }
  return result;
}

/// Spanners of a line by strip. A spanner without a visible staff belongs to none.
std::vector<std::vector<const Span*>> spans_by_strip(const LineSpec& line, const std::vector<Strip>& strips,
                                                     std::span<const Span* const> spans, std::size_t staves) {
  std::vector<std::int32_t> strip_of(staves, -1);
  for (std::size_t k = 0; k < strips.size(); ++k) {
    for (std::uint32_t i = 0; i < strips[k].count; ++i) {
      strip_of[line.staves[strips[k].first + i]] = static_cast<std::int32_t>(k);
    }
  }
  std::vector<std::vector<const Span*>> result(strips.size());
  for (const Span* span : spans) {
    const std::int32_t start = strip_of[span->start.staff];
    const std::int32_t own = start >= 0 ? start : strip_of[span->stop.staff];
    if (own >= 0) result[static_cast<std::size_t>(own)].push_back(span);
  }
  return result;
}

SpanKey key_of(const Span& span) { return {span.start.mark, span.stop.mark, span.start.measure, span.stop.measure}; }

bool same_columns(const MeasureAtoms& a, const MeasureAtoms& b) {
  return a.length == b.length && std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                                            [](const Column& x, const Column& y) { return x.onset == y.onset; });
}

}  // namespace

/// One line on its way from its measures to a system.
struct SystemBuilder::Job {
  std::uint32_t index{0};
  std::shared_ptr<const BuiltLine> before;  // may be taken over in part
  std::shared_ptr<BuiltLine> now;
  bool same_places{false};  // columns and signs at the edges are where they were
  bool placed{false};
  std::vector<std::vector<const Span*>> spans;  // by strip
  std::vector<std::uint32_t> stale;             // strips to be built
};

SystemBuilder::SystemBuilder(const SystemInputs& inputs, StageRuns& runs, Executor& executor, Operation& operation)
    : in_(inputs), runs_(runs), executor_(executor), operation_(operation) {
  const StageTimer timer(operation.report(), Stage::stage3);
  shown_ = sum_shown(*in_.context, *in_.stacks);
}

SystemBuilder::~SystemBuilder() {
  systems_.clear();
  std::vector<std::shared_ptr<const BuiltLine>> lines = kept_.take_all();
  release(executor_, lines);
}

namespace {

LineWidths widths_of(const SystemPlan& plan) {
  return {plan.line_width - plan.first_indent, plan.line_width - plan.other_indent, plan.hide_empty, plan.hide_first};
}

}  // namespace

Expected<void> SystemBuilder::plan(const SystemPlan& plan) {
  Broken broken{plan.ends, std::vector<double>(plan.ends.size(), 0.0), false};
  if (plan.ends.empty()) {
    const LineWidths widths = widths_of(plan);
    // Only breaks that follow from nothing but the widths are kept for the next run.
    const bool plain = plan.too_wide.empty();
    const Broken* known = plain && in_.same_breaks && in_.before != nullptr ? in_.before->breaks(widths) : nullptr;
    if (known != nullptr) {
      broken = *known;
    } else {
      BURIN_TRY(broken, break_systems(*in_.context, *in_.widths, widths, plan.too_wide, executor_, operation_));
      ++runs_.breaks;
    }
    if (plain) kept_.keep(widths, broken);
  }
  take_lines(broken, plan);
  usual_ = std::move(broken);
  return {};
}

Expected<bool> SystemBuilder::plan_otherwise(const SystemPlan& plan, int more) {
  if (!plan.ends.empty()) return false;
  const LineWidths widths = widths_of(plan);
  BURIN_TRY(const std::optional<Broken> broken,
            break_otherwise(*in_.context, *in_.widths, widths, plan.too_wide, usual_, more, operation_));
  if (broken) take_lines(*broken, plan);
  return broken.has_value();
}

void SystemBuilder::take_lines(const Broken& broken, const SystemPlan& plan) {
  const StageTimer timer(operation_.report(), Stage::stage3);
  make_lines(broken, plan);
  spans_ = spans_by_system(*in_.spans, lines_, in_.context->measures);
  systems_.assign(lines_.size(), nullptr);
}

void SystemBuilder::make_lines(const Broken& broken, const SystemPlan& plan) {
  lines_.clear();
  std::uint32_t begin = in_.context->first;
  for (std::size_t i = 0; i < broken.ends.size(); ++i) {
    LineSpec line;
    line.first = begin;
    line.count = broken.ends[i] - begin;
    line.indent = i == 0 || starts_movement(*in_.context, begin) ? plan.first_indent : plan.other_indent;
    line.width = plan.line_width - line.indent;
    line.justified = !(broken.ragged && i + 1 == broken.ends.size());
    line.force = line.justified ? 0.0 : broken.forces[i];
    line.staves =
        visible_staves(*in_.context, shown_, begin, broken.ends[i], plan.hide_empty && (i > 0 || plan.hide_first));
    begin = broken.ends[i];
    const LineSpec lower = take_lower(line, plan.split);
    lines_.push_back(std::move(line));
    if (!lower.staves.empty()) lines_.push_back(lower);
  }
}

std::vector<std::uint32_t> SystemBuilder::by_height() const {
  std::vector<double> heights;
  heights.reserve(lines_.size());
  for (const LineSpec& line : lines_) heights.push_back(guessed_height(*in_.context, *in_.stacks, line));
  std::vector<std::uint32_t> order(lines_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return heights[a] > heights[b]; });
  return order;
}

/// Places the columns of a line and finds out which of its strips have to be built.
void SystemBuilder::prepare(Job& job) const {
  const LineSpec& line = lines_[job.index];
  const auto first = in_.stacks->begin() + line.first;
  job.now = std::make_shared<BuiltLine>();
  job.now->line = line;
  job.now->run = job.now->made = in_.versions->run();
  for (const Span* span : spans_[job.index]) job.now->spans.push_back(key_of(*span));
  job.now->stacks.assign(first, first + line.count);
  const auto last_staff = static_cast<std::uint32_t>(in_.context->staves.size() - 1);
  const std::int64_t end = line.first + line.count;
  const BuiltLine* before = job.before.get();
  const bool untouched = before != nullptr && before->stacks == job.now->stacks &&
                         in_.versions->newest(0, last_staff, line.first, end) <= before->run;
  if (untouched) {
    job.now->geometry = before->geometry;
    job.now->run = before->run;
    job.same_places = true;
  } else {
    job.placed = true;
    job.now->geometry = std::make_shared<const Geometry>(solve_line(*in_.context, *in_.stacks, line));
    job.same_places = before != nullptr && *before->geometry == *job.now->geometry;
    for (std::uint32_t i = 0; i < line.count && job.same_places; ++i) {
      const MeasureStack& a = *before->stacks[i];
      const MeasureStack& b = *job.now->stacks[i];
      job.same_places = a.header == b.header && a.change == b.change && a.courtesy == b.courtesy &&
                        same_columns(*a.atoms, *b.atoms) && a.atoms->repeated == b.atoms->repeated;
    }
  }
  const std::vector<Strip> strips = strips_of(*in_.context, line, spans_[job.index]);
  job.spans = spans_by_strip(line, strips, spans_[job.index], in_.context->staves.size());
  for (std::uint32_t k = 0; k < strips.size(); ++k) {
    BuiltStrip built;
    built.strip = strips[k];
    for (const Span* span : job.spans[k]) built.spans.push_back(key_of(*span));
    const BuiltStrip* known = nullptr;
    for (std::size_t j = 0; job.same_places && j < before->strips.size() && known == nullptr; ++j) {
      const BuiltStrip& one = before->strips[j];
      if (one.strip == built.strip && one.spans == built.spans && still_true(one, job, job.spans[k])) known = &one;
    }
    if (known != nullptr) {
      built.layout = known->layout;
      built.run = known->run;
    } else {
      built.run = in_.versions->run();
      job.stale.push_back(k);
    }
    job.now->strips.push_back(std::move(built));
  }
}

/// Whether nothing that a strip read has changed since: its staves in its measures and their neighbours, and as far as
/// its spanners reach.
bool SystemBuilder::still_true(const BuiltStrip& strip, const Job& job, std::span<const Span* const> spans) const {
  const LineSpec& line = lines_[job.index];
  std::int64_t from = static_cast<std::int64_t>(line.first) - 1;
  std::int64_t to = static_cast<std::int64_t>(line.first) + line.count;
  for (const Span* span : spans) {
    from = std::min<std::int64_t>(from, span->start.measure);
    to = std::max<std::int64_t>(to, span->stop.measure);
  }
  // Over the top staff stands what holds for the whole system, whichever staff the file has it on.
  const bool top = strip.strip.first == 0;
  if (top && (in_.versions->endings() > strip.run || !in_.context->others.empty())) return false;
  const std::uint32_t first = top ? 0 : line.staves[strip.strip.first];
  const std::uint32_t last = top ? static_cast<std::uint32_t>(in_.context->staves.size() - 1)
                                 : line.staves[strip.strip.first + strip.strip.count - 1];
  return in_.versions->newest(first, last, from, to) <= strip.run;
}

std::shared_ptr<const BuiltLine> SystemBuilder::finish(Job& job) const {
  BuiltLine& now = *job.now;
  if (job.same_places && job.stale.empty()) {
    now.seams = job.before->seams;
    now.system = job.before->system;
    return job.now;
  }
  std::vector<std::shared_ptr<const StripLayout>> strips;
  for (std::size_t k = 0; k < now.strips.size(); ++k) {
    strips.push_back(now.strips[k].layout);
    if (k == 0) continue;
    const bool known = job.same_places && k < job.before->strips.size() &&
                       job.before->strips[k - 1].layout == strips[k - 1] && job.before->strips[k].layout == strips[k];
    now.seams.push_back(known ? job.before->seams[k - 1] : seam(*in_.context, *strips[k - 1], *strips[k]));
  }
  now.system = join_strips(*in_.context, now.line, *now.geometry, strips, now.seams);
  return job.now;
}

/// Whether a line is what it was, with all of its strips. Coarser than what `prepare` finds out, and cheap.
bool SystemBuilder::stands(const BuiltLine& before, std::uint32_t index) const {
  const LineSpec& line = lines_[index];
  const std::vector<const Span*>& spans = spans_[index];
  if (!(before.line == line) || !in_.context->others.empty() || in_.versions->endings() > before.made) return false;
  const bool same_spans = std::equal(spans.begin(), spans.end(), before.spans.begin(), before.spans.end(),
                                     [](const Span* span, const SpanKey& key) { return key_of(*span) == key; });
  if (!same_spans || !std::equal(before.stacks.begin(), before.stacks.end(), in_.stacks->begin() + line.first)) {
    return false;
  }
  std::int64_t from = static_cast<std::int64_t>(line.first) - 1;
  std::int64_t to = static_cast<std::int64_t>(line.first) + line.count;
  for (const Span* span : spans) {
    from = std::min<std::int64_t>(from, span->start.measure);
    to = std::max<std::int64_t>(to, span->stop.measure);
  }
  const auto last_staff = static_cast<std::uint32_t>(in_.context->staves.size() - 1);
  return in_.versions->newest(0, last_staff, from, to) <= before.made;
}

bool SystemBuilder::mostly_known() const {
  if (in_.before == nullptr) return false;
  const auto known = std::count_if(lines_.begin(), lines_.end(),
                                   [&](const LineSpec& line) { return in_.before->find(line) != nullptr; });
  return 2 * static_cast<std::size_t>(known) > lines_.size();
}

std::size_t SystemBuilder::wave_of(const LineSpec& line) const {
  const std::uint32_t end = line.first + line.count;
  const auto any = [&](std::uint32_t from, std::uint32_t to, const auto& holds) {
    for (std::uint32_t m = from; m < to; ++m) {
      if (holds(m)) return true;
    }
    return false;
  };
  const auto changed = [&](std::uint32_t m) { return in_.versions->changed(m); };
  if (in_.visible != nullptr && !any(line.first, end, [&](std::uint32_t m) { return (*in_.visible)[m] != 0; }))
    return 3;
  if (any(line.first, end, changed)) return 0;
  const std::uint32_t before = line.first > 0 ? line.first - 1 : 0;
  return any(before, std::min(end + 1, in_.context->measures), changed) ? 1 : 2;
}

Expected<void> SystemBuilder::build(std::span<const std::uint32_t> lines) {
  std::array<std::vector<std::uint32_t>, 4> waves;
  for (const std::uint32_t i : lines) {
    if (systems_[i] != nullptr) continue;
    std::shared_ptr<const BuiltLine> before = in_.before != nullptr ? in_.before->find(lines_[i]) : nullptr;
    if (before != nullptr && stands(*before, i)) {
      systems_[i] = before->system;
      kept_.keep(std::move(before));
    } else {
      waves[wave_of(lines_[i])].push_back(i);
    }
  }
  for (std::size_t wave = 0; wave < waves.size(); ++wave) {
    if (!waves[wave].empty()) BURIN_CHECK(build_wave(waves[wave], wave));
  }
  return {};
}

std::size_t SystemBuilder::events_in(const LineSpec& line, const Strip& strip) const {
  const std::uint32_t first = line.staves[strip.first];
  const std::uint32_t last = line.staves[strip.first + strip.count - 1];
  std::size_t events = 0;
  for (std::uint32_t m = line.first; m < line.first + line.count; ++m) {
    const MeasureAtoms& atoms = *(*in_.stacks)[m]->atoms;
    events += atoms.staff_begin[last + 1] - atoms.staff_begin[first];
  }
  return events;
}

Expected<void> SystemBuilder::build_wave(std::span<const std::uint32_t> lines, std::size_t wave) {
  std::vector<Job> jobs;
  const ReleasedSlots<Job> given_back(executor_, jobs);
  for (const std::uint32_t i : lines) {
    Job job;
    job.index = i;
    std::shared_ptr<const BuiltLine> before = in_.before != nullptr ? in_.before->find(lines_[i]) : nullptr;
    if (before != nullptr && before->line == lines_[i]) job.before = std::move(before);
    jobs.push_back(std::move(job));
  }
  BURIN_CHECK(run_slots(executor_, operation_, Stage::stage3, jobs.size(), [&](std::size_t i) { prepare(jobs[i]); }));
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stale;  // job and strip
  for (std::uint32_t j = 0; j < jobs.size(); ++j) {
    for (const std::uint32_t k : jobs[j].stale) stale.emplace_back(j, k);
  }
  // The longest first, so that no thread has one left when the others are done.
  const auto events_of = [&](const std::pair<std::uint32_t, std::uint32_t>& one) {
    const Job& job = jobs[one.first];
    return events_in(lines_[job.index], job.now->strips[one.second].strip);
  };
  std::vector<std::pair<std::size_t, std::size_t>> order;  // events, index in stale
  for (std::size_t i = 0; i < stale.size(); ++i) order.emplace_back(events_of(stale[i]), i);
  std::sort(order.begin(), order.end(), std::greater<>());
  BURIN_CHECK(run_slots(executor_, operation_, Stage::stage3, stale.size(), [&](std::size_t turn) {
    const std::size_t i = order[turn].second;
    Job& job = jobs[stale[i].first];
    BuiltStrip& strip = job.now->strips[stale[i].second];
    strip.layout = build_strip(*in_.context, *in_.stacks, lines_[job.index], *job.now->geometry, strip.strip,
                               job.spans[stale[i].second], operation_);
  }));
  BURIN_CHECK(run_slots(executor_, operation_, Stage::stage3, jobs.size(),
                        [&](std::size_t i) { systems_[jobs[i].index] = finish(jobs[i])->system; }));
  for (const Job& job : jobs) {
    runs_.lines += job.placed ? 1U : 0U;
    kept_.keep(job.now);
  }
  runs_.strips += static_cast<std::uint32_t>(stale.size());
  runs_.waves[wave] += static_cast<std::uint32_t>(stale.size());
  return {};
}

Expected<void> SystemBuilder::build_all() {
  std::vector<std::uint32_t> all(lines_.size());
  std::iota(all.begin(), all.end(), 0U);
  return build(all);
}

}  // namespace burin::layout
