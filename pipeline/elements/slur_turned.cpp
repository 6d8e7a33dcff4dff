// Steep slurs: the search of slur_search, carried out in a frame whose x axis runs from tip to tip.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "pipeline/elements/slur_search.hpp"

namespace burin::layout {
namespace {

/// The frame of a chord: origin in the left tip, x along the chord.
class Frame {
 public:
  Frame(Point from, Point to) noexcept : origin_(from) {
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    cosine_ = (to.x - from.x) / length;
    sine_ = (to.y - from.y) / length;
  }
  [[nodiscard]] Point in(Point p) const noexcept {
    const double dx = p.x - origin_.x, dy = p.y - origin_.y;
    return {dx * cosine_ + dy * sine_, dy * cosine_ - dx * sine_};
  }
  [[nodiscard]] Point out(Point p) const noexcept {
    return {origin_.x + p.x * cosine_ - p.y * sine_, origin_.y + p.x * sine_ + p.y * cosine_};
  }

 private:
  Point origin_;
  double cosine_{1.0};
  double sine_{0.0};
};

using Corners = std::array<Point, 4>;

/// Lowest and highest y of a convex outline over a stretch of x.
Box slice(const Corners& corners, double from, double to) noexcept {
  Box box{from, std::numeric_limits<double>::max(), to, std::numeric_limits<double>::lowest()};
  const auto take = [&](double y) {
    box.bottom = std::min(box.bottom, y);
    box.top = std::max(box.top, y);
  };
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point a = corners[i], b = corners[(i + 1) % corners.size()];
    if (a.x >= from && a.x <= to) take(a.y);
    for (const double x : {from, to}) {
      if ((a.x < x) != (b.x < x)) take(a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x));
    }
  }
  return box;
}

/// One obstacle in the frame: heads stay round; anything else is cut into slices.
void turn(const SlurObstacle& obstacle, const Frame& frame, double every, std::vector<SlurObstacle>& out) {
  constexpr int most_slices = 32;
  const Box& box = obstacle.box;
  if (obstacle.kind == ObstacleKind::head) {
    const Point centre = frame.in({(box.left + box.right) / 2.0, (box.bottom + box.top) / 2.0});
    const double radius = (box.width() + box.height()) / 4.0;
    out.push_back({{centre.x - radius, centre.y - radius, centre.x + radius, centre.y + radius}, obstacle.kind});
    return;
  }
  const Corners corners{frame.in({box.left, box.bottom}), frame.in({box.right, box.bottom}),
                        frame.in({box.right, box.top}), frame.in({box.left, box.top})};
  const auto [low, high] =
      std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.x < b.x; });
  const double width = high->x - low->x;
  const int slices = static_cast<int>(std::clamp(std::ceil(width / every), 1.0, static_cast<double>(most_slices)));
  for (int i = 0; i < slices; ++i)
    out.push_back({slice(corners, low->x + width * i / slices, low->x + width * (i + 1) / slices), obstacle.kind});
}

}  // namespace

SlurCurve find_turned_slur(const SlurInput& input, double thickness, const SlurStyle& style) {
  const Frame frame(input.left, input.right);
  std::vector<SlurObstacle> turned;
  turned.reserve(input.obstacles.size() * 4);
  for (const SlurObstacle& obstacle : input.obstacles) {
    if (!obstacle.box.empty()) turn(obstacle, frame, style.turned_slice, turned);
  }
  SlurInput level = input;
  level.left = {0.0, 0.0};
  level.right = frame.in(input.right);
  level.obstacles = turned;
  level.staff_lines = 0;  // they don't run along the chord
  level.any_slope = true;
  level.cross_staff = false;
  SlurCurve curve = find_slur(level, thickness, style);
  level.round = true;
  const SlurCurve arc = find_slur(level, thickness, style);
  if (arc.demerits < curve.demerits) curve = arc;
  for (Point& point : curve.centre) point = frame.out(point);
  return curve;
}

}  // namespace burin::layout
