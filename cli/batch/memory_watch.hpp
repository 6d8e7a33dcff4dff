// --max-memory: looks at what the process takes, and stops scores before it takes too much.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/result.hpp"
#include "core/run/operation.hpp"

namespace burin::cli {

/// Looks at the resident memory of the process 200 times a second, and whenever a score begins. Above the limit the
/// score that began last is stopped, as --timeout would stop it, and then the one before it, until the rest has room.
/// One that was stopped beside others gave way and may be tried again alone; one that was alone needs too much. A
/// score's tasks look at their operation once a measure, so the limit may be passed for some milliseconds. Thread-safe.
class MemoryWatch {
  struct Watched {
    Operation* operation;
    std::uint64_t reached{0};  // bytes when it was stopped; 0: it was not
    bool alone{false};
  };

 public:
  explicit MemoryWatch(std::uint64_t limit_bytes);
  ~MemoryWatch();
  MemoryWatch(const MemoryWatch&) = delete;
  MemoryWatch& operator=(const MemoryWatch&) = delete;

  /// A score for as long as it is in work.
  class Score {
   public:
    /// `watch` may be null: then nothing is watched.
    Score(MemoryWatch* watch, Operation& operation);
    ~Score();
    Score(const Score&) = delete;
    Score& operator=(const Score&) = delete;
    /// Why it was stopped: BU0005, `limit` when it was alone, `cancelled` when it gave way to others.
    [[nodiscard]] std::optional<Error> error() const;

   private:
    MemoryWatch* watch_;
    std::list<Watched>::iterator place_;
  };

 private:
  void watch();
  /// Under the mutex.
  void look();

  std::uint64_t limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Watched> scores_;  // in the order in which they began
  bool over_{false};
  std::thread thread_;
};

}  // namespace burin::cli
