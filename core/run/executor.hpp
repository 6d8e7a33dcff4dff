// Parallel loops: an interface, a serial form, and map_slots.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "core/base/result.hpp"
#include "core/run/operation.hpp"

namespace burin {

/// Runs the turns of a loop, perhaps on several threads. Implementations live where a threading library may be used
/// (pipeline/engine/tbb_executor.cpp). Bodies must not throw and must not depend on the order of turns.
class Executor {
 public:
  virtual ~Executor() = default;
  /// Calls body(i) once for every i in [0, n), in any order, and returns when all are done. Turns that have not begun
  /// when the operation is stopped are skipped.
  virtual void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) = 0;
  [[nodiscard]] virtual std::size_t jobs() const noexcept = 0;
};

/// Runs every loop on the calling thread, in order.
class SerialExecutor final : public Executor {
 public:
  void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) override {
    for (std::size_t i = 0; i < n && !operation.stopped(); ++i) body(i);
  }
  [[nodiscard]] std::size_t jobs() const noexcept override { return 1; }
};

/// A parallel map into slots: result i is make(i), whatever the schedule; the error with the lowest index wins. Records
/// the tasks' times under the stage. `make` returns Expected<Out>.
template <class Out, class Fn>
[[nodiscard]] Expected<std::vector<Out>> map_slots(Executor& executor, Operation& operation, Stage stage, std::size_t n,
                                                   Fn&& make) {
  std::vector<Expected<Out>> slots(n);
  std::vector<float> seconds(n, 0.0F);
  std::vector<float> cpu(n, 0.0F);
  StageTiming& timing = operation.report().stage(stage);
  std::vector<TraceEvent> trace(operation.report().tracing ? n : 0);
  const double begin = monotonic_seconds();
  executor.each(
      n,
      [&](std::size_t i) {
        const double start = monotonic_seconds();
        const double cpu_start = thread_cpu_seconds();
        slots[i] = make(i);
        seconds[i] = static_cast<float>(monotonic_seconds() - start);
        cpu[i] = static_cast<float>(thread_cpu_seconds() - cpu_start);
        if (!trace.empty()) {
          trace[i] = {stage, static_cast<std::uint32_t>(i), thread_ordinal(), start, static_cast<double>(seconds[i])};
        }
      },
      operation);
  const double wall = monotonic_seconds() - begin;
  float longest = 0.0F;
  for (std::size_t i = 0; i < n; ++i) {
    timing.cpu_s += static_cast<double>(cpu[i]);
    longest = seconds[i] > longest ? seconds[i] : longest;
  }
  if (timing.wall_s == 0.0) timing.begin_s = begin;
  timing.wall_s += wall;
  timing.span_s += static_cast<double>(longest);
  operation.report().trace.insert(operation.report().trace.end(), trace.begin(), trace.end());
  timing.task_seconds.insert(timing.task_seconds.end(), seconds.begin(), seconds.end());
  BURIN_CHECK(operation.check());
  std::vector<Out> out;
  out.reserve(n);
  for (Expected<Out>& slot : slots) {
    if (!slot) return tl::unexpected(std::move(slot.error()));
    out.push_back(std::move(*slot));
  }
  return out;
}

}  // namespace burin
