#include "pipeline/engine/tbb_executor.hpp"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <thread>

#ifdef BURIN_TELLS_THREAD_SANITIZER
extern "C" void __tsan_acquire(void* address);  // NOLINT(bugprone-reserved-identifier): ThreadSanitizer's own names
extern "C" void __tsan_release(void* address);  // NOLINT(bugprone-reserved-identifier)
#endif

namespace burin::layout {

namespace {

/// Debian's oneTBB is not instrumented: without a word, ThreadSanitizer does not see that a loop's turns come after
/// what the caller wrote, and before what it reads then.
class LoopOrder {
 public:
#ifdef BURIN_TELLS_THREAD_SANITIZER
  void publish() { __tsan_release(&tag_); }
  void take_over() { __tsan_acquire(&tag_); }

 private:
  char tag_{0};
#else
  void publish() {}
  void take_over() {}
#endif
};

class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(std::size_t jobs)
      : jobs_(jobs), control_(tbb::global_control::max_allowed_parallelism, jobs), arena_(static_cast<int>(jobs)) {}

  void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) override {
    LoopOrder order;
    order.publish();
    // Every thread takes the next turn as soon as it has done one: turns begin in their order, so callers who put the
    // longest first keep all threads busy to the end.
    std::atomic<std::size_t> next{0};
    const auto take_turns = [&](const tbb::blocked_range<std::size_t>&) {
      order.take_over();
      for (std::size_t i = next++; i < n && !operation.stopped(); i = next++) body(i);
      order.publish();
    };
    arena_.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, std::min(n, jobs_), 1), take_turns,
                        tbb::simple_partitioner());
    });
    order.take_over();
  }
  [[nodiscard]] std::size_t jobs() const noexcept override { return jobs_; }

 private:
  std::size_t jobs_;
  tbb::global_control control_;  // more jobs than cores are allowed, and said nothing about
  tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Executor> make_executor(std::size_t jobs) {
  const std::size_t threads = jobs == 0 ? std::max<std::size_t>(1, std::thread::hardware_concurrency()) : jobs;
  if (threads == 1) return std::make_unique<SerialExecutor>();
  return std::make_unique<TbbExecutor>(threads);
}

}  // namespace burin::layout
