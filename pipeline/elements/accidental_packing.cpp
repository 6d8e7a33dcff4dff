// Packing of accidentals, right to left (handbook §8.2).
#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <limits>
#include <memory_resource>
#include <vector>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/accidental.hpp"

namespace burin::layout {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

/// A horizontal band of a sign's outline.
struct Slab {
  double bottom;
  double top;
  double left;
  double right;
};

/// Outline of a sign whose left edge is at x = 0: its box less the cut-outs of the font, in at most five bands.
struct Shape {
  std::array<Slab, sign_outline_most> slabs{};
  std::size_t count{0};
  double width{0.0};
  [[nodiscard]] std::span<const Slab> all() const { return {slabs.data(), count}; }
};

/// The four cut-outs of a glyph as corners of its box when it has none.
struct Corners {
  Point ne, se, sw, nw;
};

Corners corners_of(GlyphId id, const Box& box, const GlyphMetrics& font) {
  return {font.anchor(id, Anchor::cut_out_ne, {box.right, box.top}),
          font.anchor(id, Anchor::cut_out_se, {box.right, box.bottom}),
          font.anchor(id, Anchor::cut_out_sw, {box.left, box.bottom}),
          font.anchor(id, Anchor::cut_out_nw, {box.left, box.top})};
}

Slab band(double bottom, double top, const Box& box, const Corners& corner) {
  const double middle = (bottom + top) / 2.0;
  Slab slab{bottom, top, box.left, box.right};
  if (middle > corner.nw.y) slab.left = std::max(slab.left, corner.nw.x);
  if (middle < corner.sw.y) slab.left = std::max(slab.left, corner.sw.x);
  if (middle > corner.ne.y) slab.right = std::min(slab.right, corner.ne.x);
  if (middle < corner.se.y) slab.right = std::min(slab.right, corner.se.x);
  return slab;
}

void add(Shape& shape, Slab slab, double scale, double y) {
  if (slab.top <= slab.bottom || slab.right <= slab.left) return;
  shape.slabs[shape.count++] = {slab.bottom * scale + y, slab.top * scale + y, slab.left * scale, slab.right * scale};
}

Shape shape_of(const AccidentalRequest& request, const GlyphMetrics& font, const AccidentalPacking& style) {
  Shape shape;
  const double y = request.p / 2.0;
  const AccidentalGlyphs sign = accidental_glyphs(request, 0.0, font, style);
  if (sign.count == 0) return shape;
  shape.width = sign.box.width();
  if (sign.count > 1) {
    add(shape, {sign.box.bottom - y, sign.box.top - y, 0.0, shape.width}, 1.0, y);
    return shape;
  }
  std::array<Box, sign_outline_most> bands;
  const std::size_t count = sign_outline(request.sign, font, bands);
  const double left = font.box(request.sign).left;
  for (std::size_t i = 0; i < count; ++i)
    add(shape, {bands[i].bottom, bands[i].top, bands[i].left - left, bands[i].right - left}, request.scale, y);
  return shape;
}

/// Rightmost x of a shape at which it is clear of an upright box to its right.
double limit(const Shape& shape, const Slab& other, double gap, double vertical) {
  double x = infinite;
  for (const Slab& slab : shape.all()) {
    if (slab.bottom < other.top + vertical && other.bottom < slab.top + vertical) {
      x = std::min(x, other.left - gap - slab.right);
    }
  }
  return x;
}

template <class T>
using Vector = std::pmr::vector<T>;

struct Sign {
  Shape shape;
  int p{0};
  GlyphId id{0};
  double scale{1.0};
  double x{0.0};
  double own_limit{0.0};  // by heads and ledgers alone
  bool placed{false};
};

class Packer {
 public:
  Packer(std::span<const AccidentalObstacle> obstacles, const AccidentalPacking& style)
      : obstacles_(obstacles), style_(style) {}

  /// Limits by heads and ledgers, which no order changes.
  void bound(Sign& sign) const {
    double x = infinite;
    double nearest = infinite;
    for (const AccidentalObstacle& obstacle : obstacles_) {
      const Slab slab{obstacle.box.bottom, obstacle.box.top, obstacle.box.left, obstacle.box.right};
      const double gap = obstacle.ledger ? style_.to_ledger : style_.to_head;
      x = std::min(x, limit(sign.shape, slab, gap, obstacle.ledger ? style_.vertical_ledger : style_.vertical_head));
      if (!obstacle.ledger) nearest = std::min(nearest, slab.left);
    }
    const double beside = nearest == infinite ? 0.0 : nearest;
    sign.own_limit = x == infinite ? beside - style_.to_head - sign.shape.width : x;
  }

  /// Rightmost x of a sign beside everything that is placed.
  [[nodiscard]] double rightmost(const Sign& sign, std::span<const Sign> all) const {
    double x = sign.own_limit;
    for (const Sign& other : all) {
      if (!other.placed || &other == &sign) continue;
      const bool sharps = sign.id == glyph::sharp && other.id == glyph::sharp;
      const double vertical = sharps ? style_.vertical_sharps : style_.vertical;
      for (Slab slab : other.shape.all()) {
        slab.left += other.x;
        x = std::min(x, limit(sign.shape, slab, style_.between, vertical));
      }
    }
    return x;
  }

  /// Places signs in an order; after each one its octaves go into the same column if they fit there.
  void pack(std::span<Sign> signs, std::span<const std::size_t> order) const {
    for (Sign& sign : signs) sign.placed = false;
    for (const std::size_t i : order) {
      if (signs[i].placed) continue;
      put(signs[i], rightmost(signs[i], signs));
      for (const std::size_t j : order) {
        if (!signs[j].placed && octaves(signs[i], signs[j])) pull(signs[j], signs[i], signs);
      }
    }
  }

 private:
  [[nodiscard]] bool octaves(const Sign& a, const Sign& b) const {
    return a.id == b.id && a.p != b.p && std::abs(a.p - b.p) % style_.octave == 0;
  }
  /// An octave beside its partner, unless the partner's column is closed for it: then as far right as it goes.
  void pull(Sign& sign, const Sign& partner, std::span<const Sign> all) const {
    const double x = rightmost(sign, all);
    put(sign, x >= partner.x ? partner.x : x);
  }
  static void put(Sign& sign, double x) {
    sign.x = x;
    sign.placed = true;
  }

  std::span<const AccidentalObstacle> obstacles_;
  const AccidentalPacking& style_;
};

/// Top, bottom, next top, next bottom …, of `count` signs sorted from low to high.
void zigzag(std::size_t count, bool from_top, Vector<std::size_t>& order) {
  order.clear();
  std::size_t low = 0;
  std::size_t high = count;
  for (bool top = from_top; low < high; top = !top) order.push_back(top ? --high : low++);
}

double leftmost(std::span<const Sign> signs) {
  double x = infinite;
  for (const Sign& sign : signs) x = std::min(x, sign.x);
  return x;
}

/// Total distance from the heads, to choose between orders of equal width.
double spread(std::span<const Sign> signs) {
  double sum = 0.0;
  for (const Sign& sign : signs) sum += sign.own_limit - sign.x;
  return sum;
}

constexpr double tolerance = 1e-9;

bool better(std::span<const Sign> a, std::span<const Sign> b) {
  const double width = leftmost(a) - leftmost(b);
  return width > tolerance || (width > -tolerance && spread(a) < spread(b) - tolerance);
}

bool same_place(const Sign& sign, const AccidentalRequest& request) {
  return sign.p == request.p && sign.id == request.sign && sign.scale == request.scale;
}

/// Distinct signs, low to high; of signs on one position the first in the request comes first.
void collect(std::span<const AccidentalRequest> requests, const GlyphMetrics& font, const AccidentalPacking& style,
             Vector<Sign>& signs) {
  for (const AccidentalRequest& request : requests) {
    const auto is_same = [&](const Sign& sign) { return same_place(sign, request); };
    if (std::any_of(signs.begin(), signs.end(), is_same)) continue;
    Sign sign;
    sign.shape = shape_of(request, font, style);
    sign.p = request.p;
    sign.id = request.sign;
    sign.scale = request.scale;
    signs.push_back(sign);
  }
  sort_stably(signs.begin(), signs.end(), [](const Sign& a, const Sign& b) { return a.p < b.p; });
}

}  // namespace

void pack_accidentals(std::span<const AccidentalRequest> requests, std::span<const AccidentalObstacle> obstacles,
                      const GlyphMetrics& font, std::span<double> x, const AccidentalPacking& style) {
  const Packer packer(obstacles, style);
  if (requests.size() == 1) {  // most columns have no more, and then heads and ledgers alone decide
    Sign sign;
    sign.shape = shape_of(requests.front(), font, style);
    packer.bound(sign);
    x.front() = sign.own_limit;
    return;
  }
  std::array<std::byte, 8192> stack;
  std::pmr::monotonic_buffer_resource memory(stack.data(), stack.size());
  Vector<Sign> signs(&memory);
  Vector<std::size_t> order(&memory);
  signs.reserve(requests.size());
  collect(requests, font, style, signs);
  for (Sign& sign : signs) packer.bound(sign);
  zigzag(signs.size(), true, order);
  packer.pack(signs, order);
  if (signs.size() >= style.second_order) {
    Vector<Sign> other(signs, &memory);
    zigzag(signs.size(), false, order);
    packer.pack(other, order);
    if (better(other, signs)) signs.swap(other);
  }
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto is_same = [&](const Sign& sign) { return same_place(sign, requests[i]); };
    x[i] = std::find_if(signs.begin(), signs.end(), is_same)->x;
  }
}

std::size_t sign_outline(AccidentalSign sign, const GlyphMetrics& font, std::span<Box> out) noexcept {
  const Box& box = font.box(sign);
  if (box.empty()) return 0;
  const Corners corner = corners_of(sign, box, font);
  std::array<double, sign_outline_most + 1> cuts{box.bottom,  corner.sw.y, corner.se.y,
                                                 corner.nw.y, corner.ne.y, box.top};
  for (double& cut : cuts) cut = std::clamp(cut, box.bottom, box.top);
  sort_stably(cuts.begin(), cuts.end(), std::less<>());
  std::size_t count = 0;
  for (std::size_t i = 0; i + 1 < cuts.size() && count < out.size(); ++i) {
    const Slab slab = band(cuts[i], cuts[i + 1], box, corner);
    if (slab.top > slab.bottom && slab.right > slab.left) out[count++] = {slab.left, slab.bottom, slab.right, slab.top};
  }
  return count;
}

}  // namespace burin::layout
