#include "pipeline/systems/build_systems.hpp"

#include <algorithm>

#include "pipeline/elements/system_sign.hpp"
#include "pipeline/systems/build_system.hpp"

namespace burin::layout {

namespace {

/// Whether marks stand there that belong to the staff; those that hold for all staves go to the top one.
bool has_own_marks(const Measure& measure) {
  return std::any_of(measure.marks.begin(), measure.marks.end(),
                     [](const PlacedMark& placed) { return !is_system_sign(placed.mark); });
}

/// Counts of measures with content, summed from the start, by staff: range questions in O(1).
class ContentIndex {
 public:
  ContentIndex(const Context& context, const Stacks& stacks) : measures_(stacks.size() + 1) {
    sums_.resize(context.staves.size() * measures_);
    for (std::size_t s = 0; s < context.staves.size(); ++s) {
      for (std::size_t m = 0; m < stacks.size(); ++m) {
        const bool notes = stacks[m]->atoms->has_content[s] != 0;
        const auto measure = static_cast<std::uint32_t>(m);
        const auto staff = static_cast<std::uint32_t>(s);
        const bool marks = context.has(staff, measure) && has_own_marks(context.measure(staff, measure));
        sums_[s * measures_ + m + 1] = sums_[s * measures_ + m] + (notes || marks ? 1U : 0U);
      }
    }
  }
  [[nodiscard]] bool any(std::size_t staff, std::size_t begin, std::size_t end) const {
    return sums_[staff * measures_ + end] > sums_[staff * measures_ + begin];
  }

 private:
  std::size_t measures_;
  std::vector<std::uint32_t> sums_;
};

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
std::vector<std::uint32_t> visible_staves(const Context& context, const ContentIndex& content, std::uint32_t begin,
                                          std::uint32_t end, bool hide) {
  std::vector<std::uint32_t> staves;
  for (std::uint32_t s = 0; s < context.staves.size();) {
    const std::uint32_t next = s + context.staves[s].staves_of_instrument;
    bool shown = !hide;
    for (std::uint32_t k = s; k < next && !shown; ++k) shown = content.any(k, begin, end);
    for (std::uint32_t k = s; k < next && shown; ++k) staves.push_back(k);
    s = next;
  }
  if (context.style.page.keep_groups > 0.0) keep_groups(context, staves);
  if (staves.empty()) staves.push_back(0);
  return staves;
}

std::vector<LineSpec> make_lines(const Context& context, const Stacks& stacks, const Broken& broken,
                                 const SystemPlan& plan) {
  const ContentIndex content(context, stacks);
  std::vector<LineSpec> lines;
  std::uint32_t begin = context.first;
  for (std::size_t i = 0; i < broken.ends.size(); ++i) {
    LineSpec line;
    line.first = begin;
    line.count = broken.ends[i] - begin;
    line.indent = i == 0 ? plan.first_indent : plan.other_indent;
    line.width = plan.line_width - line.indent;
    line.justified = !(broken.ragged && i + 1 == broken.ends.size());
    line.force = broken.forces[i];
    line.staves =
        visible_staves(context, content, begin, broken.ends[i], plan.hide_empty && (i > 0 || plan.hide_first));
    begin = broken.ends[i];
    lines.push_back(std::move(line));
  }
  return lines;
}

/// Spanners by system, in the order of their ids.
std::vector<std::vector<const Span*>> spans_by_system(const std::vector<Span>& spans,
                                                      const std::vector<LineSpec>& lines, std::uint32_t measures) {
  const std::uint32_t first = lines.front().first;
  const std::uint32_t end = lines.back().first + lines.back().count;
  std::vector<std::uint32_t> system_of(measures, 0);
  for (std::uint32_t i = 0; i < lines.size(); ++i) {
    for (std::uint32_t m = 0; m < lines[i].count; ++m) system_of[lines[i].first + m] = i;
  }
  std::vector<std::vector<const Span*>> result(lines.size());
  for (const Span& span : spans) {
    const auto [from, to] = std::minmax(span.start.measure, span.stop.measure);
    if (to < first || from >= end) continue;  // outside of what is printed
    const std::uint32_t a = system_of[std::max(from, first)];
    const std::uint32_t b = system_of[std::min(to, end - 1)];
    for (std::uint32_t i = a; i <= b; ++i) result[i].push_back(&span);
  }
  return result;
}

}  // namespace

Expected<Systems> build_systems(const Context& context, const Stacks& stacks, const std::vector<Span>& spans,
                                const SystemPlan& plan, Executor& executor, Operation& operation) {
  std::vector<LineSpec> lines;
  std::vector<std::vector<const Span*>> by_system;
  {
    const StageTimer timer(operation.report(), Stage::stage3);
    Broken broken{plan.ends, std::vector<double>(plan.ends.size(), 0.0), false};
    if (plan.ends.empty()) {
      const LineWidths widths{plan.line_width - plan.first_indent, plan.line_width - plan.other_indent};
      BURIN_TRY(broken, break_systems(context, stacks, widths, operation));
    }
    lines = make_lines(context, stacks, broken, plan);
    by_system = spans_by_system(spans, lines, context.measures);
  }
  return map_slots<std::shared_ptr<const SystemLayout>>(
      executor, operation, Stage::stage3, lines.size(),
      [&](std::size_t i) -> Expected<std::shared_ptr<const SystemLayout>> {
        return build_system(context, stacks, lines[i], by_system[i], static_cast<std::uint32_t>(i));
      });
}

}  // namespace burin::layout
