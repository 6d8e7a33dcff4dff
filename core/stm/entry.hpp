// What a transaction knows of one reference: what it read, what it wants to write. Internal to the STM.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "core/base/prefetch.hpp"
#include "core/stm/arena.hpp"
#include "core/stm/ref.hpp"

namespace burin::detail {

/// Thrown through a body to end an attempt; never leaves atomically. A body that catches everything is doomed anyway.
struct ConflictSignal {};
struct RetrySignal {};

/// The services of a transaction that entries need; kept apart so that this header does not need the whole class.
struct TransactionAccess {
  static Arena& arena(Transaction& transaction) noexcept;
  static void seen(Transaction& transaction, std::uint64_t version);
  static void reserve(Transaction& transaction, RefBase& ref);
  [[noreturn]] static void conflict(Transaction& transaction);
  static void fail(Transaction& transaction, Error error);
};

class EntryBase {
 public:
  explicit EntryBase(RefBase& ref) noexcept : ref_(&ref) {}
  EntryBase(const EntryBase&) = delete;
  EntryBase& operator=(const EntryBase&) = delete;

  [[nodiscard]] RefBase& ref() const noexcept { return *ref_; }
  [[nodiscard]] bool written() const noexcept { return written_; }
  [[nodiscard]] bool known() const noexcept { return known_; }
  [[nodiscard]] std::uint64_t version() const noexcept { return version_; }

  /// While holding the reference at this version: whether all that was read is still so. Then the entry belongs to it.
  [[nodiscard]] virtual bool holds_at(std::uint64_t version) = 0;
  /// While holding for the commit: fetches what publish() will touch into the cache.
  virtual void approach() const noexcept = 0;
  /// While holding for the commit: makes the new value if anything may still object, and asks the validators. False
  /// after a veto, which becomes the transaction's failure.
  [[nodiscard]] virtual bool prepare(Transaction& transaction) = 0;
  /// While holding for the commit: puts the new value in place.
  virtual void publish() noexcept = 0;
  /// After the release: runs watchers.
  virtual void tell() = 0;
  [[nodiscard]] bool has_news() const noexcept { return has_news_; }
  [[nodiscard]] virtual void* save(Arena& arena) = 0;
  virtual void restore(void* saved) = 0;  // null: before the entry was made

  std::uint64_t held_at{0};  // version, while held for the commit

 protected:
  ~EntryBase() = default;
  RefBase* ref_;
  std::uint64_t version_{0};  // valid when known_
  bool known_{false};         // something was read, at version_
  bool all_{false};           // … and the whole value counts
  bool written_{false};
  bool has_news_{false};  // somebody watches what has been published
};

template <class T>
struct Probe {
  Probe* next{nullptr};
  [[nodiscard]] virtual bool holds(const T& now) const = 0;

 protected:
  ~Probe() = default;
};

template <class T>
struct Edit {
  using Scope = typename ScopeOf<T>::type;
  Edit(Scope where, bool may_run_in_place) : scope(std::move(where)), in_place(may_run_in_place) {}
  Edit* next{nullptr};
  Scope scope;
  bool in_place;
  virtual void apply(T& value) const = 0;
  /// Fetches what finish() will touch into the cache, as far as that is known without waiting.
  virtual void approach(const T& value) const noexcept = 0;
  /// The same for the last time: may use up what the edit has with it. Only for edits that may run in place.
  virtual void finish(T& value) noexcept = 0;

 protected:
  ~Edit() = default;
};

template <class T, class Extract, class Result>
struct ProbeOf final : Probe<T> {
  ProbeOf(Extract e, Result r) : extract(std::move(e)), result(std::move(r)) {}
  Extract extract;
  Result result;
  bool holds(const T& now) const override { return extract(now) == result; }
};

template <class T, class Change>
struct EditOf final : Edit<T> {
  EditOf(typename ScopeOf<T>::type where, Change c, bool may_run_in_place)
      : Edit<T>(std::move(where), may_run_in_place), change(std::move(c)) {}
  Change change;
  void apply(T& value) const override { change(value); }
  void approach([[maybe_unused]] const T& value) const noexcept override {
    if constexpr (requires { change.approach(value); }) change.approach(value);
  }
  void finish(T& value) noexcept override { std::move(change)(value); }
};

/// Fetches what will be let go soon into the cache.
template <class Part>
void fetch_for_release(const Part& part) noexcept {
  if constexpr (requires { part.fetch_for_release(); }) {
    part.fetch_for_release();
  } else if constexpr (requires { part.use_count(); }) {
    fetch_to_write(part.get());
  }
}

/// Puts a part in its place. For the last time it changes places with what stood there, which so lives until the
/// references are released: nobody waits for its destruction.
template <class T, class Locate, class Part>
struct Put {
  Locate locate;
  Part part;
  void approach([[maybe_unused]] const T& value) const noexcept {
    if constexpr (requires { locate.fetch(value); }) locate.fetch(value);
  }
  void operator()(T& value) const& { locate(value) = part; }
  void operator()(T& value) && {
    using std::swap;
    swap(locate(value), part);
    fetch_for_release(part);
  }
};

/// Three ways to write: `next_` given outright (replaced_), or edits on top of what stands at the commit. `base_` and
/// `next_` without replaced_ are this transaction's own view, made only when it looks at what it has edited.
template <class T>
class Entry final : public EntryBase {
 public:
  using Scope = typename ScopeOf<T>::type;
  explicit Entry(Ref<T>& ref) noexcept : EntryBase(ref) {}

  void read_all(Transaction& transaction) {
    if (replaced_ || (all_ && base_)) return;
    load(transaction);
    all_ = true;  // from here on the version is fixed
  }
  /// The value as the transaction sees it; after read_all.
  [[nodiscard]] const T& current() {
    if (replaced_) return *next_;
    if (edits_ == nullptr) return *base_;
    if (!next_) {
      next_ = base_;
      pending_ = edits_;
    }
    for (; pending_ != nullptr; pending_ = pending_->next) pending_->apply(*next_);
    return *next_;
  }
  /// The same, to be edited and then given to replace(); the entry is without a value until then.
  [[nodiscard]] T take() {
    if (!replaced_ && edits_ == nullptr) return *std::exchange(base_, std::nullopt);
    (void)current();
    return std::move(*next_);
  }
  /// Forgets everything that was written, when what take() gave does not come back.
  void lose() {
    base_.reset();
    next_.reset();
    edits_ = last_ = pending_ = nullptr;
    replaced_ = false;
  }
  template <class Extract, class Look>
  auto read_part(Transaction& transaction, const Scope& scope, Extract extract, Look& look_at) {
    using Result = std::decay_t<decltype(extract(std::declval<const T&>()))>;
    if (replaced_ || all_) {
      read_all(transaction);
      look_at(current());
      return Result(extract(current()));
    }
    std::optional<Result> result;
    if (touches(scope)) {
      load(transaction);
      add_probe(transaction, extract, extract(*base_));
      result.emplace(extract(current()));
      look_at(current());
    } else {
      look(transaction, [&](const T& value) {
        result.emplace(extract(value));
        add_probe(transaction, extract, *result);
        look_at(value);
      });
    }
    return std::move(*result);
  }
  void replace(T value) {
    next_ = std::move(value);
    edits_ = last_ = pending_ = nullptr;
    replaced_ = written_ = true;
  }
  template <class Change>
  void change(Transaction& transaction, const Scope& scope, Change change, bool in_place) {
    written_ = true;
    if (replaced_) return change(*next_);
    auto* edit =
        TransactionAccess::arena(transaction).template make<EditOf<T, Change>>(scope, std::move(change), in_place);
    (last_ == nullptr ? edits_ : last_->next) = edit;
    last_ = edit;
    if (next_ && pending_ == nullptr) pending_ = edit;
  }

  bool holds_at(std::uint64_t version) override {
    if (!known_ || version == version_) return true;
    if (all_ || !probes_hold(target().value_)) return false;
    version_ = version;
    forget_view();
    return true;
  }
  void approach() const noexcept override {
    for (const Edit<T>* edit = edits_; edit != nullptr; edit = edit->next) edit->approach(target().value_);
  }
  bool prepare(Transaction& transaction) override {
    Ref<T>& ref = target();
    if (!replaced_ && !(next_ && base_) && (ref.hooks_ != nullptr || !all_in_place())) {
      base_ = ref.value_;
      next_.reset();
    }
    if (!replaced_ && base_) (void)current();
    return ref.hooks_ == nullptr || is_valid(transaction, ref);
  }
  void publish() noexcept override {
    Ref<T>& ref = target();
    if (next_) {
      std::swap(ref.value_, *next_);
      if (ref.hooks_ != nullptr && !ref.hooks_->watchers.empty()) {
        ref.hooks_->notices.push_back({*next_, ref.value_, ref.hooks_->watchers});
        has_news_ = true;
      }
      return;
    }
    forget_view();  // or the nodes below would seem shared
    for (Edit<T>* edit = edits_; edit != nullptr; edit = edit->next) edit->finish(ref.value_);
  }
  void tell() override { target().tell(); }

  void* save(Arena& arena) override {
    return arena.make<SavedState>(replaced_ ? next_ : std::nullopt, edits_, last_, replaced_, written_);
  }
  void restore(void* saved) override {
    const auto* before = static_cast<const SavedState*>(saved);
    replaced_ = before != nullptr && before->replaced;
    written_ = before != nullptr && before->written;
    edits_ = before == nullptr ? nullptr : before->first;
    last_ = before == nullptr ? nullptr : before->last;
    if (last_ != nullptr) last_->next = nullptr;
    pending_ = nullptr;
    next_.reset();
    if (replaced_) next_ = before->next;
  }

 private:
  struct SavedState {
    SavedState(std::optional<T> n, Edit<T>* f, Edit<T>* l, bool r, bool w)
        : next(std::move(n)), first(f), last(l), replaced(r), written(w) {}
    std::optional<T> next;
    Edit<T>* first{nullptr};
    Edit<T>* last{nullptr};
    bool replaced{false};
    bool written{false};
  };

  [[nodiscard]] Ref<T>& target() const noexcept { return static_cast<Ref<T>&>(*ref_); }
  [[nodiscard]] bool is_valid(Transaction& transaction, const Ref<T>& ref) const {
    for (const auto& validator : ref.hooks_->validators) {
      Expected<void> verdict = validator(*next_);
      if (verdict) continue;
      TransactionAccess::fail(transaction, std::move(verdict.error()));
      return false;
    }
    return true;
  }
  [[nodiscard]] bool probes_hold(const T& now) const {
    for (const Probe<T>* probe = probes_; probe != nullptr; probe = probe->next) {
      if (!probe->holds(now)) return false;
    }
    return true;
  }
  [[nodiscard]] bool touches(const Scope& scope) const {
    for (const Edit<T>* edit = edits_; edit != nullptr; edit = edit->next) {
      if (overlaps(edit->scope, scope)) return true;
    }
    return false;
  }
  [[nodiscard]] bool all_in_place() const {
    for (const Edit<T>* edit = edits_; edit != nullptr; edit = edit->next) {
      if (!edit->in_place) return false;
    }
    return true;
  }
  void forget_view() {
    base_.reset();
    if (!replaced_) next_.reset();
    pending_ = nullptr;
  }
  template <class Extract, class Result>
  void add_probe(Transaction& transaction, const Extract& extract, Result result) {
    using Made = ProbeOf<T, Extract, Result>;
    Probe<T>* probe = TransactionAccess::arena(transaction).template make<Made>(extract, std::move(result));
    probe->next = std::exchange(probes_, probe);
  }
  /// Fitting a read into the snapshot may move this entry to a newer version, which drops base_ again.
  void load(Transaction& transaction) {
    while (!base_) look(transaction, [&](const T& value) { base_ = value; });
  }
  /// Reads under hold and fits what was read into the transaction's snapshot. Probes are added by `use`, so that they
  /// are checked if that has to move the snapshot.
  template <class Use>
  void look(Transaction& transaction, Use&& use) {
    if (!look_once(transaction, use)) TransactionAccess::conflict(transaction);
    TransactionAccess::seen(transaction, version_);
  }
  template <class Use>
  bool look_once(Transaction& transaction, Use& use) {
    const Hold held(*ref_, RefBase::reading);
    TransactionAccess::reserve(transaction, *ref_);
    if (!holds_at(held.version())) return false;
    use(target().value_);
    version_ = held.version();
    return known_ = true;
  }

  std::optional<T> base_;  // the reference's value at version_
  std::optional<T> next_;  // replaced_: the new value; else base_ with the edits before pending_
  Probe<T>* probes_{nullptr};
  Edit<T>* edits_{nullptr};
  Edit<T>* last_{nullptr};
  Edit<T>* pending_{nullptr};
  bool replaced_{false};
};

}  // namespace burin::detail
