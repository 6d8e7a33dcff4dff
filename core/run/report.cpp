#include "core/run/report.hpp"

#include <algorithm>
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

namespace {
thread_local std::uint64_t thread_bytes = 0;
}  // namespace

std::uint64_t allocated_bytes() noexcept { return thread_bytes; }
void count_allocation(std::size_t bytes) noexcept { thread_bytes += bytes; }

void StageTiming::add_loop(double begin, double wall, const std::vector<TaskTiming>& tasks) {
  if (wall_s == 0.0) begin_s = begin;
  wall_s += wall;
  float longest = 0.0F;
  for (const TaskTiming& task : tasks) {
    cpu_s += static_cast<double>(task.cpu_s);
    alloc_bytes += task.alloc_bytes;
    longest = std::max(longest, task.cpu_s);
    task_seconds.push_back(task.cpu_s);
  }
  span_s += static_cast<double>(longest);
}

StageTimer::~StageTimer() {
  const TaskTiming task = clock_.stop();
  if (timing_->wall_s == 0.0) timing_->begin_s = clock_.begin_s();
  timing_->wall_s += static_cast<double>(task.wall_s);
  timing_->cpu_s += static_cast<double>(task.cpu_s);
  timing_->span_s += static_cast<double>(task.cpu_s);
  timing_->alloc_bytes += task.alloc_bytes;
  timing_->task_seconds.push_back(task.cpu_s);
}

}  // namespace burin
