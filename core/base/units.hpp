// Lengths: staff spaces and millimetres are different types; only StaffScale converts.
#pragma once

#include <algorithm>
#include <compare>
#include <limits>

namespace burin {

/// A length in a unit U. A thin wrapper: layout arithmetic inside a stage may use plain doubles called `..._ss`; public
/// signatures between layers use Length so that a staff space is never taken for a millimetre.
template <class U>
struct Length {
  double v{0.0};
  friend constexpr auto operator<=>(Length, Length) noexcept = default;
  friend constexpr Length operator+(Length a, Length b) noexcept { return {a.v + b.v}; }
  friend constexpr Length operator-(Length a, Length b) noexcept { return {a.v - b.v}; }
  friend constexpr Length operator*(Length a, double k) noexcept { return {a.v * k}; }
  friend constexpr double operator/(Length a, Length b) noexcept { return a.v / b.v; }
};
struct SpaceUnit {};
struct MillimetreUnit {};
/// Staff spaces of the staff that a thing sits on.
using Spaces = Length<SpaceUnit>;
using Millimetres = Length<MillimetreUnit>;

/// Converts staff spaces to millimetres: a five-line staff of height `staff_size` has four spaces.
struct StaffScale {
  Millimetres staff_size{7.0};
  [[nodiscard]] constexpr Millimetres space() const noexcept { return {staff_size.v / 4.0}; }
  [[nodiscard]] constexpr Millimetres operator()(Spaces s) const noexcept { return {s.v * staff_size.v / 4.0}; }
  [[nodiscard]] constexpr Spaces spaces(Millimetres mm) const noexcept { return {mm.v * 4.0 / staff_size.v}; }
};

/// A point in staff spaces; x to the right, y UP, y = 0 on the middle line of the staff.
struct Point {
  double x{0.0};
  double y{0.0};
  friend constexpr bool operator==(Point, Point) noexcept = default;
};

/// An upright box in staff spaces, y up. Empty when left > right.
struct Box {
  double left{std::numeric_limits<double>::infinity()};
  double bottom{std::numeric_limits<double>::infinity()};
  double right{-std::numeric_limits<double>::infinity()};
  double top{-std::numeric_limits<double>::infinity()};

  [[nodiscard]] constexpr bool empty() const noexcept { return left > right; }
  [[nodiscard]] constexpr double width() const noexcept { return empty() ? 0.0 : right - left; }
  [[nodiscard]] constexpr double height() const noexcept { return empty() ? 0.0 : top - bottom; }
  [[nodiscard]] constexpr Box shifted(double dx, double dy) const noexcept {
    return {left + dx, bottom + dy, right + dx, top + dy};
  }
  [[nodiscard]] constexpr Box scaled(double k) const noexcept { return {left * k, bottom * k, right * k, top * k}; }
  constexpr void add(const Box& other) noexcept {
    left = std::min(left, other.left);
    bottom = std::min(bottom, other.bottom);
    right = std::max(right, other.right);
    top = std::max(top, other.top);
  }
  friend constexpr bool operator==(const Box&, const Box&) noexcept = default;
};

}  // namespace burin
