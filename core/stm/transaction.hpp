// Transactions: several references read and changed as if nothing else happened meanwhile.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/stm/arena.hpp"
#include "core/stm/entry.hpp"
#include "core/stm/ref.hpp"

namespace burin {

struct TransactionOptions {
  std::uint32_t max_attempts{1000};                                                              // then Errc::conflict
  std::chrono::steady_clock::time_point deadline{std::chrono::steady_clock::time_point::max()};  // then Errc::limit
};

/// What a transaction's body works with. Every read belongs to one consistent state of all references (also in an
/// attempt that will be repeated); nothing that is written is seen by others before the commit, and then all at once.
/// A body may run several times, so it has no side effects but on_commit. Used by the thread that runs the body only.
class Transaction {
 public:
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  /// The value as this transaction sees it, its own writes included. A later commit of others to this reference, to
  /// whatever part of it, repeats the body.
  template <class T>
  [[nodiscard]] T get(const Ref<T>& ref) {
    detail::Entry<T>& entry = entry_of(ref);
    entry.read_all(*this);
    return entry.current();
  }
  /// Reads a part: extract(value) with a result that compares by identity or value. Only a commit after which extract
  /// gives something else repeats the body. `scope` says where the part lies, see ScopeOf. extract runs while the
  /// reference is held: short, pure.
  template <class T, class Extract>
  [[nodiscard]] auto part(const Ref<T>& ref, const typename ScopeOf<T>::type& scope, Extract extract) {
    return part(ref, scope, std::move(extract), [](const T&) {});
  }
  /// The same, and shows the value to `look` once, under the same hold: for what need not be looked at again at the
  /// commit.
  template <class T, class Extract, class Look>
  [[nodiscard]] auto part(const Ref<T>& ref, const typename ScopeOf<T>::type& scope, Extract extract, Look&& look) {
    return entry_of(ref).read_part(*this, scope, std::move(extract), look);
  }
  template <class T>
  void set(Ref<T>& ref, std::type_identity_t<T> value) {
    entry_of(ref).replace(std::move(value));
  }
  /// Sets the value to change(value) and returns it. A change that takes its argument by value and edits that copies
  /// what others can see, and only once: what this transaction has made itself it edits in place. When change throws,
  /// the transaction fails, even if its body goes on.
  template <class T, class Change>
  T alter(Ref<T>& ref, Change&& change) {
    detail::Entry<T>& entry = entry_of(ref);
    entry.read_all(*this);
    T value = [&] {
      try {
        return T(std::forward<Change>(change)(entry.take()));
      } catch (...) {
        entry.lose();
        spoil();
        throw;
      }
    }();
    entry.replace(value);
    return value;
  }
  /// Like alter, but what others commit meanwhile is no conflict: change is applied to what stands at the commit. So it
  /// must not matter which of several such changes comes first. Runs while the reference is held: short and pure.
  template <class T, class Change>
  void commute(Ref<T>& ref, Change change) {
    auto apply = [change = std::move(change)](T& value) { value = change(std::as_const(value)); };
    entry_of(ref).change(*this, typename ScopeOf<T>::type{}, std::move(apply), false);
  }
  /// Like commute for a change of a part that this transaction has looked at: applied in place to what stands at the
  /// commit if nobody else can see the changed nodes. It must not fail or throw.
  template <class T, class Change>
  void edit(Ref<T>& ref, const typename ScopeOf<T>::type& scope, Change change) {
    entry_of(ref).change(*this, scope, std::move(change), true);
  }
  /// Puts a part where locate(value) says, as an edit: locate gives a reference into the value, and takes the same way
  /// each time. What stood there is destroyed when nothing is held any more. A locate that also has fetch(const T&) is
  /// asked, before the commit's other work, to fetch into the cache what it will touch: with several puts in a
  /// transaction the memory of all of them comes at the same time.
  template <class T, class Locate, class Part>
  void put(Ref<T>& ref, const typename ScopeOf<T>::type& scope, Locate locate, Part part) {
    entry_of(ref).change(*this, scope, detail::Put<T, Locate, Part>{std::move(locate), std::move(part)}, true);
  }
  /// Makes the commit depend on the reference not having changed, without using its value.
  template <class T>
  void ensure(const Ref<T>& ref) {
    entry_of(ref).read_all(*this);
  }

  /// Gives up this attempt and sleeps until something that it read has changed; then the body runs again.
  [[noreturn]] void retry();

  /// Runs first(tx); if that retries, undoes it and runs second(tx) instead; if both do, sleeps for what either read.
  template <class First, class Second>
  auto or_else(First&& first, Second&& second) -> std::invoke_result_t<First&, Transaction&> {
    const Saved saved = save();
    try {
      return first(*this);
    } catch (const detail::RetrySignal&) {
      restore(saved);
    }
    return second(*this);
  }

  /// Runs an effect once, after the commit, in the order of the calls; never for an attempt that failed.
  void on_commit(std::function<void()> effect) { effects_.push_back(std::move(effect)); }

  /// Makes the whole transaction fail with an error, whatever its body still does.
  void fail_with(Error error);

  /// Keeps an object alive until the transaction has ended, over all attempts: for references that others may drop.
  void pin(std::shared_ptr<const void> object) { pins_.push_back(std::move(object)); }

  /// How often the body has been begun, from 1.
  [[nodiscard]] std::uint32_t attempt() const noexcept { return attempt_; }
  /// The transaction that runs on this thread, or null.
  [[nodiscard]] static Transaction* current() noexcept { return running_; }

 private:
  friend struct detail::TransactionAccess;
  friend class TransactionRunner;
  friend class TransactionPool;

  struct Saved {
    std::vector<std::pair<detail::EntryBase*, void*>> entries;
    std::size_t effects{0};
  };
  static constexpr std::size_t linear_limit = 16;  // up to here a linear search is faster than a hash table

  Transaction() = default;
  ~Transaction() = default;

  template <class T>
  detail::Entry<T>& entry_of(const Ref<T>& ref) {
    detail::EntryBase* found = find(&ref);
    if (found == nullptr) found = remember(arena_.make<detail::Entry<T>>(const_cast<Ref<T>&>(ref)));
    return static_cast<detail::Entry<T>&>(*found);
  }
  [[nodiscard]] detail::EntryBase* find(const detail::RefBase* ref) const noexcept {
    if (entries_.size() > linear_limit) return find_by_hash(ref);
    for (detail::EntryBase* entry : entries_) {
      if (&entry->ref() == ref) return entry;
    }
    return nullptr;
  }
  [[nodiscard]] detail::EntryBase* find_by_hash(const detail::RefBase* ref) const noexcept;
  detail::EntryBase* remember(detail::EntryBase* entry);
  /// Moves the snapshot forward so that it includes a version; signals a conflict if something read has changed.
  void extend();
  /// Called for each read, while holding: the eldest transaction keeps others from changing what it has read.
  void reserve(detail::RefBase& ref);
  [[nodiscard]] Saved save();
  void restore(const Saved& saved);
  void spoil();

  static inline constinit thread_local Transaction* running_ = nullptr;
  detail::Arena arena_;
  std::vector<detail::EntryBase*> entries_;
  std::unordered_map<const detail::RefBase*, detail::EntryBase*> index_;  // only beyond linear_limit
  std::vector<detail::EntryBase*> writes_;
  std::vector<std::function<void()>> effects_;
  std::vector<detail::RefBase*> reserved_;
  std::vector<std::shared_ptr<const void>> pins_;
  std::optional<Error> failure_;
  std::uint64_t snapshot_{0};  // everything read is as of this value of the clock
  std::uint64_t age_{0};       // clock at the first attempt: lower is older
  std::uint32_t attempt_{0};
  bool eldest_{false};
  bool doomed_{false};  // an attempt whose conflict signal was swallowed must not commit
};

namespace detail {

inline Arena& TransactionAccess::arena(Transaction& transaction) noexcept { return transaction.arena_; }
inline void TransactionAccess::seen(Transaction& transaction, std::uint64_t version) {
  if (version > transaction.snapshot_) transaction.extend();
}
inline void TransactionAccess::reserve(Transaction& transaction, RefBase& ref) {
  if (transaction.eldest_) transaction.reserve(ref);
}

}  // namespace detail

}  // namespace burin
