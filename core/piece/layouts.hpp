// Layouts: the visual half of a piece. One layout per engraved output (the score, each part).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/collections/pvector.hpp"

namespace burin {

class PaintList;

/// What a layout shows of one measure of one staff: a range of measures and the paint of the staff they stand in.
struct MeasureView {
  std::uint32_t measure{0};
  friend bool operator==(const MeasureView&, const MeasureView&) = default;
};
struct StaffView {
  std::uint32_t staff{0};  // index over all staves of the piece, from the top
  Shared<PaintList> paint;
  PVector<Shared<MeasureView>> measures;
};
struct SystemView {
  PVector<Shared<StaffView>> staves;
};
struct PageView {
  std::uint32_t number{1};
  PVector<Shared<SystemView>> systems;
};
struct Layout {
  std::string name;
  std::vector<std::uint32_t> musicians;  // those shown; empty = all
  PVector<Shared<PageView>> pages;
};

}  // namespace burin
