#include "pipeline/engine/formatter.hpp"

namespace burin::layout {

Formatter::Formatter(PieceStore& store, std::string id, LayoutSession session, Executor& executor,
                     std::chrono::milliseconds interval)
    : store_(store),
      id_(std::move(id)),
      session_(std::move(session)),
      executor_(executor),
      interval_(interval),
      thread_([this] { work(); }) {}

Formatter::~Formatter() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    if (operation_) operation_->cancel();
  }
  changed_.notify_all();
  thread_.join();
}

void Formatter::request() {
  {
    const std::lock_guard lock(mutex_);
    wanted_ = true;
    if (operation_) operation_->cancel();
  }
  changed_.notify_all();
}

void Formatter::request(EngraveOptions options) {
  {
    const std::lock_guard lock(mutex_);
    options_ = std::make_unique<EngraveOptions>(std::move(options));
  }
  request();
}

void Formatter::set_visible(std::vector<std::uint32_t> pages) {
  const std::lock_guard lock(mutex_);
  visible_ = std::move(pages);
}

Expected<Shared<Formatted>> Formatter::wait(std::uint64_t generation, Clock::time_point deadline) {
  std::unique_lock lock(mutex_);
  const auto ready = [&] {
    return ending_ || (newest_ && newest_->generation >= generation) || (failed_ && !wanted_ && !running_);
  };
  if (deadline == Clock::time_point::max()) {
    changed_.wait(lock, ready);
  } else if (!changed_.wait_until(lock, deadline, ready)) {
    return fail(Errc::limit, "BU0209", "there is no layout of that generation yet");
  }
  if (newest_ && newest_->generation >= generation) return newest_;
  if (failed_) return tl::unexpected(*failed_);
  return fail(Errc::cancelled, "BU0001", "cancelled");
}

void Formatter::wait_idle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return ending_ || (!wanted_ && !running_); });
}

Formatter::Counts Formatter::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Formatter::work() {
  std::unique_lock lock(mutex_);
  while (gather(lock)) format(lock);
}

/// Sleeps until there is something to do, and then for the interval, in which more may come. False at the end.
bool Formatter::gather(std::unique_lock<std::mutex>& lock) {
  changed_.wait(lock, [&] { return ending_ || wanted_; });
  if (!newest_ || interval_.count() == 0) return !ending_;  // the first layout waits for nobody
  changed_.wait_for(lock, interval_, [&] { return ending_; });
  return !ending_;
}

/// One operation, from a snapshot to its commit. The lock is open while it works.
void Formatter::format(std::unique_lock<std::mutex>& lock) {
  wanted_ = false;
  running_ = true;
  operation_ = std::make_shared<Operation>();
  ++counts_.started;
  const std::shared_ptr<Operation> operation = operation_;
  const Shared<Formatted> before = newest_;
  if (options_) session_.set_options(std::move(*std::exchange(options_, nullptr)));
  session_.set_visible(visible_);
  lock.unlock();
  auto made = std::make_shared<Formatted>();
  const Expected<bool> committed = [&]() -> Expected<bool> {
    BURIN_TRY(const PieceSnapshot read, store_.snapshot(id_));
    BURIN_TRY(made->engraving, session_.engrave(read.value, executor_, *operation));
    made->generation = read.generation;
    if (before) {
      made->stale = stale_parts(before->engraving, made->engraving);
    } else {
      made->stale = {{StaleLevel::layout, "l/0"}};
    }
    return commit(read, made);
  }();
  lock.lock();
  operation_ = nullptr;
  running_ = false;
  if (committed && *committed) {
    newest_ = std::move(made);
    failed_ = nullptr;
    ++counts_.committed;
  } else if (committed) {
    ++counts_.refused;
    wanted_ = true;
  } else if (committed.error().code == Errc::cancelled) {
    ++counts_.cancelled;
    wanted_ = true;
  } else {
    failed_ = std::make_unique<Error>(committed.error());
  }
  changed_.notify_all();
}

/// Publishes a layout if the piece is still the one that it shows.
Expected<bool> Formatter::commit(const PieceSnapshot& read, const Shared<Formatted>& made) {
  BURIN_TRY(const std::shared_ptr<PieceRef> piece, store_.reference(id_));
  return atomically([&](Transaction& tx) -> Expected<bool> {
    if (tx.get(*piece) != read.value) return false;
    BURIN_TRY(std::uint64_t issue, layouts_.publish(made));
    static_cast<void>(issue);
    return true;
  });
}

}  // namespace burin::layout
