// References: places whose value changes only by transactions.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace burin {

class Transaction;

namespace detail {

class Sleeper;
template <class T>
class Entry;

/// Waits a little for another thread's short critical section: spins, then lets others run.
class Pause {
 public:
  void operator()() noexcept {
    if (++turns_ < 64) {
#if defined(__x86_64__)
      __builtin_ia32_pause();
#endif
    } else {
      std::this_thread::yield();
    }
  }
  [[nodiscard]] int turns() const noexcept { return turns_; }

 private:
  int turns_{0};
};

/// The part of a reference that does not depend on its type: one word with version and lock, and who waits for a
/// change. The word is version * 4 + held by a reader (1) or a committer (2). Every hold lasts some tens of
/// nanoseconds, or as long as the edits of a commit, and no hold waits for another, except in address order.
class alignas(64) RefBase {
 public:
  RefBase(const RefBase&) = delete;
  RefBase& operator=(const RefBase&) = delete;

  static constexpr std::uint64_t reading = 1;
  static constexpr std::uint64_t committing = 2;

  /// Holds the reference; returns its version.
  std::uint64_t hold(std::uint64_t how) const noexcept {
    Pause pause;
    std::uint64_t word = word_.load(std::memory_order_relaxed);
    while ((word & 3) != 0 ||
           !word_.compare_exchange_weak(word, word | how, std::memory_order_acquire, std::memory_order_relaxed)) {
      pause();
      word = word_.load(std::memory_order_relaxed);
    }
    return word >> 2;
  }
  /// The same, but gives up after a while: for those who hold other references already.
  [[nodiscard]] bool try_hold(std::uint64_t how, std::uint64_t& version) const noexcept {
    constexpr int patience = 200;
    for (Pause pause; pause.turns() < patience; pause()) {
      std::uint64_t word = word_.load(std::memory_order_relaxed);
      version = word >> 2;
      if ((word & 3) == 0 &&
          word_.compare_exchange_weak(word, word | how, std::memory_order_acquire, std::memory_order_relaxed)) {
        return true;
      }
    }
    return false;
  }
  void release(std::uint64_t version) const noexcept { word_.store(version << 2, std::memory_order_release); }
  [[nodiscard]] std::uint64_t word() const noexcept { return word_.load(std::memory_order_acquire); }

  // Used while holding:
  void add_sleeper(Sleeper* sleeper) { sleepers_.push_back(sleeper); }
  void remove_sleeper(Sleeper* sleeper) noexcept {
    sleepers_.erase(std::remove(sleepers_.begin(), sleepers_.end(), sleeper), sleepers_.end());
  }
  void wake_sleepers() noexcept {
    if (!sleepers_.empty()) wake_all();
  }

  /// Set by the eldest transaction on what it has read; others don't commit to it meanwhile.
  std::atomic<bool> reserved{false};

 protected:
  RefBase() = default;
  ~RefBase() = default;

 private:
  void wake_all() noexcept;

  mutable std::atomic<std::uint64_t> word_{0};
  std::vector<Sleeper*> sleepers_;
};

/// Holds a reference as long as it lives, without changing its version.
class Hold {
 public:
  Hold(const RefBase& ref, std::uint64_t how) noexcept : ref_(ref), version_(ref.hold(how)) {}
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;
  ~Hold() { ref_.release(version_); }
  [[nodiscard]] std::uint64_t version() const noexcept { return version_; }

 private:
  const RefBase& ref_;
  std::uint64_t version_;
};

}  // namespace detail

/// A place for an immutable value that is cheap to copy: a number, a Shared<T>, a PVector, a PMap. It changes only by
/// transactions (see atomically). Thread-safe. Must outlive every transaction that uses it.
template <class T>
class Ref final : public detail::RefBase {
 public:
  using Validator = std::function<Expected<void>(const T&)>;
  using Watcher = std::function<void(const T& before, const T& after)>;
  struct Snapshot {
    T value;
    std::uint64_t generation;  // grows with every commit to this reference
  };

  explicit Ref(T value) : value_(std::move(value)) {}

  /// The committed value, outside of any transaction. O(1), some tens of nanoseconds.
  [[nodiscard]] T get() const { return snapshot().value; }
  [[nodiscard]] Snapshot snapshot() const {
    const detail::Hold held(*this, reading);
    return {value_, held.version()};
  }
  /// Whether nothing has been committed since a snapshot of that generation, and nothing is about to be.
  [[nodiscard]] bool stands_at(std::uint64_t generation) const noexcept {
    const std::uint64_t now = word();
    return now >> 2 == generation && (now & committing) == 0;
  }
  /// Vetoes commits: called with each new value before it is committed, while the reference is held; short, pure, and
  /// must not touch any reference. Its error becomes the transaction's.
  void add_validator(Validator validator) {
    const detail::Hold held(*this, committing);
    hooks().validators.push_back(std::move(validator));
  }
  /// Told of every commit, once and in order, after it, on a committing thread; may run transactions. Returns the
  /// handle for unwatch().
  std::uint64_t watch(Watcher watcher) {
    const auto shared = std::make_shared<const Watcher>(std::move(watcher));
    const detail::Hold held(*this, committing);
    hooks().watchers.emplace_back(++hooks().last_handle, shared);
    return hooks().last_handle;
  }
  void unwatch(std::uint64_t handle) {
    const detail::Hold held(*this, committing);
    std::erase_if(hooks().watchers, [&](const auto& entry) { return entry.first == handle; });
  }

 private:
  friend class detail::Entry<T>;
  struct Notice {
    T before;
    T after;
    std::vector<std::pair<std::uint64_t, std::shared_ptr<const Watcher>>> watchers;
  };
  struct Hooks {
    std::vector<Validator> validators;
    std::vector<std::pair<std::uint64_t, std::shared_ptr<const Watcher>>> watchers;
    std::deque<Notice> notices;    // in commit order
    std::recursive_mutex telling;  // held by the thread that runs watchers
    bool busy{false};              // that thread is inside a watcher
    std::uint64_t last_handle{0};
  };
  Hooks& hooks() {
    if (!hooks_) hooks_ = std::make_unique<Hooks>();
    return *hooks_;
  }
  [[nodiscard]] std::optional<Notice> next_notice() {
    const detail::Hold held(*this, reading);
    if (hooks_->notices.empty()) return std::nullopt;
    std::optional<Notice> notice(std::move(hooks_->notices.front()));
    hooks_->notices.pop_front();
    return notice;
  }
  /// Runs the watchers of all notices up to now, in order. A commit made by a watcher is told by the loop around it.
  void tell() {
    const std::lock_guard lock(hooks_->telling);
    if (hooks_->busy) return;
    hooks_->busy = true;
    const std::unique_ptr<bool, void (*)(bool*)> idle(&hooks_->busy, [](bool* busy) { *busy = false; });
    while (const auto notice = next_notice()) {
      for (const auto& [handle, watcher] : notice->watchers) (*watcher)(notice->before, notice->after);
    }
  }

  T value_;                       // guarded by hold
  std::unique_ptr<Hooks> hooks_;  // guarded by hold; made once, never removed
};

/// How the parts of a value are named when transactions look at parts and edit parts (Transaction::part, edit). Values
/// have no parts unless a specialisation says so.
template <class T>
struct ScopeOf {
  struct Whole {
    friend bool overlaps(Whole, Whole) noexcept { return true; }
  };
  using type = Whole;
};

}  // namespace burin
