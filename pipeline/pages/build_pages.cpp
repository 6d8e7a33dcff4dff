#include "pipeline/pages/build_pages.hpp"

#include <algorithm>

#include "pipeline/numeric/page_breaks.hpp"
#include "pipeline/numeric/vertical.hpp"
#include "pipeline/pages/crop.hpp"
#include "pipeline/pages/furniture.hpp"
#include "pipeline/pages/names.hpp"
#include "pipeline/pages/page_turns.hpp"
#include "pipeline/systems/breaking.hpp"

namespace burin::layout {

PagePlan plan_page(const EngraveOptions& options, double staff_size_mm) {
  PagePlan plan;
  plan.staff_size_mm = staff_size_mm;
  plan.width_mm = options.landscape ? std::max(options.page.width_mm, options.page.height_mm) : options.page.width_mm;
  plan.height_mm = options.landscape ? std::min(options.page.width_mm, options.page.height_mm) : options.page.height_mm;
  const double space = plan.space_mm();
  plan.width = plan.width_mm / space;
  plan.height = plan.height_mm / space;
  plan.left = options.margins.left / space;
  plan.right = options.margins.right / space;
  plan.top = options.margins.top / space;
  plan.bottom = options.margins.bottom / space;
  return plan;
}

namespace {

double top_ink(const SystemLayout& system) { return std::max(2.0, system.up.height()); }
double bottom_ink(const SystemLayout& system) { return std::max(2.0, -system.down.height()); }

/// Least distance from a system's last middle line to the next one's first.
double system_distance(const Context& context, const SystemLayout& upper, const SystemLayout& lower, bool least) {
  const VerticalStyle& style = context.style.vertical;
  const double ink = distance(upper.down, lower.up, 1.0) + style.system_padding;
  const double wished = style.system_gap + 4.0;
  return std::max(least ? wished * style.system_least_share : wished, ink);
}

PageSystem page_system(const Context& context, const Systems& systems, std::size_t i) {
  const SystemLayout& system = *systems[i];
  PageSystem item;
  item.height = top_ink(system) + system.ideal_span() + bottom_ink(system);
  item.least_height = top_ink(system) + system.least_span() + bottom_ink(system);
  for (const StaffGap& gap : system.gaps) item.stretch += gap.fixed ? 0.0 : gap.stretch;
  if (i > 0) {
    // Heights contain the ink above and below; the gap is what remains between them.
    const double inks = bottom_ink(*systems[i - 1]) + top_ink(system);
    item.gap = std::max(0.0, system_distance(context, *systems[i - 1], system, false) - inks);
    item.least_gap = std::max(0.0, system_distance(context, *systems[i - 1], system, true) - inks);
    item.gap_stretch = context.style.vertical.system_stretch;
  }
  const bool page_break = context.piece->measures[system.first_measure].page_break;
  if (i > 0 && page_break && honours_breaks(*context.options)) item.rule = BreakRule::forced;
  if (i > 0 && context.options->page_turns) item.turn_penalty = turn_penalty(context, system.first_measure);
  return item;
}

/// Places one page's staves.
class PageBuilder {
 public:
  PageBuilder(const Context& context, const Systems& systems, const PagePlan& plan, std::uint32_t number,
              std::uint32_t first, std::uint32_t last, std::uint32_t pages)
      : context_(context),
        systems_(systems),
        plan_(plan),
        first_(first),
        last_(last),
        pages_(pages),
        page_(std::make_shared<Page>()) {
    page_->number = number;
  }

  std::shared_ptr<const Page> build() {
    page_->width_mm = plan_.width_mm;
    page_->height_mm = plan_.height_mm;
    page_->space_mm = plan_.space_mm();
    page_->vpd = "l/0/" + std::to_string(page_->number - 1);
    place();
    PaintBuilder furniture;
    paint_furniture(context_, plan_, page_->number, pages_, furniture);
    page_->furniture = {std::make_shared<const PaintList>(furniture.take()), 0.0, 0.0, 1.0};
    return page_;
  }

 private:
  void place() {
    const VerticalStyle& style = context_.style.vertical;
    const bool alone = last_ == first_ + 1;
    std::vector<VerticalGap> gaps;
    for (std::uint32_t i = first_; i < last_; ++i) {
      const SystemLayout& system = *systems_[i];
      if (i > first_) {
        VerticalGap gap;
        gap.ideal = system_distance(context_, *systems_[i - 1], system, false);
        gap.least = system_distance(context_, *systems_[i - 1], system, true);
        gap.stretch = style.system_stretch * 0.6;
        gap.most = gap.ideal + style.system_stretch * 2.0;
        gaps.push_back(gap);
      }
      for (const StaffGap& staff : system.gaps) {
        VerticalGap gap{staff.ideal, staff.least, staff.fixed ? 1e-6 : staff.stretch, staff.ideal};
        if (!staff.fixed)
          gap.most = staff.ideal * (1.0 + (alone ? style.lone_stretch_share : style.staff_stretch_share));
        gaps.push_back(gap);
      }
    }
    const double head = top_ink(*systems_[first_]);
    const double foot = bottom_ink(*systems_[last_ - 1]);
    const double title = page_->number == 1 ? plan_.title_height : header_height(context_, plan_);
    const double room = plan_.room() - title - head - foot;
    const VerticalSolution solution = distribute(gaps, room, page_->number == pages_ ? 0.75 : alone ? 0.35 : 0.45);
    positions_ = solution.positions;
    emit(plan_.top + title + head);
  }

  void emit(double top) {
    std::size_t position = 0;
    for (std::uint32_t i = first_; i < last_; ++i) {
      const SystemLayout& system = *systems_[i];
      PlacedSystem placed;
      placed.vpd = page_->vpd + "/" + std::to_string(i - first_);
      const double x = plan_.left + system.indent;
      const double y = top + positions_[position];
      StaffHeights heights;
      for (const SystemStaff& staff : system.staves) {
        const double at = top + positions_[position++];
        heights.push_back(y - at);
        const StaffRef& ref = context_.staves[staff.staff];
        placed.staves.push_back({{staff.paint, x, at, ref.scale}, ref.vpd.str(), staff.staff});
      }
      PaintBuilder overlay;
      paint_left_side(context_, system, heights, i == 0, overlay);
      paint_joined_barlines(context_, system, heights, overlay);
      if (i > first_) divider(i, y - (top + positions_[position - system.staves.size() - 1]), overlay);
      placed.overlay = {std::make_shared<const PaintList>(overlay.take()), x, y, 1.0};
      page_->systems.push_back(std::move(placed));
    }
  }

  /// Strokes between two systems of many staves (handbook §19). `distance`: from the last middle line of the system
  /// above to the first one of this system.
  void divider(std::uint32_t i, double distance, PaintBuilder& out) const {
    const double least = context_.style.page.divider_staves;
    const std::size_t staves = std::min(systems_[i - 1]->staves.size(), systems_[i]->staves.size());
    if (least <= 0.0 || static_cast<double>(staves) < least) return;
    const Box& ink = context_.glyphs->box(system_divider);
    if (ink.empty()) return;
    const double clear = distance - 4.0;
    const double scale = std::min(1.0, clear * 0.7 / ink.height());
    if (scale < 0.3) return;
    out.open(GroupClass::system_divider);
    // Left of the staff lines, above which the bar number stands.
    out.glyph(system_divider, -scale * ink.right - 0.4, distance / 2 - scale * (ink.top + ink.bottom) / 2, scale);
    out.close();
  }

  static constexpr GlyphId system_divider = 0xE007;

  const Context& context_;
  const Systems& systems_;
  const PagePlan& plan_;
  std::uint32_t first_;
  std::uint32_t last_;
  std::uint32_t pages_;
  std::shared_ptr<Page> page_;
  std::vector<double> positions_;
};

}  // namespace

double tallest(const Context& context, const Systems& systems, const PagePlan& plan) {
  double most = 0.0;
  for (std::size_t i = 0; i < systems.size(); ++i) {
    most = std::max(most, page_system(context, systems, i).least_height +
                              (i == 0 ? plan.title_height : header_height(context, plan)));
  }
  return most;
}

Expected<std::vector<std::shared_ptr<const Page>>> build_pages(const Context& context, const Systems& systems,
                                                               const PagePlan& plan, Executor& executor,
                                                               Operation& operation) {
  Pages pages;
  {
    const StageTimer timer(operation.report(), Stage::stage4);
    std::vector<PageSystem> items;
    for (std::size_t i = 0; i < systems.size(); ++i) items.push_back(page_system(context, systems, i));
    PageProblem problem;
    problem.systems = items;
    problem.capacity = plan.room() - header_height(context, plan);
    problem.most_systems = context.options->max_systems;
    problem.first_capacity = plan.room() - plan.title_height;
    problem.stop = [&] { return operation.stopped(); };
    pages = optimal_pages(problem);
  }
  if (pages.cancelled) BURIN_CHECK(operation.check());
  return map_slots<std::shared_ptr<const Page>>(
      executor, operation, Stage::stage4, pages.ends.size(),
      [&](std::size_t p) -> Expected<std::shared_ptr<const Page>> {
        const std::uint32_t first = p == 0 ? 0 : pages.ends[p - 1];
        const auto page = PageBuilder(context, systems, plan, static_cast<std::uint32_t>(p + 1), first, pages.ends[p],
                                      static_cast<std::uint32_t>(pages.ends.size()))
                              .build();
        return context.options->crop ? cropped(*page, context) : page;
      });
}

}  // namespace burin::layout
