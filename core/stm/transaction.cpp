#include "core/stm/transaction.hpp"

#include <atomic>

namespace burin {

namespace detail {

void TransactionAccess::conflict(Transaction& transaction) {
  transaction.doomed_ = true;
  throw ConflictSignal{};
}

void TransactionAccess::fail(Transaction& transaction, Error error) { transaction.fail_with(std::move(error)); }

}  // namespace detail

void Transaction::retry() { throw detail::RetrySignal{}; }

void Transaction::fail_with(Error error) {
  if (!failure_) failure_ = std::move(error);
}

void Transaction::spoil() {
  fail_with({Errc::usage, "BU0604", "a change of this transaction threw an exception", {}, {}});
}

detail::EntryBase* Transaction::find_by_hash(const detail::RefBase* ref) const noexcept {
  const auto found = index_.find(ref);
  return found == index_.end() ? nullptr : found->second;
}

detail::EntryBase* Transaction::remember(detail::EntryBase* entry) {
  entries_.push_back(entry);
  if (entries_.size() == linear_limit + 1) {
    for (detail::EntryBase* each : entries_) index_.emplace(&each->ref(), each);
  } else if (entries_.size() > linear_limit) {
    index_.emplace(&entry->ref(), entry);
  }
  return entry;
}

void Transaction::reserve(detail::RefBase& ref) {
  if (ref.reserved.exchange(true, std::memory_order_relaxed)) return;
  reserved_.push_back(&ref);
}

Transaction::Saved Transaction::save() {
  Saved saved;
  saved.effects = effects_.size();
  for (detail::EntryBase* entry : entries_) saved.entries.emplace_back(entry, entry->save(arena_));
  return saved;
}

void Transaction::restore(const Saved& saved) {
  effects_.resize(saved.effects);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    entries_[i]->restore(i < saved.entries.size() ? saved.entries[i].second : nullptr);
  }
}

}  // namespace burin
