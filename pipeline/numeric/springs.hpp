// Springs and rods in a row: the solver of horizontal spacing, and widths as functions of force for the break search.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace burin::layout {

/// A gap between two neighbouring columns, in staff spaces. Under a force f it is
/// max(least, ideal + f * (f >= 0 ? stretch : squeeze)) long (handbook §20.3). A negative squeeze means ideal - least,
/// so that the gap reaches its least at force -1; with a squeeze of 0 it never gets below its ideal. A stretch of 0 or
/// less counts as `rigid_stretch`, so a chain always fills its width, though at an enormous force when all of it is
/// rigid. Numbers that are not finite count as 0.
struct Spring {
  double ideal{0.0};
  double least{0.0};
  double stretch{0.0};
  double squeeze{-1.0};
};
inline constexpr double rigid_stretch = 1e-6;

/// At least `length` staff spaces between column `left` and column `right`; spring i joins columns i and i + 1. Rods
/// that end outside the chain, or not to the right of their start, are ignored.
struct Rod {
  std::uint32_t left{0};
  std::uint32_t right{0};
  double length{0.0};
};

/// Positions of all columns, starting at 0. `force` of an overfull row is less than -1 (see overfull_force).
struct SpringSolution {
  double force{0.0};
  bool overfull{false};
  std::vector<double> x;
};

/// The row of least energy that keeps every rod and is `width` long: the springs' tensions are equal except where rods
/// hold columns apart. Where that is impossible, the shortest row that keeps the rods, marked overfull. The last x
/// equals `width` exactly unless overfull. Rods hold within 1e-9. Pure, any thread. O(n log n + r²) while no two of the
/// r binding rods cross (overlap in part); crossing ones take rounds of O(n log n) until nothing moves (handbook §20.8,
/// §20.9; the minimum is the true one: raising blocking forces one crossing rod after the other makes rows too long).
[[nodiscard]] SpringSolution solve(std::span<const Spring> springs, std::span<const Rod> rods, double width);

/// The row under a given force, rods kept. Never overfull.
[[nodiscard]] SpringSolution at_force(std::span<const Spring> springs, std::span<const Rod> rods, double force);

/// Least possible width of a row with its rods. O(n + r).
[[nodiscard]] double least_width(std::span<const Spring> springs, std::span<const Rod> rods);

/// What stands for the force of a row that needs `least` but has `width`: finite, less than -1, lower the more is
/// missing.
[[nodiscard]] double overfull_force(double least, double width) noexcept;

/// Widths of many pieces (measures), summed from the first on, at a fixed grid of forces: the width and the force of
/// any run of pieces in tens of nanoseconds, whatever its length. Between the grid's forces widths are interpolated, so
/// forces are approximate (about 0.01 where the springs are ordinary); at the grid's forces, 0 and -1 among them,
/// widths are exact.
class PrefixWidths {
 public:
  static constexpr std::size_t samples = 24;
  /// Widths at the grid's forces.
  using Row = std::array<double, samples>;

  /// The grid, rising from -1 (below which a line is overfull) to 6.
  [[nodiscard]] static const Row& forces() noexcept;
  /// Widths of a chain of springs under rods, never falling with the force; `more` is added to each. O(n) while no two
  /// of the binding rods cross.
  [[nodiscard]] static Row sample(std::span<const Spring> springs, std::span<const Rod> rods = {}, double more = 0.0);
  [[nodiscard]] static Row fixed(double width) noexcept;

  PrefixWidths() { rows_.push_back(Row{}); }
  void reserve(std::size_t pieces) { rows_.reserve(pieces + 1); }
  void add(const Row& widths);
  [[nodiscard]] std::size_t size() const noexcept { return rows_.size() - 1; }

  /// Width of pieces begin up to, without, end under a force; begin <= end <= size(). `head` and `tail`, when given,
  /// are added: what a piece takes more (or less) because it starts or ends a line.
  [[nodiscard]] double width(std::size_t begin, std::size_t end, double force, const Row* head = nullptr,
                             const Row* tail = nullptr) const noexcept;
  /// Force under which that run is `width` wide; below -1 when overfull.
  [[nodiscard]] double force_for(std::size_t begin, std::size_t end, double width, const Row* head = nullptr,
                                 const Row* tail = nullptr) const noexcept;
  [[nodiscard]] double least(std::size_t begin, std::size_t end, const Row* head = nullptr,
                             const Row* tail = nullptr) const noexcept;
  [[nodiscard]] double ideal(std::size_t begin, std::size_t end, const Row* head = nullptr,
                             const Row* tail = nullptr) const noexcept;

 private:
  struct Run {
    const Row& from;
    const Row& to;
    const Row* head;
    const Row* tail;
    [[nodiscard]] double operator[](std::size_t k) const noexcept {
      return to[k] - from[k] + (head != nullptr ? (*head)[k] : 0.0) + (tail != nullptr ? (*tail)[k] : 0.0);
    }
  };
  [[nodiscard]] Run run(std::size_t begin, std::size_t end, const Row* head, const Row* tail) const noexcept {
    return {rows_[begin], rows_[end], head, tail};
  }

  std::vector<Row> rows_;  // rows_[k] = sums of the first k pieces
};

}  // namespace burin::layout
