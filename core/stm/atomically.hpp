// Running transactions.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "core/stm/transaction.hpp"

namespace burin {

namespace detail {

template <class R>
struct Flat {
  using type = Expected<R>;
};
template <class R>
struct Flat<Expected<R>> {
  using type = Expected<R>;
};

template <class Fn>
using OutcomeOf = typename Flat<std::invoke_result_t<Fn&, Transaction&>>::type;

template <class Fn>
OutcomeOf<Fn> run_body(Fn& body, Transaction& transaction) {
  if constexpr (std::is_void_v<std::invoke_result_t<Fn&, Transaction&>>) {
    body(transaction);
    return success;
  } else {
    return body(transaction);
  }
}

}  // namespace detail

/// One outermost transaction on this thread, over its attempts. Internal to atomically.
class TransactionRunner {
 public:
  enum class Outcome : std::uint8_t { committed, conflict, failed };

  explicit TransactionRunner(const TransactionOptions& options);
  TransactionRunner(const TransactionRunner&) = delete;
  TransactionRunner& operator=(const TransactionRunner&) = delete;
  ~TransactionRunner();

  /// Begins an attempt; an error when there is to be no further one.
  [[nodiscard]] Expected<void> begin();
  [[nodiscard]] Outcome commit();
  /// After a commit: watchers, then the effects.
  void finish();
  void back_off();
  /// After retry: until something read changes, or the deadline.
  [[nodiscard]] Expected<void> sleep();
  [[nodiscard]] Transaction& transaction() noexcept { return *transaction_; }
  [[nodiscard]] Error failure() const { return *transaction_->failure_; }

 private:
  [[nodiscard]] bool hold_writes();
  void release_writes(std::size_t n) noexcept;
  [[nodiscard]] bool reads_stand() const;
  [[nodiscard]] Outcome commit_held();
  [[nodiscard]] bool prepare_writes();
  [[nodiscard]] Expected<void> may_begin();
  void become_eldest();
  void resign() noexcept;
  void clear() noexcept;
  [[nodiscard]] bool late() const noexcept;

  Transaction* transaction_;
  TransactionOptions options_;
  std::uint32_t failures_{0};
  bool must_wait_{false};  // an older transaction has reserved what this one wants to write
};

/// Runs body(Transaction&) as one transaction and returns its result as an Expected. Inside another transaction it
/// joins that: all of both takes effect or nothing. When the body returns an error, nothing takes effect, and neither
/// when it throws; the exception passes through. Conflicts repeat the body with a random pause; after some failures a
/// transaction becomes the eldest, which others then give way to, so that long ones are not starved by short ones.
/// Errors: the body's own; a validator's; conflict (BU0601) after max_attempts; limit (BU0602) past the deadline.
template <class Fn>
[[nodiscard]] auto atomically(Fn&& body, TransactionOptions options = {}) -> detail::OutcomeOf<Fn> {
  if (Transaction* outer = Transaction::current()) {
    auto result = detail::run_body(body, *outer);
    if (!result) outer->fail_with(result.error());
    return result;
  }
  TransactionRunner runner(options);
  while (true) {
    BURIN_CHECK(runner.begin());
    try {
      auto result = detail::run_body(body, runner.transaction());
      if (!result) runner.transaction().fail_with(result.error());
      const auto outcome = runner.commit();
      if (outcome == TransactionRunner::Outcome::failed) return tl::unexpected(runner.failure());
      if (outcome == TransactionRunner::Outcome::committed) {
        runner.finish();
        return result;
      }
      runner.back_off();
    } catch (const detail::ConflictSignal&) {
      runner.back_off();
    } catch (const detail::RetrySignal&) {
      BURIN_CHECK(runner.sleep());
    }
  }
}

}  // namespace burin
