// How a transaction runs: a global clock counts commits, every reference carries the clock of its last commit. Reads
// fit into a snapshot of the clock, which moves forward as long as nothing read so far has changed. A commit holds what
// it writes in the order of addresses, takes the next tick, checks that what was read still stands, and publishes.
#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

#include "core/stm/atomically.hpp"

namespace burin {

namespace {

alignas(64) std::atomic<std::uint64_t> commit_clock{0};

/// At most one transaction at a time is the eldest: what it reads is not changed by others until it has ended.
struct Elders {
  std::mutex mutex;
  std::condition_variable changed;
  std::set<std::pair<std::uint64_t, const Transaction*>> waiting;
  const Transaction* eldest{nullptr};
};
Elders& elders() {
  static Elders all;
  return all;
}

std::uint32_t random_below(std::uint32_t limit) noexcept {
  thread_local std::uint32_t state = 0x9E3779B9U ^ static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(&state));
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state % limit;
}

constexpr std::uint32_t patience = 8;  // failures after which a transaction asks to be the eldest

}  // namespace

namespace detail {

/// A thread that waits for a reference to change.
class Sleeper {
 public:
  void wake() noexcept {
    const std::lock_guard lock(mutex_);
    awake_ = true;
    changed_.notify_one();
  }
  /// False when the deadline came first.
  bool sleep(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(mutex_);
    const auto is_awake = [this] { return awake_; };
    if (deadline == std::chrono::steady_clock::time_point::max()) {
      changed_.wait(lock, is_awake);
      return true;
    }
    return changed_.wait_until(lock, deadline, is_awake);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool awake_{false};
};

void RefBase::wake_all() noexcept {
  for (Sleeper* sleeper : sleepers_) sleeper->wake();
}

}  // namespace detail

using detail::EntryBase;
using detail::RefBase;

void Transaction::extend() {
  const std::uint64_t now = commit_clock.load(std::memory_order_acquire);
  for (EntryBase* entry : entries_) {
    if (!entry->known()) continue;
    const std::uint64_t word = entry->ref().word();
    if (word >> 2 == entry->version() && (word & RefBase::committing) == 0) continue;
    bool good = false;
    {
      const detail::Hold held(entry->ref(), RefBase::reading);
      good = entry->holds_at(held.version());
    }
    if (!good) detail::TransactionAccess::conflict(*this);
  }
  snapshot_ = now;
}

/// Keeps one idle transaction a thread, so that its memory is used again.
class TransactionPool {
 public:
  [[nodiscard]] static Transaction* take() {
    Transaction* kept = std::exchange(spare, nullptr);
    return kept == nullptr ? make() : kept;
  }
  static void give(Transaction* idle) noexcept {
    if (spare == nullptr && !Emptier::gone) {
      spare = idle;
    } else {
      delete idle;
    }
  }

 private:
  /// Empties the pool when the thread ends.
  struct Emptier {
    Emptier() = default;
    Emptier(const Emptier&) = delete;
    Emptier& operator=(const Emptier&) = delete;
    ~Emptier() {
      delete std::exchange(spare, nullptr);
      gone = true;
    }
    void stay() const noexcept {}
    static inline constinit thread_local bool gone = false;
  };
  static Transaction* make() {
    static thread_local const Emptier emptier;
    emptier.stay();
    return new Transaction;
  }
  static inline constinit thread_local Transaction* spare = nullptr;
};

TransactionRunner::TransactionRunner(const TransactionOptions& options)
    : transaction_(TransactionPool::take()), options_(options) {}

TransactionRunner::~TransactionRunner() {
  clear();
  resign();
  if (!transaction_->pins_.empty()) transaction_->pins_.clear();
  transaction_->attempt_ = 0;
  Transaction::running_ = nullptr;
  TransactionPool::give(transaction_);
}

inline void TransactionRunner::clear() noexcept {
  Transaction& tx = *transaction_;
  tx.entries_.clear();
  tx.writes_.clear();
  if (!tx.index_.empty()) tx.index_.clear();
  if (!tx.effects_.empty()) tx.effects_.clear();
  tx.failure_.reset();
  tx.doomed_ = false;
  tx.arena_.reset();
}

inline bool TransactionRunner::late() const noexcept {
  return options_.deadline != std::chrono::steady_clock::time_point::max() &&
         std::chrono::steady_clock::now() >= options_.deadline;
}

/// What an attempt asks first, unless it is the first of a transaction without limits.
Expected<void> TransactionRunner::may_begin() {
  if (failures_ >= options_.max_attempts) {
    return fail(Errc::conflict, "BU0601", "gave up after " + std::to_string(failures_) + " conflicts with other edits");
  }
  if (late()) return fail(Errc::limit, "BU0602", "the transaction did not commit before its deadline");
  if (transaction_->attempt_ > 0) clear();
  if (failures_ >= patience && !transaction_->eldest_) become_eldest();
  return {};
}

Expected<void> TransactionRunner::begin() {
  Transaction& tx = *transaction_;
  const bool limited = options_.max_attempts == 0 || options_.deadline != std::chrono::steady_clock::time_point::max();
  if (tx.attempt_ > 0 || limited) BURIN_CHECK(may_begin());
  tx.snapshot_ = commit_clock.load(std::memory_order_acquire);
  if (++tx.attempt_ == 1) tx.age_ = tx.snapshot_;
  Transaction::running_ = transaction_;
  return success;
}

inline void TransactionRunner::release_writes(std::size_t n) noexcept {
  for (std::size_t i = 0; i < n; ++i) transaction_->writes_[i]->ref().release(transaction_->writes_[i]->held_at);
}

/// Holds everything to be written, in address order so that no two commits wait for each other.
inline bool TransactionRunner::hold_writes() {
  Transaction& tx = *transaction_;
  for (std::size_t i = 0; i < tx.writes_.size(); ++i) {
    EntryBase& entry = *tx.writes_[i];
    entry.held_at = entry.ref().hold(RefBase::committing);
    must_wait_ = !tx.eldest_ && entry.ref().reserved.load(std::memory_order_relaxed);
    if (must_wait_ || !entry.holds_at(entry.held_at)) {
      release_writes(i + 1);
      return false;
    }
    entry.approach();
  }
  return true;
}

inline bool TransactionRunner::reads_stand() const {
  for (EntryBase* entry : transaction_->entries_) {
    if (!entry->known() || entry->written()) continue;
    const std::uint64_t word = entry->ref().word();
    if (word >> 2 == entry->version() && (word & RefBase::committing) == 0) continue;
    std::uint64_t version = 0;
    if (!entry->ref().try_hold(RefBase::reading, version)) return false;
    const bool good = entry->holds_at(version);
    entry->ref().release(version);
    if (!good) return false;
  }
  return true;
}

inline bool TransactionRunner::prepare_writes() {
  for (EntryBase* entry : transaction_->writes_) {
    if (!entry->prepare(*transaction_)) return false;
  }
  return true;
}

inline TransactionRunner::Outcome TransactionRunner::commit_held() {
  Transaction& tx = *transaction_;
  const std::uint64_t tick = commit_clock.fetch_add(1, std::memory_order_acq_rel) + 1;
  const bool alone = tx.snapshot_ + 1 == tick;  // nobody has committed since the snapshot
  if (!alone && !reads_stand()) {
    release_writes(tx.writes_.size());
    return Outcome::conflict;
  }
  if (!prepare_writes()) {
    release_writes(tx.writes_.size());
    return Outcome::failed;
  }
  for (EntryBase* entry : tx.writes_) {
    entry->publish();
    entry->ref().wake_sleepers();
  }
  for (EntryBase* entry : tx.writes_) entry->ref().release(tick);
  return Outcome::committed;
}

TransactionRunner::Outcome TransactionRunner::commit() {
  Transaction& tx = *transaction_;
  if (tx.doomed_) return Outcome::conflict;
  if (tx.failure_) return Outcome::failed;
  for (EntryBase* entry : tx.entries_) {
    if (entry->written()) tx.writes_.push_back(entry);
  }
  if (tx.writes_.empty()) return Outcome::committed;  // what was read is one state already
  if (tx.writes_.size() > 1) {
    std::sort(tx.writes_.begin(), tx.writes_.end(),
              [](const EntryBase* a, const EntryBase* b) { return std::less<>()(&a->ref(), &b->ref()); });
  }
  if (!hold_writes()) return Outcome::conflict;
  try {
    return commit_held();
  } catch (...) {  // a commuted change or a validator threw; nothing has been published
    release_writes(tx.writes_.size());
    throw;
  }
}

void TransactionRunner::finish() {
  resign();
  Transaction::running_ = nullptr;
  for (EntryBase* entry : transaction_->writes_) {
    if (entry->has_news()) entry->tell();
  }
  if (transaction_->effects_.empty()) return;
  const auto effects = std::move(transaction_->effects_);
  transaction_->effects_.clear();
  for (const auto& effect : effects) effect();
}

void TransactionRunner::back_off() {
  Transaction::running_ = nullptr;
  ++failures_;
  if (std::exchange(must_wait_, false)) {
    Elders& all = elders();
    std::unique_lock lock(all.mutex);
    const Transaction* older = all.eldest;
    const auto gone = [&] { return older == nullptr || all.eldest != older; };
    if (options_.deadline == std::chrono::steady_clock::time_point::max()) return all.changed.wait(lock, gone);
    (void)all.changed.wait_until(lock, options_.deadline, gone);
    return;
  }
  if (transaction_->eldest_) return;
  const std::uint32_t turns = random_below(std::uint32_t{32} << std::min<std::uint32_t>(failures_, 8U));
  detail::Pause pause;
  for (std::uint32_t i = 0; i < turns && i < 64; ++i) pause();
  if (failures_ > 4) std::this_thread::yield();
}

/// The oldest of those that ask comes first.
void TransactionRunner::become_eldest() {
  Elders& all = elders();
  std::unique_lock lock(all.mutex);
  const auto self = std::pair(transaction_->age_, static_cast<const Transaction*>(transaction_));
  all.waiting.insert(self);
  const auto my_turn = [&] { return all.eldest == nullptr && *all.waiting.begin() == self; };
  if (options_.deadline == std::chrono::steady_clock::time_point::max()) {
    all.changed.wait(lock, my_turn);
  } else if (!all.changed.wait_until(lock, options_.deadline, my_turn)) {
    all.waiting.erase(self);
    all.changed.notify_all();
    return;  // the attempt that follows is the last
  }
  all.waiting.erase(self);
  all.eldest = transaction_;
  transaction_->eldest_ = true;
}

void TransactionRunner::resign() noexcept {
  Transaction& tx = *transaction_;
  if (!tx.eldest_) return;
  for (RefBase* ref : tx.reserved_) ref->reserved.store(false, std::memory_order_relaxed);
  tx.reserved_.clear();
  tx.eldest_ = false;
  Elders& all = elders();
  {
    const std::lock_guard lock(all.mutex);
    all.eldest = nullptr;
  }
  all.changed.notify_all();
}

Expected<void> TransactionRunner::sleep() {
  Transaction& tx = *transaction_;
  Transaction::running_ = nullptr;
  resign();
  detail::Sleeper sleeper;
  std::vector<RefBase*> beds;
  bool changed = tx.doomed_;
  for (EntryBase* entry : tx.entries_) {
    if (changed || !entry->known()) continue;
    const detail::Hold held(entry->ref(), RefBase::reading);
    changed = !entry->holds_at(held.version());
    if (changed) continue;
    entry->ref().add_sleeper(&sleeper);
    beds.push_back(&entry->ref());
  }
  if (!changed && beds.empty()) {
    return fail(Errc::usage, "BU0603", "a transaction that has read nothing cannot wait for a change");
  }
  const bool awake = changed || sleeper.sleep(options_.deadline);
  for (RefBase* bed : beds) {
    const detail::Hold held(*bed, RefBase::reading);
    bed->remove_sleeper(&sleeper);
  }
  if (!awake) return fail(Errc::limit, "BU0602", "the transaction waited for a change until its deadline");
  return {};
}

}  // namespace burin
