// Skylines: the outline of a staff or system, seen from above or below.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "core/base/units.hpp"

namespace burin::layout {

/// Which way a skyline looks: `up` keeps the highest, `down` the lowest y over each x.
enum class SkylineSide : std::uint8_t { up, down };

/// A stretch of constant height. y up, staff spaces.
struct SkylineSegment {
  double x0{0.0};
  double x1{0.0};
  double y{0.0};
  friend bool operator==(const SkylineSegment&, const SkylineSegment&) = default;
};

/// Sorted, disjoint stretches of constant height; between them there is nothing, which is infinitely low for `up` and
/// infinitely high for `down`. Segments are open: things that only touch do not meet. What has no width is taken as
/// `hair` wide; what is not finite or goes backwards is ignored. A value; concurrent reads are safe.
class Skyline {
 public:
  static constexpr double hair = 1.0 / 1024.0;

  explicit Skyline(SkylineSide side = SkylineSide::up) : side_(side) {}
  /// From any number of segments in any order, overlapping as they like. O(n log n).
  Skyline(SkylineSide side, std::span<const SkylineSegment> segments);
  /// From the tops (up) or bottoms (down) of boxes. O(n log n).
  Skyline(SkylineSide side, std::span<const Box> boxes);

  /// O(log n + segments replaced) and the move of those behind; cheap at the right end.
  void add(double x0, double x1, double y);
  void add(const Box& box) { add(box.left, box.right, side_ == SkylineSide::up ? box.top : box.bottom); }
  /// Whether adding the box would change nothing. O(log n + segments met).
  [[nodiscard]] bool hides(const Box& box) const noexcept;
  /// A straight edge from one point to the other (a beam), in steps whose error is at most `tolerance` outwards.
  void add_slope(Point from, Point to, double tolerance = 0.1);
  /// The other must look the same way. O(n + m).
  void merge(const Skyline& other);

  [[nodiscard]] Skyline shifted(double dx, double dy) const;
  /// Outwards by `amount`: up for `up`, down for `down`.
  [[nodiscard]] Skyline raised(double amount) const {
    return shifted(0.0, side_ == SkylineSide::up ? amount : -amount);
  }
  /// Every segment longer by `amount` at both ends. O(n log n).
  [[nodiscard]] Skyline padded(double amount) const;

  /// Outermost y over x0 … x1, both widened by `padding`; `nothing()` where there is nothing. O(log n + segments met).
  [[nodiscard]] double height(double x0, double x1, double padding = 0.0) const noexcept;
  /// Outermost y anywhere.
  [[nodiscard]] double height() const noexcept;
  /// -infinity for up, +infinity for down.
  [[nodiscard]] double nothing() const noexcept {
    return side_ == SkylineSide::up ? -std::numeric_limits<double>::infinity()
                                    : std::numeric_limits<double>::infinity();
  }

  [[nodiscard]] SkylineSide side() const noexcept { return side_; }
  [[nodiscard]] bool empty() const noexcept { return segments_.empty(); }
  [[nodiscard]] std::span<const SkylineSegment> segments() const noexcept { return segments_; }
  friend bool operator==(const Skyline&, const Skyline&) = default;

 private:
  [[nodiscard]] bool outside(double a, double b) const noexcept { return side_ == SkylineSide::up ? a > b : a < b; }
  [[nodiscard]] double outer(double a, double b) const noexcept { return outside(b, a) ? b : a; }
  [[nodiscard]] std::size_t first_ending_after(double x) const noexcept;
  [[nodiscard]] bool covers(std::size_t first, const SkylineSegment& added) const noexcept;
  void append(double x0, double x1, double y);
  void replace(std::size_t first, std::size_t last, std::span<const SkylineSegment> with);

  SkylineSide side_;
  std::vector<SkylineSegment> segments_;
};

/// How far the y = 0 of the lower must lie below that of the upper so that the two just touch: the maximum of
/// lower's height above upper's depth wherever they come within `horizontal_padding` of each other; -infinity where
/// they never do. The upper skyline looks down, the lower one up. O(n + m) and the pairs within the padding.
[[nodiscard]] double distance(const Skyline& down_of_upper, const Skyline& up_of_lower,
                              double horizontal_padding = 0.0);

}  // namespace burin::layout
