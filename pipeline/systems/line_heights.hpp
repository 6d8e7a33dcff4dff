// Heights of what stands in the line of dynamics of one side of a staff: handbook §16.1.
#pragma once

#include <cstddef>
#include <vector>

#include "pipeline/systems/outside.hpp"

namespace burin::layout {

/// Reads the skylines as they are when a function is called. Staff spaces of the staff. One thread.
class LineHeights {
 public:
  LineHeights(const SystemWork& system, const StaffWork& staff) : system_(system), staff_(staff) {}

  /// One past the last member of a row, sorted by x, that shares the height of the one at i: near ones do unless one
  /// would be carried far away, and what follows at nearly that height does, too. O(n²).
  [[nodiscard]] std::size_t chain_end(const std::vector<Waiting*>& row, std::size_t i) const;

  /// Between the staves of one instrument the line stands in the middle, where the other staff leaves room for it;
  /// everywhere else nothing draws it away from its staff.
  [[nodiscard]] double centre(const std::vector<Waiting*>& row, std::size_t i, std::size_t j) const;

  /// Whether a sign is clear of its own staff and of the other one of its instrument at this height.
  [[nodiscard]] bool has_room(const Waiting& sign, double y) const;

 private:
  struct Chain {
    std::size_t end{0};
    double high{0.0};
    double low{0.0};
    double right{0.0};
  };
  [[nodiscard]] Chain chain_from(const std::vector<Waiting*>& row, std::size_t i) const;
  [[nodiscard]] double height_alone(const std::vector<Waiting*>& row, std::size_t k) const;
  [[nodiscard]] bool clear_of_other_hand(const Waiting& one, double y) const;
  [[nodiscard]] double staff_distance(const StaffWork& upper, const StaffWork& lower) const;

  const SystemWork& system_;
  const StaffWork& staff_;
};

}  // namespace burin::layout
