// How long single transactions take, counted without storing each.
#pragma once

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>

namespace burin::cli {

/// A cheap clock for the inside of a closed loop: ticks of the processor where there are any, else of steady_clock. A
/// run compares ticks with steady_clock at its two ends to learn how long one is.
[[nodiscard]] inline std::uint64_t ticks_now() noexcept {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc();
#else
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

/// Counts ticks in buckets whose width grows with the value, 16 to each power of two: a share is found to within 6 %.
/// The longest is kept exactly. One thread; add() is O(1), merge() and at_share() O(buckets).
class Latencies {
 public:
  void add(std::uint64_t ticks) noexcept {
    ++counts_[bucket(ticks)];
    if (ticks > longest_) longest_ = ticks;
  }
  void merge(const Latencies& other) noexcept {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    longest_ = longest_ > other.longest_ ? longest_ : other.longest_;
  }
  /// The value that this share (0 … 1) of all does not exceed, in ticks; 0 when there are none.
  [[nodiscard]] double at_share(double share) const noexcept {
    std::uint64_t total = 0;
    for (const std::uint64_t count : counts_) total += count;
    const double wanted = share * static_cast<double>(total);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      below += counts_[i];
      if (counts_[i] > 0 && static_cast<double>(below) >= wanted) return middle(i);
    }
    return 0.0;
  }
  [[nodiscard]] double longest() const noexcept { return static_cast<double>(longest_); }

 private:
  static constexpr std::size_t fine = 16;
  static constexpr int fine_bits = 4;

  static std::size_t bucket(std::uint64_t ticks) noexcept {
    if (ticks < fine) return static_cast<std::size_t>(ticks);
    const int shift = std::bit_width(ticks) - 1 - fine_bits;
    return static_cast<std::size_t>(shift + 1) * fine + static_cast<std::size_t>((ticks >> shift) - fine);
  }
  static double middle(std::size_t index) noexcept {
    if (index < fine) return static_cast<double>(index);
    const double width = static_cast<double>(std::uint64_t{1} << (index / fine - 1));
    return width * (static_cast<double>(fine + index % fine) + 0.5);
  }

  std::array<std::uint64_t, fine*(64 - fine_bits + 1)> counts_{};
  std::uint64_t longest_{0};
};

}  // namespace burin::cli
