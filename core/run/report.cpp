#include "core/run/report.hpp"

#include <atomic>

namespace burin {

namespace {

double clock_seconds(clockid_t clock) noexcept {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

double monotonic_seconds() noexcept {
  static const double start = clock_seconds(CLOCK_MONOTONIC);
  return clock_seconds(CLOCK_MONOTONIC) - start;
}

double thread_cpu_seconds() noexcept { return clock_seconds(CLOCK_THREAD_CPUTIME_ID); }
double process_cpu_seconds() noexcept { return clock_seconds(CLOCK_PROCESS_CPUTIME_ID); }

std::uint32_t thread_ordinal() noexcept {
  static std::atomic<std::uint32_t> next{0};
  thread_local const std::uint32_t mine = next++;
  return mine;
}

StageTimer::StageTimer(ScoreReport& report, Stage stage) noexcept
    : timing_(&report.stage(stage)), wall_(monotonic_seconds()), cpu_(thread_cpu_seconds()) {
  if (timing_->wall_s == 0.0) timing_->begin_s = wall_;
}

StageTimer::~StageTimer() {
  timing_->wall_s += monotonic_seconds() - wall_;
  timing_->cpu_s += thread_cpu_seconds() - cpu_;
}

}  // namespace burin
