// Musical time: exact positions and durations in quarter notes.
#pragma once

#include "core/base/rational.hpp"

namespace burin {

/// A length of musical time in quarter notes, never negative in a piece.
struct Duration {
  Rational quarters{};
  friend constexpr auto operator<=>(Duration, Duration) noexcept = default;
  friend constexpr Duration operator+(Duration a, Duration b) noexcept { return {a.quarters + b.quarters}; }
  friend constexpr Duration operator-(Duration a, Duration b) noexcept { return {a.quarters - b.quarters}; }
};

/// A point in musical time: a measure (index from 0) and an offset from its start in quarter notes.
struct Position {
  std::int32_t measure{0};
  Rational offset{};
  friend constexpr auto operator<=>(Position, Position) noexcept = default;
};

}  // namespace burin
