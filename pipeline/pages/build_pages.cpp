#include "pipeline/pages/build_pages.hpp"

#include <algorithm>

#include "pipeline/atoms/movement.hpp"
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

constexpr double system_give =
    0.6;  // share of system_stretch that a distance between systems grows by under a force of 1
constexpr double movement_gap = 4.0;  // between systems, more than usual before a movement's first one

double top_ink(const SystemLayout& system) { return std::max(2.0, system.up.height()); }
double bottom_ink(const SystemLayout& system) { return std::max(2.0, -system.down.height()); }

/// How close systems come: as one wishes, on a full page, or where a page would else be left to one system.
enum class Closeness : std::uint8_t { ideal, least, tight };

Closeness closest(const PagePlan& plan) { return plan.tight ? Closeness::tight : Closeness::least; }

/// Distance from a system's last middle line to the next one's first.
double system_distance(const Context& context, const SystemLayout& upper, const SystemLayout& lower, Closeness how) {
  const VerticalStyle& style = context.style.vertical;
  const bool tight = how == Closeness::tight;
  const double ink = distance(upper.down, lower.up, 1.0) + (tight ? style.system_tight_padding : style.system_padding);
  const double share = how == Closeness::ideal ? 1.0 : tight ? style.system_tight_share : style.system_least_share;
  const bool heads_movement = how == Closeness::ideal && starts_movement(context, lower.first_measure);
  return std::max((style.system_gap + 4.0) * share, ink) + (heads_movement ? movement_gap : 0.0);
}

PageSystem page_system(const Context& context, const SystemLayout* before, const SystemLayout& system,
                       Closeness closest) {
  PageSystem item;
  item.height = top_ink(system) + system.ideal_span() + bottom_ink(system);
  item.least_height = least_height(system);
  for (const StaffGap& gap : system.gaps) item.stretch += gap.fixed ? 0.0 : gap.stretch;
  if (before != nullptr) {
    // Heights contain the ink above and below; the gap is what remains between them.
    const double inks = bottom_ink(*before) + top_ink(system);
    item.gap = std::max(0.0, system_distance(context, *before, system, Closeness::ideal) - inks);
    item.least_gap = std::max(0.0, system_distance(context, *before, system, closest) - inks);
    item.gap_stretch = context.style.vertical.system_stretch;
  }
  return item;
}

/// Which systems a page has, and where it stands among the others.
struct PageShare {
  std::uint32_t number{1};
  std::uint32_t first{0};
  std::uint32_t last{0};  // one past its last system
  std::uint32_t pages{1};
};

/// Distances between all staves of a page.
std::vector<VerticalGap> page_gaps(const Context& context, const Systems& systems, const PagePlan& plan,
                                   const PageShare& share) {
  const VerticalStyle& style = context.style.vertical;
  const bool alone = share.last == share.first + 1;
  std::vector<VerticalGap> gaps;
  for (std::uint32_t i = share.first; i < share.last; ++i) {
    const SystemLayout& system = *systems[i];
    if (i > share.first) {
      VerticalGap gap;
      gap.ideal = system_distance(context, *systems[i - 1], system, Closeness::ideal);
      gap.least = system_distance(context, *systems[i - 1], system, closest(plan));
      gap.stretch = style.system_stretch * system_give;
      gap.most = gap.ideal + style.system_stretch * 2.0;
      gaps.push_back(gap);
    }
    for (const StaffGap& staff : system.gaps) {
      VerticalGap gap{staff.ideal, staff.least, staff.fixed ? 1e-6 : staff.stretch, staff.ideal};
      const double most = alone ? style.lone_stretch_share : style.staff_stretch_share;
      if (!staff.fixed) gap.most = staff.ideal * (1.0 + most * std::max(1.0, staff.stretch));
      gaps.push_back(gap);
    }
  }
  return gaps;
}

/// The title block and the first system share what a first page has left over, as systems do among each other.
VerticalGap title_gap(const VerticalStyle& style) {
  return {0.0, 0.0, style.system_stretch * system_give, style.system_stretch};
}

/// Where the staves of a page stand.
struct PageDistances {
  double title{0.0};  // more than the title block needs, before the first staff
  double force{0.0};
  std::vector<double> positions;  // of staves, below the first one
};

PageDistances page_distances(const Context& context, const Systems& systems, const PagePlan& plan,
                             const PageShare& share, double usual_force) {
  const double head = top_ink(*systems[share.first]);
  const double foot = bottom_ink(*systems[share.last - 1]);
  const double title = share.number == 1 ? plan.title_height : plan.header_height;
  const bool alone = share.last == share.first + 1;
  const double threshold = share.number == share.pages ? 0.75 : alone ? 0.35 : 0.45;
  std::vector<VerticalGap> gaps = page_gaps(context, systems, plan, share);
  const bool titled = share.number == 1 && plan.title_gives;
  if (titled) gaps.insert(gaps.begin(), title_gap(context.style.vertical));
  VerticalSolution solution = distribute(gaps, plan.room() - title - head - foot, threshold, usual_force);
  PageDistances distances{0.0, solution.force, std::move(solution.positions)};
  if (!titled) return distances;
  distances.title = distances.positions[1];
  distances.positions.erase(distances.positions.begin());
  for (double& position : distances.positions) position -= distances.title;
  return distances;
}

/// The last page is as dense as the one before it, where it has fewer systems: its distances grow by the same force,
/// as long as that is no uncommon one. Elsewhere none is needed.
double usual_force(const Context& context, const Systems& systems, const PagePlan& plan, const Pages& pages) {
  constexpr double most = 1.0;
  const auto count = static_cast<std::uint32_t>(pages.ends.size());
  if (count < 2) return 0.0;
  const PageShare before{count - 1, count < 3 ? 0 : pages.ends[count - 3], pages.ends[count - 2], count};
  if (before.last == before.first + 1) return 0.0;
  return std::clamp(page_distances(context, systems, plan, before, 0.0).force, 0.0, most);
}

/// Places one page's staves.
class PageBuilder {
 public:
  PageBuilder(const Context& context, const Systems& systems, const BuiltPages::Known& page, PageShare share)
      : context_(context),
        systems_(systems),
        plan_(page.plan),
        share_(share),
        usual_force_(page.usual_force),
        sung_(page.sung),
        page_(std::make_shared<Page>()) {
    page_->number = share.number;
  }

  std::shared_ptr<const Page> build() {
    page_->width_mm = plan_.width_mm;
    page_->height_mm = plan_.height_mm;
    page_->space_mm = plan_.space_mm();
    page_->vpd = "l/0/" + std::to_string(page_->number - 1);
    const double title = place();
    PaintBuilder furniture;
    paint_furniture(context_, plan_, page_->number, share_.pages, title * above_title, furniture);
    page_->furniture = {std::make_shared<const PaintList>(furniture.take()), 0.0, 0.0, 1.0};
    return page_;
  }

 private:
  static constexpr double above_title = 0.4;  // of the room that the title has besides

  /// Returns the room that the title has besides.
  double place() {
    PageDistances distances = page_distances(context_, systems_, plan_, share_, usual_force_);
    positions_ = std::move(distances.positions);
    const double title = page_->number == 1 ? plan_.title_height : plan_.header_height;
    emit(plan_.top + title + distances.title + top_ink(*systems_[share_.first]));
    return distances.title;
  }

  void emit(double top) {
    std::size_t position = 0;
    for (std::uint32_t i = share_.first; i < share_.last; ++i) {
      const SystemLayout& system = *systems_[i];
      PlacedSystem placed;
      placed.vpd = page_->vpd + "/" + std::to_string(i - share_.first);
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
      const bool long_names = are_halves(*systems_.front(), system) || starts_movement(context_, system.first_measure);
      paint_left_side(context_, system, heights, long_names, overlay);
      paint_joined_barlines(context_, system, heights, sung_, overlay);
      paint_group_times(context_, system, heights, overlay);
      if (i > share_.first) divider(i, y - (top + positions_[position - system.staves.size() - 1]), overlay);
      placed.overlay = {std::make_shared<const PaintList>(overlay.take()), x, y, 1.0};
      page_->systems.push_back(std::move(placed));
    }
  }

  /// Strokes between two systems of a score of many staves (handbook §19), also where some or all of them are hidden.
  /// `distance`: from the last middle line of the system above to the first one of this system.
  void divider(std::uint32_t i, double distance, PaintBuilder& out) const {
    const double least = context_.style.page.divider_staves;
    const bool one_staff = systems_[i - 1]->staves.size() == 1 && systems_[i]->staves.size() == 1;
    if (least <= 0.0 || one_staff || static_cast<double>(context_.staves.size()) < least) return;
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
  PageShare share_;
  double usual_force_;
  const std::vector<std::uint8_t>& sung_;
  std::shared_ptr<Page> page_;
  std::vector<double> positions_;
};

}  // namespace

namespace {

bool is_half(const Systems& systems, std::size_t i) {
  return (i > 0 && are_halves(*systems[i - 1], *systems[i])) ||
         (i + 1 < systems.size() && are_halves(*systems[i], *systems[i + 1]));
}

/// Heights and gaps of all systems; those that are known are not found again.
std::vector<PageSystem> page_systems(const Context& context, const Systems& systems, BuiltPages& known) {
  std::vector<PageSystem> items;
  std::map<BuiltPages::Pair, PageSystem> used;
  for (std::size_t i = 0; i < systems.size(); ++i) {
    const BuiltPages::Pair pair{i == 0 ? nullptr : systems[i - 1], systems[i]};
    const auto found = known.heights.find(pair);
    PageSystem item = found != known.heights.end()
                          ? found->second
                          : page_system(context, pair.first.get(), *systems[i], Closeness::least);
    item.rule = BreakRule::allowed;
    item.turn_penalty = 0.0;
    const std::uint32_t first = systems[i]->first_measure;
    if (i > 0 && context.piece->measures[first].page_break && honours_breaks(*context.options))
      item.rule = BreakRule::forced;
    // Halves of a system have pages of their own.
    if (i > 0 && (is_half(systems, i - 1) || is_half(systems, i))) item.rule = BreakRule::forced;
    if (i > 0 && context.options->page_turns) item.turn_penalty = turn_penalty(context, first);
    items.push_back(item);
    used.emplace(pair, items.back());
  }
  known.heights = std::move(used);
  return items;
}

/// How much of its room a page leaves over or lacks with everything at its ideal place; the last page may leave any.
double discomfort(const std::vector<PageSystem>& items, const Pages& pages, const PagePlan& plan) {
  double worst = 0.0;
  for (std::size_t p = 0; p < pages.ends.size(); ++p) {
    const std::uint32_t first = p == 0 ? 0 : pages.ends[p - 1];
    const double room = plan.room() - (p == 0 ? plan.title_height : plan.header_height);
    double height = 0.0;
    for (std::uint32_t i = first; i < pages.ends[p]; ++i) height += items[i].height + (i > first ? items[i].gap : 0.0);
    const double left = (room - height) / room;
    if (left < 0.0 || p + 1 < pages.ends.size()) worst = std::max(worst, std::abs(left));
  }
  return worst;
}

}  // namespace

double least_height(const SystemLayout& system) noexcept {
  return top_ink(system) + system.least_span() + bottom_ink(system);
}

namespace {

/// Whether the last page has one system only, though nothing asks for that and the other pages have more.
bool is_lonely(const Pages& pages, const std::vector<PageSystem>& items) {
  if (pages.ends.size() < 2 || pages.cancelled || !pages.overfull.empty()) return false;
  const std::uint32_t last = pages.ends[pages.ends.size() - 2];
  return pages.ends.back() == last + 1 && items.size() * 2 >= pages.ends.size() * 3 &&
         items[last].rule == BreakRule::allowed;
}

/// With systems closer together, where that takes the lonely one in (handbook §22). True: `pages` has changed.
bool take_in_last(const Context& context, const Systems& systems, std::vector<PageSystem>& items, PageProblem& problem,
                  Pages& pages) {
  std::vector<PageSystem> closer = items;
  for (std::size_t i = 1; i < closer.size(); ++i) {
    const PageSystem tight = page_system(context, systems[i - 1].get(), *systems[i], Closeness::tight);
    closer[i].least_gap = tight.least_gap;
  }
  problem.systems = closer;
  const Pages found = optimal_pages(problem);
  const bool better = !found.cancelled && found.ends.size() < pages.ends.size();
  if (better) {
    items = std::move(closer);
    pages = found;
  }
  problem.systems = items;
  return better;
}

/// Staves that have words of a song in any system: barlines don't go on below them, whatever single systems have.
std::vector<std::uint8_t> sung_staves(const Context& context, const Systems& systems) {
  std::vector<std::uint8_t> sung(context.staves.size(), 0);
  for (const auto& system : systems) {
    for (const SystemStaff& staff : system->staves) sung[staff.staff] |= static_cast<std::uint8_t>(staff.sung);
  }
  return sung;
}

}  // namespace

Expected<PagesResult> build_pages(const Context& context, const Systems& systems, const PagePlan& usual,
                                  BuiltPages& known, StageRuns& runs, Executor& executor, Operation& operation) {
  Pages breaks;
  PagesResult result;
  PagePlan plan = usual;
  {
    const StageTimer timer(operation.report(), Stage::stage4);
    std::vector<PageSystem> items = page_systems(context, systems, known);
    PageProblem problem;
    problem.systems = items;
    problem.capacity = plan.room() - plan.header_height;
    problem.most_systems = context.options->max_systems;
    problem.first_capacity = plan.room() - plan.title_height;
    if (plan.title_gives) problem.first_stretch = title_gap(context.style.vertical).stretch;
    problem.stop = [&] { return operation.stopped(); };
    breaks = optimal_pages(problem);
    if (is_lonely(breaks, items)) plan.tight = take_in_last(context, systems, items, problem, breaks);
    result.lonely = is_lonely(breaks, items);
    if (!breaks.cancelled) result.worst_page = discomfort(items, breaks, plan);
  }
  if (breaks.cancelled) BURIN_CHECK(operation.check());
  std::vector<BuiltPages::Known> pages(breaks.ends.size());
  if (!pages.empty()) pages.back().usual_force = usual_force(context, systems, plan, breaks);
  const std::vector<std::uint8_t> sung = sung_staves(context, systems);
  std::vector<std::uint32_t> stale;
  for (std::uint32_t p = 0; p < pages.size(); ++p) {
    BuiltPages::Known& page = pages[p];
    page.plan = plan;
    page.sung = sung;
    page.first = p == 0 ? 0 : breaks.ends[p - 1];
    page.count = static_cast<std::uint32_t>(pages.size());
    page.systems.assign(systems.begin() + page.first, systems.begin() + breaks.ends[p]);
    if (p < known.pages.size()) {
      const BuiltPages::Known& old = known.pages[p];
      if (old.plan == plan && old.first == page.first && old.count == page.count && old.systems == page.systems &&
          old.usual_force == page.usual_force && old.sung == page.sung) {
        page.page = old.page;
      }
    }
    if (page.page == nullptr) stale.push_back(p);
  }
  BURIN_CHECK(run_slots(executor, operation, Stage::stage4, stale.size(), [&](std::size_t i) {
    BuiltPages::Known& page = pages[stale[i]];
    const auto last = page.first + static_cast<std::uint32_t>(page.systems.size());
    const PageShare share{stale[i] + 1, page.first, last, page.count};
    const auto built = PageBuilder(context, systems, page, share).build();
    page.page = context.options->crop ? cropped(*built, context) : built;
  }));
  for (const BuiltPages::Known& page : pages) result.pages.push_back(page.page);
  runs.pages += static_cast<std::uint32_t>(stale.size());
  known.pages = std::move(pages);
  return result;
}

}  // namespace burin::layout
