// A growing buffer of bytes for writers: numbers and literals go in without temporaries.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace burin::io {

/// One thread. Appending is amortised O(bytes).
class TextBuffer {
 public:
  explicit TextBuffer(std::size_t expected)
      : size_(std::max<std::size_t>(expected, 256)), bytes_(std::make_unique_for_overwrite<char[]>(size_)) {}

  void put(std::string_view text) {
    need(text.size());
    std::memcpy(bytes_.get() + used_, text.data(), text.size());
    used_ += text.size();
  }
  void put(char c) {
    need(1);
    bytes_[used_++] = c;
  }
  void put(long number) {
    constexpr std::size_t longest = 24;
    need(longest);
    char* at = bytes_.get() + used_;
    used_ += static_cast<std::size_t>(std::to_chars(at, at + longest, number).ptr - at);
  }
  /// A number with at most three decimals and no superfluous zeros.
  void put_decimal(double number) {
    long thousandths = rounded(number * 1000.0);
    if (thousandths < 0) put('-'), thousandths = -thousandths;
    put(thousandths / 1000);
    long rest = thousandths % 1000;
    if (rest == 0) return;
    put('.');
    for (long digit = 100; rest != 0; rest %= digit, digit /= 10) put(static_cast<char>('0' + rest / digit));
  }
  /// A number with eight decimals, for factors that multiply large coordinates.
  void put_exact(double number) {
    constexpr std::size_t longest = 40;
    need(longest);
    char* at = bytes_.get() + used_;
    const double sane = number > -1e15 && number < 1e15 ? number : 0.0;
    used_ += static_cast<std::size_t>(std::to_chars(at, at + longest, sane, std::chars_format::fixed, 8).ptr - at);
  }
  /// Four upper-case hexadecimal digits.
  void put_hex(std::uint32_t number) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4) put(digits[(number >> shift) & 0xFU]);
  }
  /// The nearest whole number; 0 for what is no place on any page (not a number, or beyond 10^12).
  [[nodiscard]] static long rounded(double v) noexcept {
    if (!(v > -1e12 && v < 1e12)) return 0;
    return static_cast<long>(v < 0 ? v - 0.5 : v + 0.5);
  }
  [[nodiscard]] std::size_t size() const noexcept { return used_; }
  [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), used_}; }
  [[nodiscard]] std::string take() { return std::string(bytes_.get(), std::exchange(used_, 0)); }

 private:
  void need(std::size_t more) {
    if (used_ + more > size_) grow(std::max(size_ * 2, used_ + more));
  }
  void grow(std::size_t size) {
    std::unique_ptr<char[]> larger = std::make_unique_for_overwrite<char[]>(size);
    std::memcpy(larger.get(), bytes_.get(), used_);
    bytes_ = std::move(larger);
    size_ = size;
  }

  std::size_t size_;
  std::unique_ptr<char[]> bytes_;  // what is not used yet is not written to, either
  std::size_t used_{0};
};

}  // namespace burin::io
