#include "cli/bench/closed_loop.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <barrier>
#include <deque>
#include <thread>
#include <vector>

namespace burin::cli {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// One thread's share, on cache lines of its own.
struct alignas(128) Share {
  Worker worker;
  Latencies latencies{};
  bool failed{false};
};

void go_round(Workload& workload, Share& share, const std::atomic<bool>& stop) {
  Worker worker = share.worker;  // a copy that the compiler may keep in registers
  std::uint64_t before = ticks_now();
  while (!stop.load(std::memory_order_relaxed)) {
    if (!workload.step(worker)) {
      share.failed = true;
      break;
    }
    ++worker.turn;
    const std::uint64_t now = ticks_now();
    share.latencies.add(now - before);
    before = now;
  }
  share.worker = worker;
}

void wait_for(double seconds, Clock::time_point start, bool (*cancelled)()) {
  for (double left = seconds; left > 0.0 && !cancelled(); left = seconds - seconds_since(start)) {
    std::this_thread::sleep_for(std::chrono::duration<double>(std::min(left, 0.05)));
  }
}

LoopFigures sum_up(const std::deque<Share>& shares, double wall_s, double second_per_tick) {
  LoopFigures sum;
  Latencies all;
  sum.fewest = shares.front().worker.turn;
  for (const Share& share : shares) {
    sum.transactions += share.worker.turn;
    sum.attempts += share.worker.attempts;
    sum.fewest = std::min(sum.fewest, share.worker.turn);
    sum.most = std::max(sum.most, share.worker.turn);
    all.merge(share.latencies);
  }
  sum.wall_s = wall_s;
  sum.p50_s = all.at_share(0.5) * second_per_tick;
  sum.p95_s = all.at_share(0.95) * second_per_tick;
  sum.p99_s = all.at_share(0.99) * second_per_tick;
  sum.max_s = all.longest() * second_per_tick;
  return sum;
}

}  // namespace

LoopFigures run_loop(Workload& workload, std::size_t threads, double seconds, bool (*cancelled)()) {
  workload.begin();
  std::deque<Share> shares;
  for (std::size_t i = 0; i < threads; ++i) shares.push_back({Worker(i, threads)});
  std::atomic<bool> stop{false};
  std::barrier start(static_cast<std::ptrdiff_t>(threads) + 1);
  std::vector<std::jthread> running;
  for (Share& share : shares) {
    running.emplace_back([&] {
      start.arrive_and_wait();
      go_round(workload, share, stop);
    });
  }
  start.arrive_and_wait();
  const Clock::time_point began = Clock::now();
  const std::uint64_t first_tick = ticks_now();
  const double cpu_before = cpu_seconds();
  wait_for(seconds, began, cancelled);
  stop = true;
  running.clear();
  const double wall_s = seconds_since(began);
  const auto ticks = static_cast<double>(ticks_now() - first_tick);
  LoopFigures figures = sum_up(shares, wall_s, ticks > 0.0 ? wall_s / ticks : 0.0);
  figures.cpu_s = cpu_seconds() - cpu_before;
  figures.holds = workload.holds(figures.transactions) &&
                  std::none_of(shares.begin(), shares.end(), [](const Share& share) { return share.failed; });
  return figures;
}

}  // namespace burin::cli
