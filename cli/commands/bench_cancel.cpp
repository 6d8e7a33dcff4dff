// burin bench cancel and bench batch: how soon a run stops, and how many scores a second.
#include <chrono>
#include <condition_variable>
#include <random>
#include <thread>

#include "cli/app/console.hpp"
#include "cli/commands/bench.hpp"

namespace burin::cli {

namespace {

constexpr std::uint64_t seed = 20250302;
constexpr std::int64_t usual_moments = 1000;

/// Cancels a run after some time, unless it is over before. The time of the call is kept.
class Canceller {
 public:
  Canceller(Operation& operation, double after_s)
      : thread_([this, &operation, after_s] {
          std::unique_lock lock(mutex_);
          if (over_.wait_for(lock, std::chrono::duration<double>(after_s), [this] { return done_; })) return;
          at_ = monotonic_seconds();
          operation.cancel();
        }) {}
  ~Canceller() { static_cast<void>(stop()); }
  Canceller(const Canceller&) = delete;
  Canceller& operator=(const Canceller&) = delete;

  /// Ends the wait; when the run was cancelled, or nothing.
  std::optional<double> stop() {
    if (thread_.joinable()) {
      {
        const std::lock_guard lock(mutex_);
        done_ = true;
      }
      over_.notify_all();
      thread_.join();
    }
    return at_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_{false};
  std::optional<double> at_;
  std::thread thread_;
};

BenchJson moments_json(const std::string& workload, const std::vector<double>& latencies, std::int64_t moments,
                       std::size_t threads) {
  BenchJson result{{"workload", workload}, {"threads", threads}, {"moments", moments}, {"cancelled", latencies.size()}};
  set_percentiles(result, latencies);
  return result;
}

}  // namespace

BenchResults bench_cancel(const InputList& list, RunContext& context, std::int64_t repeat) {
  BenchResults done;
  const std::int64_t moments = repeat > 0 ? repeat : usual_moments;
  for (const Input& input : list.inputs) {
    io::ScoreEntry whole;
    if (const Exit exit = run_score(input, context, engrave_in_memory, whole); exit != Exit::ok) {
      print_diagnostics(whole);
      done.exit = exit;
      continue;
    }
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> moment(0.0, whole.wall_s);
    std::vector<double> latencies;
    for (std::int64_t i = 0; i < moments; ++i) {
      io::ScoreEntry entry;
      const double after = moment(random);
      std::optional<double> at;
      const ScoreWork work = [&](const Input& one, RunContext& shared, Operation& operation, io::ScoreEntry& own) {
        Canceller canceller(operation, after);
        auto result = engrave_in_memory(one, shared, operation, own);
        at = canceller.stop();
        return result;
      };
      static_cast<void>(run_score(input, context, work, entry));
      if (at && entry.status == io::ScoreStatus::cancelled) latencies.push_back(monotonic_seconds() - *at);
    }
    done.results.push_back(moments_json(input.path.string(), latencies, moments, context.executor->jobs()));
  }
  return done;
}

BenchResults bench_batch(const InputList& list, RunContext& context, std::int64_t repeat) {
  BenchResults done;
  std::vector<double> seconds;
  std::uint64_t notes = 0;
  for (std::int64_t i = 0; i < (repeat > 0 ? repeat : 5); ++i) {
    const BatchResult result = run_batch(list.inputs, context, engrave_in_memory, false);
    seconds.push_back(result.report.wall_s);
    notes = io::totals(result.report).notes;
    if (result.exit != Exit::ok) done.exit = result.exit;
  }
  const double median = at_share(seconds, 0.5);
  BenchJson result{{"workload", "batch"},    {"threads", context.executor->jobs()},
                   {"runs", seconds.size()}, {"scores", list.inputs.size()},
                   {"notes", notes},         {"wall_s", median}};
  set_percentiles(result, seconds);
  result["notes_per_s"] = median > 0.0 ? static_cast<double>(notes) / median : 0.0;
  result["scores_per_s"] = median > 0.0 ? static_cast<double>(list.inputs.size()) / median : 0.0;
  result["peak_rss"] = io::peak_rss();
  done.results.push_back(std::move(result));
  return done;
}

}  // namespace burin::cli
