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

namespace detail {

/// One task runs on the calling thread.
template <class Fn>
void run_each(Executor& executor, const Operation& operation, std::size_t n, Fn&& body) {
  if (n == 1 && !operation.stopped()) body(std::size_t{0});
  if (n > 1) executor.each(n, std::ref(body), operation);
}

template <class Fn>
void run_measured(Executor& executor, Operation& operation, Stage stage, std::size_t n, Fn&& body) {
  StageTiming& timing = operation.report().stage(stage);
  std::vector<TaskTiming> tasks(n);
  std::vector<TraceEvent> trace(operation.report().tracing ? n : 0);
  const double begin = monotonic_seconds();
  const auto timed = [&](std::size_t i) {
    const TaskClock clock;
    body(i);
    tasks[i] = clock.stop();
    if (!trace.empty()) trace[i] = clock.event(stage, i, tasks[i]);
  };
  run_each(executor, operation, n, timed);
  timing.add_loop(begin, monotonic_seconds() - begin, tasks);
  operation.report().trace.insert(operation.report().trace.end(), trace.begin(), trace.end());
}

}  // namespace detail

/// A parallel loop: body(i) for every i in [0, n), each a task whose times are recorded under the stage, if the report
/// asks for that. Errors: those of the operation.
template <class Fn>
[[nodiscard]] Expected<void> run_slots(Executor& executor, Operation& operation, Stage stage, std::size_t n,
                                       Fn&& body) {
  if (operation.report().measured) {
    detail::run_measured(executor, operation, stage, n, body);
  } else {
    detail::run_each(executor, operation, n, body);
  }
  return operation.check();
}

/// Empties slots in parallel: what many threads have made is given back as fast. Nothing stops it.
template <class T>
void release(Executor& executor, std::vector<T>& slots) {
  const Operation unstopped;
  executor.each(
      slots.size(), [&](std::size_t i) { slots[i] = T(); }, unstopped);
}

/// Slots that are given back in parallel when the scope ends, however it does: a run that is cancelled has to be over
/// at once, too.
template <class T>
class ReleasedSlots {
 public:
  ReleasedSlots(Executor& executor, std::vector<T>& slots) : executor_(executor), slots_(slots) {}
  ~ReleasedSlots() { release(executor_, slots_); }
  ReleasedSlots(const ReleasedSlots&) = delete;
  ReleasedSlots& operator=(const ReleasedSlots&) = delete;

 private:
  Executor& executor_;
  std::vector<T>& slots_;
};

/// The values of slots, which are left empty, or the error with the lowest index.
template <class T>
[[nodiscard]] Expected<std::vector<T>> take_slots(std::vector<Expected<T>>& slots) {
  std::vector<T> out;
  out.reserve(slots.size());
  for (Expected<T>& slot : slots) {
    if (!slot) return tl::unexpected(std::move(slot.error()));
    out.push_back(std::move(*slot));
  }
  slots.clear();  // nothing is in them any more
  return out;
}

/// A parallel map into slots: result i is make(i), whatever the schedule; the error with the lowest index wins. Records
/// the tasks' times under the stage. `make` returns Expected<Out>.
template <class Out, class Fn>
[[nodiscard]] Expected<std::vector<Out>> map_slots(Executor& executor, Operation& operation, Stage stage, std::size_t n,
                                                   Fn&& make) {
  std::vector<Expected<Out>> slots(n);
  const ReleasedSlots<Expected<Out>> given_back(executor, slots);
  BURIN_CHECK(run_slots(executor, operation, stage, n, [&](std::size_t i) { slots[i] = make(i); }));
  return take_slots(slots);
}

}  // namespace burin
