#include "pipeline/engine/fitting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <numeric>

#include "pipeline/engine/fit.hpp"
#include "pipeline/engine/splitting.hpp"
#include "pipeline/pages/furniture.hpp"

namespace burin::layout {

namespace {

constexpr int most_attempts = 64;
constexpr double rounding = 1e-6;  // justified lines are as wide as the page but for the last digits
constexpr double smallest_mm = 1.0;
/// Breaks that are looked for anew because lines proved too long. A second search hardly ever leaves any.
constexpr int most_breakings = 16;
/// Sizes above the page that was asked for: each is twice as large, as A3 is to A4.
constexpr int most_enlargings = 4;
/// Systems that are built before the rest of a size's, the tallest by their notes first, and how many times as many in
/// the next step: most of what does not fit is known after few of them, and little has been built in vain.
constexpr std::size_t probes = 6;
constexpr std::size_t probes_growth = 3;

std::string millimetres(double mm) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", mm);
  std::string result(text.data());
  while (result.back() == '0') result.pop_back();
  if (result.back() == '.') result.pop_back();
  return result + " mm";
}

}  // namespace

Fitting::Fitting(const Context& context, const Stacks& stacks, SystemBuilder& builder, BuiltPages& known,
                 StageRuns& runs, Executor& executor, Operation& operation)
    : context_(context),
      stacks_(stacks),
      builder_(builder),
      known_(known),
      runs_(runs),
      executor_(executor),
      operation_(operation),
      options_(*context.options),
      indent_(indents(context)) {}

Expected<PagesResult> Fitting::run() {
  const bool automatic = options_.staff_size_mm <= 0.0;
  first_size_ = automatic ? first_staff_size(context_.staves.size()) : options_.staff_size_mm;
  size_ = first_size_;
  hide_ = hides_empty_staves(context_);
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    BURIN_TRY(const bool fits, try_size());
    if (fits) break;
    if (!next_choice(automatic)) return too_tall();
  }
  BURIN_CHECK(builder_.build_all());
  systems_ = builder_.systems();
  BURIN_TRY(PagesResult pages, pages_of(systems_));
  if (pages.lonely) {
    BURIN_TRY(pages, without_lonely_page(std::move(pages)));
  }
  report(systems_);
  operation_.report().discomfort.worst_page = pages.worst_page;
  return pages;
}

Expected<PagesResult> Fitting::pages_of(const Systems& systems) {
  return build_pages(context_, systems, plan_, known_, runs_, executor_, operation_);
}

/// With the last lines a little tighter, or looser, the last page has several systems, or there is none (handbook §22).
Expected<PagesResult> Fitting::without_lonely_page(PagesResult usual) {
  if (options_.breaks != burin::Breaks::automatic || honours_breaks(options_)) return usual;
  bool tried = false;
  for (const int more : {-1, 1}) {
    BURIN_TRY(const bool possible, breaks_otherwise(more));
    if (!possible) continue;
    tried = true;
    BURIN_TRY(PagesResult pages, pages_of(builder_.systems()));
    if (pages.lonely || pages.pages.size() > usual.pages.size()) continue;
    systems_ = builder_.systems();
    return pages;
  }
  if (!tried) return usual;
  return pages_of(systems_);  // what is known for the next run is of these pages again
}

/// Builds systems that have so many lines more. False: there are none, or they don't fit.
Expected<bool> Fitting::breaks_otherwise(int more) {
  for (int breaking = 0; breaking < most_breakings; ++breaking) {
    lines_.too_wide = too_wide_;
    BURIN_TRY(const bool others, builder_.plan_otherwise(lines_, more));
    if (!others) return false;
    std::vector<std::uint32_t> all(builder_.lines().size());
    std::iota(all.begin(), all.end(), 0U);
    needed_ = 0.0;
    break_again_ = false;
    BURIN_TRY(const bool good, fits(all));
    if (!break_again_ || needed_ > 1.0 + rounding) return good;
  }
  return false;
}

Expected<bool> Fitting::try_size() {
  too_wide_.clear();
  for (int breaking = 0;; ++breaking) {
    break_again_ = false;
    BURIN_TRY(const bool good, try_breaks());
    const bool again = break_again_ && needed_ <= 1.0 + rounding && breaking < most_breakings;
    if (!again) return good && !break_again_;
  }
}

/// Systems of one size with the best breaks that avoid lines known as too long.
Expected<bool> Fitting::try_breaks() {
  plan_ = plan_page(options_, size_);
  plan_.title_height = title_height(context_, plan_);
  plan_.title_gives = plan_.title_height > 0.0 && !places_credits(context_);
  plan_.header_height = header_height(context_, plan_);
  plan_.foot_height = foot_height(context_, plan_);
  lines_ = {};
  lines_.line_width = plan_.line_width();
  lines_.first_indent = indent_.first;
  lines_.other_indent = indent_.others;
  lines_.hide_empty = hide_;
  lines_.hide_first = hide_first_;
  lines_.ends = kept_ends_;
  lines_.too_wide = too_wide_;
  BURIN_CHECK(builder_.plan(lines_));
  if (split_) BURIN_CHECK(split_tall_lines());
  if (builder_.mostly_known()) {
    BURIN_CHECK(builder_.build_all());
    std::vector<std::uint32_t> all(builder_.lines().size());
    std::iota(all.begin(), all.end(), 0U);
    needed_ = 0.0;
    const std::uint32_t tallest = tallest_measure_;
    BURIN_TRY(const bool good, fits(all));
    if (good) return true;
    tallest_measure_ = tallest;
  }
  // What is needed when a size does not fit decides on the next one, so it is found in the same order every time.
  needed_ = 0.0;
  std::vector<std::uint32_t> order = builder_.by_height();
  // The system that was too tall before is a good guess, too.
  const auto tallest = std::find_if(order.begin(), order.end(), [&](std::uint32_t i) {
    const LineSpec& line = builder_.lines()[i];
    return tallest_measure_ >= line.first && tallest_measure_ < line.first + line.count;
  });
  if (tallest != order.end()) std::rotate(order.begin(), tallest, tallest + 1);
  const std::span<const std::uint32_t> all(order);
  for (std::size_t from = 0, to = probes; from < all.size(); from = to, to *= probes_growth) {
    to = std::min(to, all.size());
    BURIN_CHECK(fits(all.subspan(from, to - from)));
    if (needed_ > 1.0 + rounding) return false;
  }
  return !break_again_;
}

/// Builds lines and finds what the tallest and the widest of them need.
Expected<bool> Fitting::fits(std::span<const std::uint32_t> lines) {
  BURIN_CHECK(builder_.build(lines));
  for (const std::uint32_t i : lines) {
    const SystemLayout& system = *builder_.system(i);
    const double height = (least_height(system) + (i == 0 ? plan_.title_height : plan_.header_height)) / plan_.room();
    double width = (system.indent + system.least_width) / plan_.line_width();
    if (width > 1.0 + rounding && breaks_elsewhere(builder_.lines()[i])) width = 1.0;
    if (std::max(height, width) > needed_) {
      tallest_measure_ = system.first_measure;
      too_long_ = width > height;
    }
    needed_ = std::max({needed_, height, width});
  }
  return needed_ <= 1.0 + rounding && !break_again_;
}

/// A line that is too long although the widths of its measures promised that it fits (what stands across barlines and
/// at the line's beginning is known only when it is built) shall be broken otherwise; false when it cannot.
bool Fitting::breaks_elsewhere(const LineSpec& line) {
  const MeasureRun run{line.first, line.first + line.count};
  if (line.count < 2 || !kept_ends_.empty() || options_.breaks == burin::Breaks::fixed) return false;
  if (std::find(too_wide_.begin(), too_wide_.end(), run) != too_wide_.end()) return break_again_;
  too_wide_.push_back(run);
  break_again_ = true;
  return true;
}

/// Smaller staves first; where the smallest are too large, empty staves are hidden and the sizes tried anew. The next
/// size is computed from what was missing.
bool Fitting::next_choice(bool automatic) {
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
  if (options_.fit.split && !split_ && !too_long_) {
    split_ = true;
    return true;
  }
  if (options_.fit.grow && enlarge_page()) {
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

/// Lines that are taller than a page become two systems each, one for their upper staves and one for the lower.
Expected<void> Fitting::split_tall_lines() {
  BURIN_CHECK(builder_.build_all());
  for (std::size_t i = 0; i < builder_.lines().size(); ++i) {
    const LineSpec& line = builder_.lines()[i];
    const SystemLayout& system = *builder_.system(i);
    const double room = plan_.room() - (i == 0 ? plan_.title_height : plan_.header_height);
    if (least_height(system) <= room * (1.0 + rounding)) continue;
    const double ink = least_height(system) - system.least_span();
    if (const auto place = split_place(context_, system, room - ink))
      lines_.split.push_back({{line.first, line.first + line.count}, *place});
  }
  return lines_.split.empty() ? Expected<void>() : builder_.plan(lines_);
}

/// The page on its other side first, when that gives more of what is missing; then pages of twice the area.
bool Fitting::enlarge_page() {
  if (enlarged_ == most_enlargings) return false;
  if (enlarged_ == 0 && !turned_) asked_ = {plan_.width_mm, plan_.height_mm};
  const bool turning_helps = too_long_ == (plan_.width_mm < plan_.height_mm);
  options_.landscape = false;  // from here on the page says itself how it lies
  turned_ = !turned_ && turning_helps;
  if (turned_) {
    options_.page = {plan_.height_mm, plan_.width_mm};
    return true;
  }
  const double scale = std::pow(std::numbers::sqrt2, ++enlarged_);
  options_.page = {std::round(asked_.width_mm * scale), std::round(asked_.height_mm * scale)};
  return true;
}

void Fitting::keep_breaks() {
  for (const LineSpec& line : builder_.lines()) {
    if (!line.lower) kept_ends_.push_back(line.first + line.count);
  }
}

bool Fitting::first_system_has_empty_staves() const {
  const LineSpec& first = builder_.lines().front();
  for (std::size_t s = 0; s < context_.staves.size(); ++s) {
    bool empty = true;
    for (std::uint32_t m = 0; m < first.count && empty; ++m) {
      empty = stacks_[first.first + m]->atoms->has_content[s] == 0;
    }
    if (empty) return true;
  }
  return false;
}

void Fitting::add_reason(const std::string& reason) {
  if (why_.find(reason) != std::string::npos) return;
  if (!why_.empty()) why_ += "; ";
  why_ += reason;
}

void Fitting::report(const Systems& systems) {
  ScoreReport& report = operation_.report();
  report.fit.staff_size_mm = size_;
  report.systems = static_cast<std::uint32_t>(systems.size());
  report.fit.hidden_staves = 0;
  std::uint32_t split = 0;
  for (std::size_t i = 0; i < systems.size(); ++i) {
    const SystemLayout& system = *systems[i];
    report.fit.hidden_staves += system.hidden;
    if (i > 0 && are_halves(*systems[i - 1], system)) {
      ++split;
      // What one half leaves out for the other is not hidden.
      report.fit.hidden_staves -= static_cast<std::uint32_t>(context_.staves.size());
    }
    report.discomfort.worst_system = std::max(report.discomfort.worst_system, std::abs(system.force));
    report.discomfort.worst_measure = std::max(report.discomfort.worst_measure, system.worst_measure);
  }
  if (split > 0) {
    add_reason(std::to_string(split) + (split == 1 ? " system is" : " systems are") + " split over two pages");
  }
  if (report.fit.hidden_staves > 0) add_reason("empty staves are left out after the first system");
  if (turned_ || enlarged_ > 0) {
    add_reason("the page is enlarged to " + millimetres(plan_.width_mm) + " by " + millimetres(plan_.height_mm));
  }
  report.fit.why = why_;
}

tl::unexpected<Error> Fitting::too_tall() const {
  const double room = (too_long_ ? plan_.line_width() : plan_.room()) * plan_.space_mm();
  Where where;
  where.measure = context_.piece->measures[tallest_measure_].number;
  std::string message = too_long_ ? "the longest measure needs " : "the tallest system needs ";
  message += millimetres(needed_ * room) + (too_long_ ? ", the line has " : ", the page has ") + millimetres(room);
  if (!where.measure.empty()) message += (too_long_ ? " (measure " : " (from measure ") + where.measure + ")";
  return fail(Errc::limit, "BU2001", std::move(message), std::move(where),
              "allow more with --fit, take a larger page or a smaller --staff-size");
}

}  // namespace burin::layout
