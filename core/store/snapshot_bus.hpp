// Snapshot bus: the newest published value with a generation, and a way to wait for a newer one.
#pragma once

#include <chrono>
#include <cstdint>
#include <utility>

#include "core/base/result.hpp"
#include "core/stm/atomically.hpp"

namespace burin {

/// Publishes immutable snapshots of anything (a layout, a report). Readers take the newest; who is slow misses those in
/// between, never sees a torn one. Thread-safe; publishing takes part in a transaction around it.
template <class T>
class SnapshotBus {
 public:
  struct Issue {
    std::uint64_t generation{0};  // counts from 1; 0: nothing has been published yet
    Shared<T> value;
  };
  using Clock = std::chrono::steady_clock;

  /// Returns the new generation.
  Expected<std::uint64_t> publish(Shared<T> value) {
    return atomically([&](Transaction& tx) {
      return tx.alter(newest_, [&](const Issue& last) { return Issue{last.generation + 1, value}; }).generation;
    });
  }
  /// The newest issue; some tens of nanoseconds.
  [[nodiscard]] Issue newest() const { return newest_.get(); }
  /// Sleeps until there is a newer issue than the one seen; limit BU0602 past the deadline.
  [[nodiscard]] Expected<Issue> wait_newer(std::uint64_t seen,
                                           Clock::time_point deadline = Clock::time_point::max()) const {
    TransactionOptions options;
    options.deadline = deadline;
    return atomically(
        [&](Transaction& tx) {
          Issue issue = tx.get(newest_);
          if (issue.generation <= seen) tx.retry();
          return issue;
        },
        options);
  }

 private:
  Ref<Issue> newest_{Issue()};
};

}  // namespace burin
