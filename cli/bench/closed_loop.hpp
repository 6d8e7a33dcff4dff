// Runs a workload in closed loops on several threads and measures it.
#pragma once

#include <cstdint>
#include <string_view>

#include "cli/bench/latency.hpp"

namespace burin::cli {

/// What one thread of a run works with.
class Worker {
 public:
  Worker(std::size_t index, std::size_t workers) noexcept
      : index_(index), workers_(workers), state_(0x9E3779B97F4A7C15ULL * (index + 1)) {}

  /// A random whole number below n.
  [[nodiscard]] std::uint32_t below(std::uint32_t n) noexcept {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<std::uint32_t>(((state_ >> 32) * n) >> 32);
  }
  [[nodiscard]] std::size_t index() const noexcept { return index_; }
  [[nodiscard]] std::size_t workers() const noexcept { return workers_; }

  std::uint64_t turn{0};      // committed transactions of this thread
  std::uint64_t attempts{0};  // counted by the workload at each entry into the outermost body
  std::uint64_t sink{0};      // for results that must be computed though nobody needs them

 private:
  std::size_t index_;
  std::size_t workers_;
  std::uint64_t state_;
};

/// A thing to be done again and again by any number of threads.
class Workload {
 public:
  Workload() = default;
  Workload(const Workload&) = delete;
  Workload& operator=(const Workload&) = delete;
  virtual ~Workload() = default;

  [[nodiscard]] virtual std::string_view name() const noexcept = 0;
  /// Makes a fresh state.
  virtual void begin() = 0;
  /// Runs one transaction; false when it failed. Draws its random numbers before the transaction.
  virtual bool step(Worker& worker) = 0;
  /// The check of the end: what must be so after this many transactions.
  [[nodiscard]] virtual bool holds(std::uint64_t transactions) const = 0;
  /// What a step does many of, and how many: "items", 100000. Empty: a step is one transaction.
  struct Units {
    std::string_view name{};
    double in_a_step{1.0};
  };
  [[nodiscard]] virtual Units units() const noexcept { return {}; }
};

struct LoopFigures {
  std::uint64_t transactions{0};
  std::uint64_t attempts{0};
  std::uint64_t fewest{0};  // transactions of the thread that made the fewest
  std::uint64_t most{0};
  double wall_s{0.0};
  double cpu_s{0.0};  // of the whole process
  double p50_s{0.0}, p95_s{0.0}, p99_s{0.0}, max_s{0.0};
  bool holds{false};
};

/// Begins the workload anew, starts the threads together, lets them go round for so many seconds, and checks the end.
/// Times of transactions are those between the ends of two in a row on one thread. cancelled() is asked while waiting.
[[nodiscard]] LoopFigures run_loop(Workload& workload, std::size_t threads, double seconds, bool (*cancelled)());

}  // namespace burin::cli
