#include "pipeline/engine/tbb_executor.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <thread>

namespace burin::layout {

namespace {

class TbbExecutor final : public Executor {
 public:
  explicit TbbExecutor(std::size_t jobs) : jobs_(jobs), arena_(static_cast<int>(jobs)) {}

  void each(std::size_t n, const std::function<void(std::size_t)>& body, const Operation& operation) override {
    arena_.execute([&] {
      tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n), [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t i = range.begin(); i != range.end() && !operation.stopped(); ++i) body(i);
      });
    });
  }
  [[nodiscard]] std::size_t jobs() const noexcept override { return jobs_; }

 private:
  std::size_t jobs_;
  tbb::task_arena arena_;
};

}  // namespace

std::unique_ptr<Executor> make_executor(std::size_t jobs) {
  const std::size_t threads = jobs == 0 ? std::max<std::size_t>(1, std::thread::hardware_concurrency()) : jobs;
  if (threads == 1) return std::make_unique<SerialExecutor>();
  return std::make_unique<TbbExecutor>(threads);
}

}  // namespace burin::layout
