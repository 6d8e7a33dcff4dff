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

/// Figures of one stage of one score. Seconds.
struct StageTiming {
  double wall_s{0.0};
  double cpu_s{0.0};                // summed over threads
  double span_s{0.0};               // longest chain of dependent tasks
  std::vector<float> task_seconds;  // one entry per parallel task; sequential parts are one task
  double begin_s{0.0};              // since the start of the process
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
  bool tracing{false};            // whether tasks leave trace events
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

/// Adds wall and CPU time from construction to destruction to a stage. Sequential sections; parallel loops record their
/// tasks themselves (map_slots).
class StageTimer {
 public:
  StageTimer(ScoreReport& report, Stage stage) noexcept;
  ~StageTimer();
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  StageTiming* timing_;
  double wall_;
  double cpu_;
};

}  // namespace burin
