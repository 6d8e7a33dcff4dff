#include "pipeline/engine/invalidation.hpp"

#include <algorithm>
#include <span>

namespace burin::layout {

namespace {

/// Commands of one measure's group, or of what stands outside of all measures. Equal words draw the same.
using Range = std::span<const std::uint32_t>;

bool same_range(Range a, Range b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

/// Measures of a staff's paint, and the ranges between them.
struct Parts {
  std::vector<Range> measures;
  std::vector<Range> rest;
};

Parts parts_of(const PaintList& list) {
  Parts parts;
  std::size_t depth = 0;
  const std::uint32_t* begin = nullptr;
  bool measure = false;
  for (auto op = list.begin(); op != list.end(); ++op) {
    if (op->kind == PaintKind::open && depth++ == 0) {
      measure = op->group().group == GroupClass::measure;
      begin = op.words();
    } else if (op->kind == PaintKind::close && depth > 0 && --depth == 0) {
      (measure ? parts.measures : parts.rest).emplace_back(begin, op.next());
    }
  }
  return parts;
}

bool same_place(const PlacedPaint& a, const PlacedPaint& b) { return a.x == b.x && a.y == b.y && a.scale == b.scale; }

bool same_paint(const PaintList& a, const PaintList& b) { return &a == &b || same_range(a.words(), b.words()); }

class Comparison {
 public:
  std::vector<Stale> layouts(const Engraving& before, const Engraving& now) {
    if (before.pages.size() != now.pages.size()) return {{StaleLevel::layout, "l/0"}};
    std::size_t stale = 0;
    for (std::size_t p = 0; p < now.pages.size(); ++p) {
      if (before.pages[p] != now.pages[p] && page(*before.pages[p], *now.pages[p])) ++stale;
    }
    if (stale == now.pages.size() && stale > 0) return {{StaleLevel::layout, "l/0"}};
    return std::move(found_);
  }

 private:
  /// Whether the page is stale as a whole.
  bool page(const Page& before, const Page& now) {
    const std::size_t first = found_.size();
    std::size_t stale = 0;
    const bool frame = before.systems.size() == now.systems.size() && before.space_mm == now.space_mm &&
                       before.width_mm == now.width_mm && before.height_mm == now.height_mm &&
                       same_paint(*before.furniture.paint, *now.furniture.paint);
    for (std::size_t s = 0; s < now.systems.size() && frame; ++s) {
      if (system(before.systems[s], now.systems[s])) ++stale;
    }
    const bool whole = !frame || (stale == now.systems.size() && stale > 0);
    if (whole) replace(first, {StaleLevel::page, now.vpd});
    return whole;
  }

  bool system(const PlacedSystem& before, const PlacedSystem& now) {
    const std::size_t first = found_.size();
    bool frame = before.staves.size() == now.staves.size() && same_place(before.overlay, now.overlay) &&
                 same_paint(*before.overlay.paint, *now.overlay.paint);
    std::size_t stale = 0;
    for (std::size_t k = 0; k < now.staves.size() && frame; ++k) {
      frame = before.staves[k].staff == now.staves[k].staff && same_place(before.staves[k].paint, now.staves[k].paint);
      if (frame && before.staves[k].paint.paint != now.staves[k].paint.paint) {
        stale += staff(*before.staves[k].paint.paint, *now.staves[k].paint.paint, now.vpd + "/" + std::to_string(k));
      }
    }
    const bool whole = !frame || (stale == now.staves.size() && stale > 0);
    if (whole) replace(first, {StaleLevel::system, now.vpd});
    return whole;
  }

  /// 1 when all measures of the staff are stale. What crosses measures belongs to all of them.
  std::size_t staff(const PaintList& before, const PaintList& now, const std::string& vpd) {
    const Parts a = parts_of(before);
    const Parts b = parts_of(now);
    bool all = a.measures.size() != b.measures.size() || a.rest.size() != b.rest.size();
    for (std::size_t k = 0; k < b.rest.size() && !all; ++k) all = !same_range(a.rest[k], b.rest[k]);
    std::size_t stale = 0;
    for (std::size_t k = 0; k < b.measures.size(); ++k) {
      if (!all && same_range(a.measures[k], b.measures[k])) continue;
      ++stale;
      found_.push_back({StaleLevel::measure, vpd + "/" + std::to_string(k)});
    }
    return stale == b.measures.size() && stale > 0 ? 1 : 0;
  }

  void replace(std::size_t first, Stale whole) {
    found_.resize(first);
    found_.push_back(std::move(whole));
  }

  std::vector<Stale> found_;
};

}  // namespace

std::vector<Stale> stale_parts(const Engraving& before, const Engraving& now) {
  return Comparison().layouts(before, now);
}

}  // namespace burin::layout
