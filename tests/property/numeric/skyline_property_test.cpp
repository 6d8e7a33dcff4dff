// Skylines against the segments that they were made from; boxes found against all boxes.
#include "pipeline/numeric/skyline.hpp"

#include <algorithm>
#include <cmath>

#include "../support.hpp"
#include "numbers.hpp"
#include "pipeline/numeric/box_index.hpp"

namespace burin::layout {
namespace {

SkylineSegment segment() {
  const double x0 = eighths(-4, 20);
  return {x0, x0 + eighths(0, 5) + 0.125, eighths(-5, 5)};
}

SkylineSide side() { return *rc::gen::element(SkylineSide::up, SkylineSide::down); }

double outermost(SkylineSide side, const std::vector<SkylineSegment>& segments, double x0, double x1) {
  double found = Skyline(side).nothing();
  for (const SkylineSegment& s : segments)
    if (s.x0 < x1 && x0 < s.x1) found = side == SkylineSide::up ? std::max(found, s.y) : std::min(found, s.y);
  return found;
}

bool in_order(const Skyline& skyline) {
  const auto segments = skyline.segments();
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!(segments[i].x0 < segments[i].x1)) return false;
    if (i == 0) continue;
    if (segments[i - 1].x1 > segments[i].x0) return false;
    if (segments[i - 1].x1 == segments[i].x0 && segments[i - 1].y == segments[i].y) return false;
  }
  return true;
}

BURIN_PROPERTY(SkylineProperty, HeightsAreThoseOfTheSegments, [] {
  const SkylineSide s = side();
  const std::vector<SkylineSegment> segments = several(0, 12, segment);
  const Skyline skyline(s, segments);
  RC_ASSERT(in_order(skyline));
  for (int trial = 0; trial < 20; ++trial) {
    const double x0 = eighths(-6, 26);
    const double x1 = x0 + 0.125 + eighths(0, 6);
    RC_ASSERT(skyline.height(x0, x1) == outermost(s, segments, x0, x1));
    RC_ASSERT(skyline.height(x0, x1, 0.5) == outermost(s, segments, x0 - 0.5, x1 + 0.5));
  }
  RC_ASSERT(skyline.height() == outermost(s, segments, -1e9, 1e9));
})

BURIN_PROPERTY(SkylineProperty, AddingOneByOneIsBuildingAtOnce, [] {
  const SkylineSide s = side();
  const std::vector<SkylineSegment> segments = several(0, 16, segment);
  Skyline grown(s);
  for (const SkylineSegment& one : segments) grown.add(one.x0, one.x1, one.y);
  RC_ASSERT(in_order(grown));
  RC_ASSERT(grown == Skyline(s, segments));
})

BURIN_PROPERTY(SkylineProperty, ItHidesWhatWouldChangeNothing, [] {
  const SkylineSide s = side();
  const Skyline skyline(s, several(0, 16, segment));
  const SkylineSegment one = segment();
  Skyline grown = skyline;
  grown.add(one.x0, one.x1, one.y);
  RC_ASSERT(skyline.hides({one.x0, one.y, one.x1, one.y}) == (grown == skyline));
})

BURIN_PROPERTY(SkylineProperty, MergingIsBuildingFromAll, [] {
  const SkylineSide s = side();
  std::vector<SkylineSegment> all = several(0, 8, segment);
  const std::vector<SkylineSegment> more = several(0, 8, segment);
  Skyline merged(s, all);
  merged.merge(Skyline(s, more));
  all.insert(all.end(), more.begin(), more.end());
  RC_ASSERT(merged == Skyline(s, all));
})

BURIN_PROPERTY(SkylineProperty, AtTheirDistanceTwoSkylinesJustTouch, [] {
  const std::vector<SkylineSegment> above = several(0, 10, segment);
  const std::vector<SkylineSegment> below = several(0, 10, segment);
  const double padding = *rc::gen::element(0.0, 0.25, 1.0, 4.0);
  double wanted = -std::numeric_limits<double>::infinity();
  for (const SkylineSegment& a : above)
    for (const SkylineSegment& b : below)
      if (a.x0 - padding < b.x1 && b.x0 < a.x1 + padding) wanted = std::max(wanted, b.y - a.y);
  const Skyline upper(SkylineSide::down, above);
  const Skyline lower(SkylineSide::up, below);
  RC_ASSERT(distance(upper, lower, padding) == wanted);
  RC_ASSERT(distance(upper.padded(padding), lower, 0.0) == wanted);
})

BURIN_PROPERTY(SkylineProperty, ASlopeIsCoveredAndNotByMuchMore, [] {
  const SkylineSide s = side();
  const Point from{0.0, eighths(-3, 3)};
  const Point to{0.5 + eighths(0, 8), eighths(-3, 3)};
  Skyline skyline(s);
  skyline.add_slope(from, to, 0.1);
  for (double t = 0.01; t < 1.0; t += 0.07) {
    const double x = from.x + (to.x - from.x) * t;
    const double beyond = skyline.height(x, x + 1e-9) - (from.y + (to.y - from.y) * t);
    RC_ASSERT((s == SkylineSide::up ? beyond : -beyond) >= -1e-6);
    RC_ASSERT(std::abs(beyond) <= 0.1 + 1e-6);
  }
})

Box box() {
  const double x = eighths(-4, 30);
  const double y = eighths(-4, 4);
  return {x, y, x + eighths(0, 6), y + eighths(0, 3)};
}

BURIN_PROPERTY(BoxIndexProperty, ItFindsWhatLookingAtAllFinds, [] {
  BoxIndex index(*rc::gen::element(0.1, 1.0, 8.0, 100.0));
  const std::vector<Box> boxes = several(0, 20, box);
  for (const Box& one : boxes) index.add(one);
  const Box asked = box();
  const double padding = *rc::gen::element(0.0, 0.5);
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t i = 0; i < boxes.size(); ++i)
    if (boxes[i].left < asked.right + padding && asked.left - padding < boxes[i].right &&
        boxes[i].bottom < asked.top + padding && asked.bottom - padding < boxes[i].top)
      wanted.push_back(i);
  RC_ASSERT(index.overlapping(asked, padding) == wanted);
  RC_ASSERT(index.overlaps(asked, padding) == !wanted.empty());
})

}  // namespace
}  // namespace burin::layout
