// Queues between threads that hold so much and no more.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace burin {

/// What a full queue does with one more value.
enum class WhenFull : std::uint8_t { wait, refuse, drop_oldest };

/// A first-in first-out queue of at most `capacity` values for any number of producers and consumers. Thread-safe;
/// nobody polls: waiting sleeps. After close() nothing more goes in, and pop() gives what is left, then nothing.
template <class T>
class BoundedQueue {
 public:
  using Clock = std::chrono::steady_clock;
  struct Counts {
    std::uint64_t pushed{0};   // taken in
    std::uint64_t dropped{0};  // taken in, and pushed out by newer ones
    std::uint64_t refused{0};  // not taken in
  };

  explicit BoundedQueue(std::size_t capacity, WhenFull when_full = WhenFull::wait)
      : capacity_(capacity == 0 ? 1 : capacity), when_full_(when_full) {}

  /// Whether the value was taken in. With WhenFull::wait, sleeps until there is room.
  bool push(T value) {
    std::unique_lock lock(mutex_);
    if (when_full_ == WhenFull::wait) room_.wait(lock, [this] { return closed_ || items_.size() < capacity_; });
    if (closed_ || (when_full_ == WhenFull::refuse && items_.size() == capacity_)) {
      ++counts_.refused;
      return false;
    }
    if (items_.size() == capacity_) {
      items_.pop_front();
      ++counts_.dropped;
    }
    items_.push_back(std::move(value));
    ++counts_.pushed;
    lock.unlock();
    filled_.notify_one();
    return true;
  }
  /// The oldest value; sleeps for one. Nothing once the queue is closed and empty, or past the deadline.
  [[nodiscard]] std::optional<T> pop(Clock::time_point deadline = Clock::time_point::max()) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return closed_ || !items_.empty(); };
    if (deadline == Clock::time_point::max()) {
      filled_.wait(lock, ready);
    } else {
      (void)filled_.wait_until(lock, deadline, ready);
    }
    return take(lock);
  }
  /// The oldest value if there is one.
  [[nodiscard]] std::optional<T> try_pop() {
    std::unique_lock lock(mutex_);
    return take(lock);
  }
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    room_.notify_all();
    filled_.notify_all();
  }
  [[nodiscard]] std::size_t size() const {
    const std::lock_guard lock(mutex_);
    return items_.size();
  }
  [[nodiscard]] Counts counts() const {
    const std::lock_guard lock(mutex_);
    return counts_;
  }

 private:
  std::optional<T> take(std::unique_lock<std::mutex>& lock) {
    if (items_.empty()) return std::nullopt;
    std::optional<T> value(std::move(items_.front()));
    items_.pop_front();
    lock.unlock();
    room_.notify_one();
    return value;
  }

  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable room_;
  std::deque<T> items_;
  std::size_t capacity_;
  WhenFull when_full_;
  bool closed_{false};
  Counts counts_;
};

}  // namespace burin
