#include "pipeline/numeric/box_index.hpp"

#include <algorithm>
#include <cmath>

namespace burin::layout {

namespace {

constexpr std::int64_t most_columns = 64;  // wider boxes are kept apart

bool usable(const Box& box) noexcept {
  return std::isfinite(box.left) && std::isfinite(box.right) && std::isfinite(box.bottom) && std::isfinite(box.top) &&
         !box.empty();
}

bool meet(const Box& a, const Box& b) noexcept {
  return a.left < b.right && b.left < a.right && a.bottom < b.top && b.bottom < a.top;
}

Box widened(const Box& box, double by) noexcept {
  return {box.left - by, box.bottom - by, box.right + by, box.top + by};
}

}  // namespace

BoxIndex::BoxIndex(double cell_width) : cell_width_(cell_width > 0.0 && std::isfinite(cell_width) ? cell_width : 8.0) {}

std::int64_t BoxIndex::column(double x) const noexcept {
  constexpr double far = 1e15;
  return static_cast<std::int64_t>(std::floor(std::clamp(x / cell_width_, -far, far)));
}

std::uint32_t BoxIndex::add(const Box& box) {
  const auto id = static_cast<std::uint32_t>(boxes_.size());
  boxes_.push_back(box);
  if (!usable(box)) return id;
  const std::int64_t first = column(box.left);
  const std::int64_t last = column(box.right);
  if (last - first >= most_columns) {
    wide_.push_back(id);
    return id;
  }
  for (std::int64_t k = first; k <= last; ++k) columns_[k].push_back(id);
  return id;
}

std::vector<std::uint32_t> BoxIndex::overlapping(const Box& box, double padding) const {
  std::vector<std::uint32_t> found;
  visit(widened(box, padding), [&](std::uint32_t id) {
    found.push_back(id);
    return true;
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool BoxIndex::overlaps(const Box& box, double padding) const {
  bool found = false;
  visit(widened(box, padding), [&](std::uint32_t) {
    found = true;
    return false;
  });
  return found;
}

template <class Visitor>
void BoxIndex::visit(const Box& box, Visitor visitor) const {
  if (!usable(box)) return;
  const auto each = [&](const std::vector<std::uint32_t>& ids) {
    return std::all_of(ids.begin(), ids.end(), [&](std::uint32_t id) { return !meet(boxes_[id], box) || visitor(id); });
  };
  if (!each(wide_)) return;
  const std::int64_t first = column(box.left);
  const std::int64_t last = column(box.right);
  if (last - first > static_cast<std::int64_t>(columns_.size())) {
    visit_all(box, visitor);
    return;
  }
  for (std::int64_t k = first; k <= last; ++k) {
    const auto ids = columns_.find(k);
    if (ids != columns_.end() && !each(ids->second)) return;
  }
}

/// For a box wider than everything that there is.
template <class Visitor>
void BoxIndex::visit_all(const Box& box, Visitor visitor) const {
  for (std::uint32_t id = 0; id < boxes_.size(); ++id)
    if (usable(boxes_[id]) && meet(boxes_[id], box) && !visitor(id)) return;
}

}  // namespace burin::layout
