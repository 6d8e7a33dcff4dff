// A grid of boxes for overlap queries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/base/units.hpp"

namespace burin::layout {

/// Finds boxes that overlap a box. Ids are the order of adding. Grows to the right in cells of a fixed width, which
/// suits staves: long and low. Queries sort their result, so that it never depends on the grid. Reads are safe from any
/// thread.
class BoxIndex {
 public:
  /// Columns of `cell_width` staff spaces; anything above 0 will do, about the width of the usual box is best.
  explicit BoxIndex(double cell_width = 8.0);

  /// Id of the box: 0, 1, 2 … Empty boxes and those with a value that is not finite get an id but are never found.
  std::uint32_t add(const Box& box);
  [[nodiscard]] const Box& operator[](std::uint32_t id) const noexcept { return boxes_[id]; }
  [[nodiscard]] std::size_t size() const noexcept { return boxes_.size(); }

  /// Ids of the boxes that share more than an edge with `box`, widened by `padding` on all sides; rising. O(k log k)
  /// for the k boxes in the columns that it touches.
  [[nodiscard]] std::vector<std::uint32_t> overlapping(const Box& box, double padding = 0.0) const;
  [[nodiscard]] bool overlaps(const Box& box, double padding = 0.0) const;

 private:
  [[nodiscard]] std::int64_t column(double x) const noexcept;
  /// Calls visitor(id) for each box that meets `box`, some more than once, until it returns false.
  template <class Visitor>
  void visit(const Box& box, Visitor visitor) const;
  template <class Visitor>
  void visit_all(const Box& box, Visitor visitor) const;

  double cell_width_;
  std::vector<Box> boxes_;
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> columns_;
  std::vector<std::uint32_t> wide_;  // span too many columns to be listed in each
};

}  // namespace burin::layout
