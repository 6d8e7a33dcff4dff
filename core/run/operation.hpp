// One run over one score: cancellation, deadline, diagnostics, timings.
#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/base/result.hpp"
#include "core/run/report.hpp"

namespace burin {

/// Cancellation shared by any number of operations (Ctrl-C, fail-fast). Signal-safe to set.
class StopFlag {
 public:
  void stop() noexcept { stopped_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool stopped() const noexcept { return stopped_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> stopped_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);
};

/// One per input score. check() and stopped() from any thread, cheap enough for every loop turn of a measure; the rest
/// from the thread that owns it.
class Operation {
 public:
  using Clock = std::chrono::steady_clock;

  Operation() = default;
  explicit Operation(const StopFlag* outer) : outer_(outer) {}
  Operation(const Operation&) = delete;
  Operation& operator=(const Operation&) = delete;

  void cancel() noexcept { own_.stop(); }
  void set_deadline(Clock::time_point at) noexcept { deadline_ = at; }

  [[nodiscard]] bool stopped() const noexcept {
    return own_.stopped() || (outer_ != nullptr && outer_->stopped()) || late();
  }
  /// Errc::cancelled, or Errc::limit when the deadline has passed.
  [[nodiscard]] Expected<void> check() const;

  [[nodiscard]] Diagnostics& diagnostics() noexcept { return diagnostics_; }
  [[nodiscard]] ScoreReport& report() noexcept { return report_; }

 private:
  [[nodiscard]] bool late() const noexcept { return deadline_ != Clock::time_point::max() && Clock::now() > deadline_; }

  StopFlag own_;
  const StopFlag* outer_{nullptr};
  Clock::time_point deadline_{Clock::time_point::max()};
  Diagnostics diagnostics_;
  ScoreReport report_;
};

}  // namespace burin
