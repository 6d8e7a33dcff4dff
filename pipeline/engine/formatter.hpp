// Keeps the layout of a piece in a store up to date while others edit it.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/store/piece_store.hpp"
#include "core/store/snapshot_bus.hpp"
#include "pipeline/engine/invalidation.hpp"
#include "pipeline/engine/session.hpp"

namespace burin::layout {

/// A layout as it was committed.
struct Formatted {
  std::uint64_t generation{0};  // of the piece that it shows
  Engraving engraving;
  std::vector<Stale> stale;  // what differs from the layout committed before it; on the first one the whole layout
};

/// One formatting operation at a time for one piece and layout. Edits are gathered for an interval and laid out once;
/// who edits returns at once and may wait for the layout of a generation. A request cancels the operation that runs: it
/// leaves nothing behind. An operation works on a snapshot, outside of any transaction, and commits in a short one that
/// verifies that the piece is still the one it read; if not, only what has changed is laid out again. The piece itself
/// is never written. Thread-safe.
class Formatter {
 public:
  using Clock = std::chrono::steady_clock;

  /// Begins with a first layout. The store, the executor and the session's fonts must outlive the formatter.
  Formatter(PieceStore& store, std::string id, LayoutSession session, Executor& executor,
            std::chrono::milliseconds interval = std::chrono::milliseconds(100));
  /// Cancels what runs and waits for its end.
  ~Formatter();
  Formatter(const Formatter&) = delete;
  Formatter& operator=(const Formatter&) = delete;

  /// The piece has changed: lays it out after the interval. Returns at once.
  void request();
  /// The same with other options.
  void request(EngraveOptions options);
  /// Pages (from 0) that somebody looks at: their systems come first. Empty: all alike.
  void set_visible(std::vector<std::uint32_t> pages);
  /// Sleeps until there is a layout of this generation of the piece or a newer one. Errors: limit BU0209 past the
  /// deadline; what the last operation failed with.
  [[nodiscard]] Expected<Shared<Formatted>> wait(std::uint64_t generation,
                                                 Clock::time_point deadline = Clock::time_point::max());
  /// All layouts as they are committed, for whoever follows them.
  [[nodiscard]] const SnapshotBus<Formatted>& layouts() const noexcept { return layouts_; }
  /// Sleeps until nothing is left to do.
  void wait_idle();

  struct Counts {
    std::uint64_t started{0};
    std::uint64_t cancelled{0};
    std::uint64_t refused{0};  // the piece had changed when the layout was to be committed
    std::uint64_t committed{0};
  };
  [[nodiscard]] Counts counts() const;

 private:
  void work();
  [[nodiscard]] bool gather(std::unique_lock<std::mutex>& lock);
  void format(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] Expected<bool> commit(const PieceSnapshot& read, const Shared<Formatted>& made);

  PieceStore& store_;
  std::string id_;
  LayoutSession session_;
  Executor& executor_;
  std::chrono::milliseconds interval_;
  SnapshotBus<Formatted> layouts_;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool wanted_{true};
  bool running_{false};
  bool ending_{false};
  std::unique_ptr<EngraveOptions> options_;  // to be used from the next operation on
  std::vector<std::uint32_t> visible_;
  std::shared_ptr<Operation> operation_;  // the one that runs
  Shared<Formatted> newest_;
  std::unique_ptr<Error> failed_;
  Counts counts_;
  std::thread thread_;  // last: begins when all else is there
};

}  // namespace burin::layout
