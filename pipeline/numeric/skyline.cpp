#include "pipeline/numeric/skyline.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace burin::layout {

namespace {

bool usable(double x0, double x1, double y) noexcept {
  return std::isfinite(x0) && std::isfinite(x1) && std::isfinite(y) && x0 <= x1;
}

/// What has no width becomes a hair.
SkylineSegment visible(double x0, double x1, double y) noexcept {
  if (x1 - x0 >= Skyline::hair) return {x0, x1, y};
  const double middle = x0 + (x1 - x0) / 2.0;
  return {middle - Skyline::hair / 2.0, middle + Skyline::hair / 2.0, y};
}

std::vector<SkylineSegment> edges(SkylineSide side, std::span<const Box> boxes) {
  std::vector<SkylineSegment> segments;
  segments.reserve(boxes.size());
  for (const Box& box : boxes)
    segments.push_back({box.left, box.right, side == SkylineSide::up ? box.top : box.bottom});
  return segments;
}

}  // namespace

Skyline::Skyline(SkylineSide side, std::span<const SkylineSegment> segments) : side_(side) {
  // A sweep from left to right. `active` is a heap with the outermost on top; what has ended leaves it when it gets
  // there.
  std::vector<SkylineSegment> starts;
  starts.reserve(segments.size());
  for (const SkylineSegment& s : segments)
    if (usable(s.x0, s.x1, s.y)) starts.push_back(visible(s.x0, s.x1, s.y));
  std::sort(starts.begin(), starts.end(), [](const auto& a, const auto& b) { return a.x0 < b.x0; });
  const auto less = [this](const SkylineSegment& a, const SkylineSegment& b) {
    return a.y != b.y ? outside(b.y, a.y) : a.x1 < b.x1;
  };
  std::vector<SkylineSegment> active;
  segments_.reserve(2 * starts.size());
  double x = 0.0;
  for (std::size_t next = 0; next < starts.size() || !active.empty();) {
    if (active.empty()) x = starts[next].x0;
    for (; next < starts.size() && starts[next].x0 <= x; ++next) {
      active.push_back(starts[next]);
      std::push_heap(active.begin(), active.end(), less);
    }
    const SkylineSegment top = active.front();
    const double until = next < starts.size() ? std::min(top.x1, starts[next].x0) : top.x1;
    append(x, until, top.y);
    x = until;
    while (!active.empty() && active.front().x1 <= x) {
      std::pop_heap(active.begin(), active.end(), less);
      active.pop_back();
    }
  }
}

Skyline::Skyline(SkylineSide side, std::span<const Box> boxes) : Skyline(side, edges(side, boxes)) {}

std::size_t Skyline::first_ending_after(double x) const noexcept {
  const auto found = std::upper_bound(segments_.begin(), segments_.end(), x,
                                      [](double value, const SkylineSegment& s) { return value < s.x1; });
  return static_cast<std::size_t>(found - segments_.begin());
}

/// To the right of all others. Joins what touches at the same height.
void Skyline::append(double x0, double x1, double y) {
  if (!(x0 < x1)) return;
  if (!segments_.empty() && segments_.back().x1 == x0 && segments_.back().y == y)
    segments_.back().x1 = x1;
  else
    segments_.push_back({x0, x1, y});
}

namespace {

/// Pieces of an outline from left to right, joined where they touch at the same height. Few live on the stack: most
/// additions meet two or three segments.
class Pieces {
 public:
  void append(double x0, double x1, double y) {
    if (!(x0 < x1)) return;
    SkylineSegment* last = count_ > 0 ? &at(count_ - 1) : nullptr;
    if (last != nullptr && last->x1 == x0 && last->y == y) {
      last->x1 = x1;
    } else {
      push({x0, x1, y});
    }
  }
  [[nodiscard]] std::span<const SkylineSegment> all() const noexcept {
    return more_.empty() ? std::span<const SkylineSegment>(few_.data(), count_) : more_;
  }

 private:
  SkylineSegment& at(std::size_t i) noexcept { return more_.empty() ? few_[i] : more_[i]; }
  void push(const SkylineSegment& segment) {
    if (more_.empty() && count_ < few_.size()) {
      few_[count_] = segment;
    } else {
      if (more_.empty()) more_.assign(few_.begin(), few_.end());
      more_.push_back(segment);
    }
    ++count_;
  }
  std::array<SkylineSegment, 16> few_;
  std::vector<SkylineSegment> more_;
  std::size_t count_{0};
};

}  // namespace

/// Whether the outline from segment `first` on lies at or beyond the added one without a gap.
bool Skyline::covers(std::size_t first, const SkylineSegment& added) const noexcept {
  double x = added.x0;
  for (std::size_t i = first; i < segments_.size() && segments_[i].x0 <= x; ++i) {
    if (outside(added.y, segments_[i].y)) return false;
    x = segments_[i].x1;
    if (x >= added.x1) return true;
  }
  return false;
}

bool Skyline::hides(const Box& box) const noexcept {
  const double y = side_ == SkylineSide::up ? box.top : box.bottom;
  if (!usable(box.left, box.right, y)) return true;
  const SkylineSegment seen = visible(box.left, box.right, y);
  return covers(first_ending_after(seen.x0), seen);
}

void Skyline::add(double x0, double x1, double y) {
  if (!usable(x0, x1, y)) return;
  const SkylineSegment added = visible(x0, x1, y);
  if (segments_.empty() || segments_.back().x1 <= added.x0) return append(added.x0, added.x1, added.y);
  std::size_t first = first_ending_after(added.x0);
  if (covers(first, added)) return;
  SkylineSegment& over = segments_[first];
  if (over.x0 < added.x0 && added.x1 < over.x1) {  // as a stem on the staff lines
    const std::array<SkylineSegment, 2> behind{added, SkylineSegment{added.x1, over.x1, over.y}};
    over.x1 = added.x0;
    segments_.insert(segments_.begin() + static_cast<std::ptrdiff_t>(first) + 1, behind.begin(), behind.end());
    return;
  }
  // One segment more on both sides, so that what touches at the same height is joined.
  if (first > 0) --first;
  std::size_t last = first;
  while (last < segments_.size() && segments_[last].x0 <= added.x1) ++last;
  Pieces middle;
  double x = added.x0;  // up to here the added one is done
  for (std::size_t i = first; i < last; ++i) {
    const SkylineSegment& old = segments_[i];
    const double from = std::max(old.x0, added.x0);
    const double to = std::min(old.x1, added.x1);
    if (from >= to) {
      if (old.x0 >= added.x1) middle.append(x, added.x1, added.y), x = std::max(x, added.x1);
      middle.append(old.x0, old.x1, old.y);
      continue;
    }
    middle.append(old.x0, from, old.y);
    middle.append(x, from, added.y);
    middle.append(from, to, outer(old.y, added.y));
    middle.append(to, old.x1, old.y);
    x = to;
  }
  if (x < added.x1) middle.append(x, added.x1, added.y);
  replace(first, last, middle.all());
}

void Skyline::replace(std::size_t first, std::size_t last, std::span<const SkylineSegment> with) {
  const auto at = segments_.begin() + static_cast<std::ptrdiff_t>(first);
  const std::size_t common = std::min(last - first, with.size());
  std::copy_n(with.begin(), common, at);
  const auto rest = at + static_cast<std::ptrdiff_t>(common);
  if (with.size() > common)
    segments_.insert(rest, with.begin() + static_cast<std::ptrdiff_t>(common), with.end());
  else
    segments_.erase(rest, segments_.begin() + static_cast<std::ptrdiff_t>(last));
}

void Skyline::add_slope(Point from, Point to, double tolerance) {
  if (from.x > to.x) std::swap(from, to);
  const double rise = to.y - from.y;
  if (!usable(from.x, to.x, rise)) return;
  const double wanted = std::ceil(std::abs(rise) / std::max(tolerance, hair));
  const int steps = static_cast<int>(std::clamp(wanted, 1.0, 256.0));
  for (int k = 0; k < steps; ++k) {
    const double a = static_cast<double>(k) / steps;
    const double b = static_cast<double>(k + 1) / steps;
    add(from.x + (to.x - from.x) * a, from.x + (to.x - from.x) * b, outer(from.y + rise * a, from.y + rise * b));
  }
}

void Skyline::merge(const Skyline& other) {
  if (other.empty()) return;
  if (empty()) {
    segments_ = other.segments_;
    return;
  }
  Skyline both(side_);
  both.segments_.reserve(segments_.size() + other.segments_.size());
  const SkylineSegment* a = segments_.data();
  const SkylineSegment* b = other.segments_.data();
  const SkylineSegment* const a_end = a + segments_.size();
  const SkylineSegment* const b_end = b + other.segments_.size();
  double x = std::min(a->x0, b->x0);  // up to here both are done
  while (a != a_end || b != b_end) {
    const bool in_a = a != a_end && a->x0 <= x;
    const bool in_b = b != b_end && b->x0 <= x;
    double until = std::numeric_limits<double>::infinity();
    if (a != a_end) until = std::min(until, in_a ? a->x1 : a->x0);
    if (b != b_end) until = std::min(until, in_b ? b->x1 : b->x0);
    if (in_a || in_b) both.append(x, until, in_a && in_b ? outer(a->y, b->y) : in_a ? a->y : b->y);
    x = until;
    if (a != a_end && a->x1 <= x) ++a;
    if (b != b_end && b->x1 <= x) ++b;
  }
  *this = std::move(both);
}

Skyline Skyline::shifted(double dx, double dy) const {
  Skyline result = *this;
  for (SkylineSegment& s : result.segments_) s = {s.x0 + dx, s.x1 + dx, s.y + dy};
  return result;
}

Skyline Skyline::padded(double amount) const {
  std::vector<SkylineSegment> wider = segments_;
  for (SkylineSegment& s : wider) s = {s.x0 - amount, s.x1 + amount, s.y};
  return Skyline(side_, wider);
}

double Skyline::height(double x0, double x1, double padding) const noexcept {
  double found = nothing();
  x0 -= padding;
  x1 += padding;
  for (std::size_t i = first_ending_after(x0); i < segments_.size() && segments_[i].x0 < x1; ++i)
    found = outer(found, segments_[i].y);
  return found;
}

double Skyline::height() const noexcept {
  double found = nothing();
  for (const SkylineSegment& s : segments_) found = outer(found, s.y);
  return found;
}

double distance(const Skyline& down_of_upper, const Skyline& up_of_lower, double horizontal_padding) {
  const std::span<const SkylineSegment> upper = down_of_upper.segments();
  const std::span<const SkylineSegment> lower = up_of_lower.segments();
  double found = -std::numeric_limits<double>::infinity();
  std::size_t first = 0;
  for (const SkylineSegment& a : upper) {
    while (first < lower.size() && lower[first].x1 + horizontal_padding <= a.x0) ++first;
    for (std::size_t i = first; i < lower.size() && lower[i].x0 - horizontal_padding < a.x1; ++i)
      found = std::max(found, lower[i].y - a.y);
  }
  return found;
}

}  // namespace burin::layout
