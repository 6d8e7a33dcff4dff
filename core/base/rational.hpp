// Exact rational numbers for musical time.
#pragma once

#include <bit>
#include <compare>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace burin {

/// A reduced fraction with a positive denominator. Arithmetic is exact as long as numerator and denominator fit into
/// 63 bits after reduction; beyond that (no music gets there, hostile input may) the result is rounded to the nearest
/// multiple of 1/1441440, which keeps every operation total: nothing throws, nothing overflows. O(log n) by gcd;
/// sums of halves, quarters and so on, which is most of musical time, O(1).
class Rational {
 public:
  constexpr Rational() noexcept = default;
  /// Beyond 62 bits a whole number is cut to the nearest that fits, so that negation never overflows.
  constexpr Rational(std::int64_t whole) noexcept  // NOLINT: whole numbers are rationals
      : num_(whole > whole_limit    ? whole_limit
             : whole < -whole_limit ? -whole_limit
                                    : whole) {}
  constexpr Rational(std::int64_t num, std::int64_t den) noexcept { *this = reduced(num, den); }

  /// Reads "3", "-3/4". Fails with bad_input on anything else, also on a zero denominator.
  [[nodiscard]] static Expected<Rational> parse(std::string_view text);

  [[nodiscard]] constexpr std::int64_t num() const noexcept { return num_; }
  [[nodiscard]] constexpr std::int64_t den() const noexcept { return den_; }
  [[nodiscard]] constexpr double value() const noexcept {
    return static_cast<double>(num_) / static_cast<double>(den_);
  }
  [[nodiscard]] std::string str() const;  // "3" or "3/4"

  friend constexpr bool operator==(Rational a, Rational b) noexcept = default;
  friend constexpr std::strong_ordering operator<=>(Rational a, Rational b) noexcept {
    return static_cast<Wide>(a.num_) * b.den_ <=> static_cast<Wide>(b.num_) * a.den_;
  }
  friend constexpr Rational operator+(Rational a, Rational b) noexcept {
    if (is_plain(a) && is_plain(b)) return plain_sum(a, b);
    if (a.den_ == b.den_) return reduced(static_cast<Wide>(a.num_) + b.num_, a.den_);
    return reduced(static_cast<Wide>(a.num_) * b.den_ + static_cast<Wide>(b.num_) * a.den_,
                   static_cast<Wide>(a.den_) * b.den_);
  }
  friend constexpr Rational operator-(Rational a) noexcept { return {Raw{}, -a.num_, a.den_}; }
  friend constexpr Rational operator-(Rational a, Rational b) noexcept { return a + -b; }
  friend constexpr Rational operator*(Rational a, Rational b) noexcept {
    return reduced(static_cast<Wide>(a.num_) * b.num_, static_cast<Wide>(a.den_) * b.den_);
  }
  /// Division by zero gives zero: callers check before where it can matter.
  friend constexpr Rational operator/(Rational a, Rational b) noexcept {
    if (b.num_ == 0) return {};
    return reduced(static_cast<Wide>(a.num_) * b.den_, static_cast<Wide>(a.den_) * b.num_);
  }
  constexpr Rational& operator+=(Rational b) noexcept { return *this = *this + b; }
  constexpr Rational& operator-=(Rational b) noexcept { return *this = *this - b; }

 private:
  __extension__ using Wide = __int128;
  /// Whole numbers, halves, quarters … of moderate size: nearly all of musical time. Their sums need no gcd.
  static constexpr bool is_plain(Rational r) noexcept {
    constexpr std::int64_t most = std::int64_t{1} << 40;
    return (r.den_ & (r.den_ - 1)) == 0 && r.den_ <= (1 << 20) && r.num_ < most && r.num_ > -most;
  }
  static constexpr Rational plain_sum(Rational a, Rational b) noexcept {
    const int a_bits = std::countr_zero(static_cast<std::uint64_t>(a.den_));
    const int b_bits = std::countr_zero(static_cast<std::uint64_t>(b.den_));
    const int bits = a_bits > b_bits ? a_bits : b_bits;
    const std::int64_t sum =
        a.num_ * (std::int64_t{1} << (bits - a_bits)) + b.num_ * (std::int64_t{1} << (bits - b_bits));
    const int common = std::countr_zero(static_cast<std::uint64_t>(sum) | std::uint64_t{1} << bits);
    return {Raw{}, sum >> common, std::int64_t{1} << (bits - common)};
  }
  static constexpr std::int64_t whole_limit = (std::int64_t{1} << 62) - 1;
  struct Raw {};
  constexpr Rational(Raw, std::int64_t num, std::int64_t den) noexcept : num_(num), den_(den) {}
  static constexpr Rational reduced(Wide num, Wide den) noexcept {
    if (den == 0) return {};
    if (den < 0) {
      num = -num;
      den = -den;
    }
    constexpr Wide limit = (Wide{1} << 62);
    // All music gets here: a division of 128 bits is a call that costs more than all the rest.
    if (num < limit && num > -limit && den < limit)
      return narrow(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den));
    const Wide divisor = gcd(num < 0 ? -num : num, den);
    num /= divisor;
    den /= divisor;
    if (num < limit && num > -limit && den < limit)
      return {Raw{}, static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
    return rounded(num, den);
  }
  static constexpr Rational narrow(std::int64_t num, std::int64_t den) noexcept {
    const std::int64_t divisor = den == 1 ? 1 : std::gcd(num, den);
    return divisor == 1 ? Rational{Raw{}, num, den} : Rational{Raw{}, num / divisor, den / divisor};
  }
  static constexpr Wide gcd(Wide a, Wide b) noexcept {
    if (a >> 62 == 0 && b >> 62 == 0) {
      auto x = static_cast<std::uint64_t>(a);
      auto y = static_cast<std::uint64_t>(b);
      const std::uint64_t g = std::gcd(x, y);
      return g == 0 ? 1 : static_cast<Wide>(g);
    }
    while (b != 0) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    return a == 0 ? 1 : a;
  }
  static constexpr Rational rounded(Wide num, Wide den) noexcept {
    constexpr std::int64_t grid = 1441440;
    constexpr Wide most = (Wide{1} << 61);
    const Wide whole = num / den;
    if (whole > most / grid || whole < -(most / grid)) return {Raw{}, num < 0 ? -(1LL << 40) : (1LL << 40), 1};
    while (den > (Wide{1} << 80)) {
      num /= 2;
      den /= 2;
    }
    const Wide rest = num - whole * den;
    return reduced(whole * grid + rest * grid / den, grid);
  }

  std::int64_t num_{0};
  std::int64_t den_{1};
};

}  // namespace burin

template <>
struct std::hash<burin::Rational> {
  std::size_t operator()(burin::Rational r) const noexcept {
    return static_cast<std::size_t>(r.num()) * 0x9E3779B97F4A7C15ULL ^ static_cast<std::size_t>(r.den());
  }
};
