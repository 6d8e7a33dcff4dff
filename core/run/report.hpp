// What a run says about itself: timings of stages, counts, what was done to make the music fit.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

namespace burin {

enum class Stage : std::uint8_t { read, parse, import, stage1, stage2, stage3, stage4, write, count_ };
[[nodiscard]] constexpr std::string_view name_of(Stage stage) noexcept {
  constexpr std::array<std::string_view, 8> names{"read",   "parse",  "import", "stage1",
                                                  "stage2", "stage3", "stage4", "write"};
  return names[static_cast<std::size_t>(stage)];
}

/// What one task took.
struct TaskTiming {
  float wall_s{0.0F};
  float cpu_s{0.0F};
  std::uint64_t alloc_bytes{0};
};

/// Figures of one stage of one score. Seconds. Tasks and chains of tasks are counted in CPU time: they don't wait for
/// one another, and what other programs take from a core must not look like a chain that more cores could not shorten.
struct StageTiming {
  double wall_s{0.0};
  double cpu_s{0.0};                // summed over threads
  double span_s{0.0};               // longest chain of dependent tasks
  std::vector<float> task_seconds;  // one entry per parallel task; sequential parts are one task; CPU time, see below
  double begin_s{0.0};              // since the start of the process
  std::uint64_t alloc_bytes{0};     // asked for with operator new, in programs that count it

  /// Adds a parallel loop that took `wall` seconds from `begin` on.
  void add_loop(double begin, double wall, const std::vector<TaskTiming>& tasks);
};

/// One task for the trace.
struct TraceEvent {
  Stage stage{};
  std::uint32_t index{0};
  std::uint32_t thread{0};
  double begin_s{0.0};
  double seconds{0.0};
};

struct FitReport {
  double staff_size_mm{0.0};
  std::uint32_t hidden_staves{0};  // staves of systems left out because they are empty
  std::string why;                 // empty when the first choice fitted
};

struct Discomfort {
  double worst_measure{0.0};
  double worst_system{0.0};
  double worst_page{0.0};
};

/// Everything that the run report says of one score. Owned by its operation.
struct ScoreReport {
  std::array<StageTiming, static_cast<std::size_t>(Stage::count_)> stages{};
  bool measured{true};            // whether every task is measured: two calls of the system for each
  bool tracing{false};            // whether measured tasks leave trace events
  std::vector<TraceEvent> trace;  // in the order of loops and their slots
  std::uint32_t parts{0}, staves{0}, measures{0}, notes{0}, systems{0}, pages{0}, atoms{0};
  FitReport fit;
  Discomfort discomfort;

  [[nodiscard]] StageTiming& stage(Stage stage) noexcept { return stages[static_cast<std::size_t>(stage)]; }
  [[nodiscard]] const StageTiming& stage(Stage stage) const noexcept { return stages[static_cast<std::size_t>(stage)]; }
};

/// Seconds on the monotonic clock since the process first asked.
[[nodiscard]] double monotonic_seconds() noexcept;
/// CPU seconds of the calling thread.
[[nodiscard]] double thread_cpu_seconds() noexcept;
/// A small number for the calling thread, from 0 in the order in which threads first ask. For traces only.
[[nodiscard]] std::uint32_t thread_ordinal() noexcept;
/// CPU seconds of the whole process.
[[nodiscard]] double process_cpu_seconds() noexcept;

/// Bytes that the calling thread has asked operator new for. Programs that count (the command line) call
/// count_allocation() from their operator new; elsewhere it stays 0.
[[nodiscard]] std::uint64_t allocated_bytes() noexcept;
void count_allocation(std::size_t bytes) noexcept;

/// Measures one task of the calling thread.
class TaskClock {
 public:
  TaskClock() noexcept : wall_(monotonic_seconds()), cpu_(thread_cpu_seconds()), bytes_(allocated_bytes()) {}
  [[nodiscard]] TaskTiming stop() const noexcept {
    return {static_cast<float>(monotonic_seconds() - wall_), static_cast<float>(thread_cpu_seconds() - cpu_),
            allocated_bytes() - bytes_};
  }
  [[nodiscard]] double begin_s() const noexcept { return wall_; }
  /// The trace's line for a task of the calling thread that took `timing`.
  [[nodiscard]] TraceEvent event(Stage stage, std::size_t index, const TaskTiming& timing) const noexcept {
    return {stage, static_cast<std::uint32_t>(index), thread_ordinal(), wall_, static_cast<double>(timing.wall_s)};
  }

 private:
  double wall_;
  double cpu_;
  std::uint64_t bytes_;
};

/// Adds a sequential section, from construction to destruction, to a stage as a task of its own: its time is part of
/// the stage's span. Parallel loops record their tasks themselves (run_slots); no loop inside.
class StageTimer {
 public:
  StageTimer(ScoreReport& report, Stage stage) noexcept : timing_(&report.stage(stage)) {}
  ~StageTimer();
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  StageTiming* timing_;
  TaskClock clock_;
};

}  // namespace burin
