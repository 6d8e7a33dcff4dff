#include "cli/batch/memory_watch.hpp"

#include <chrono>
#include <iterator>

#include "cli/app/memory.hpp"
#include "io/report/run_report.hpp"

namespace burin::cli {

namespace {

constexpr std::chrono::milliseconds interval{5};

std::string mebibytes(std::uint64_t bytes) { return std::to_string(bytes >> 20U) + " MiB"; }

}  // namespace

MemoryWatch::MemoryWatch(std::uint64_t limit_bytes) : limit_(limit_bytes) {
  be_thrifty();
  thread_ = std::thread([this] { watch(); });
}

MemoryWatch::~MemoryWatch() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void MemoryWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!over_) {
    if (scores_.empty()) {
      changed_.wait(lock);
    } else {
      changed_.wait_for(lock, interval);
    }
    look();
  }
}

void MemoryWatch::look() {
  if (scores_.empty()) return;
  // One that was stopped is still giving back what it has: nobody else is stopped until it is gone.
  for (const Watched& score : scores_) {
    if (score.reached != 0) return;
  }
  const std::uint64_t taken = io::resident_memory();
  if (taken <= limit_) return;
  Watched& last = scores_.back();
  last.reached = taken;
  last.alone = scores_.size() == 1;
  last.operation->cancel();
}

MemoryWatch::Score::Score(MemoryWatch* watch, Operation& operation) : watch_(watch) {
  if (watch_ == nullptr) return;
  const std::lock_guard lock(watch_->mutex_);
  place_ = watch_->scores_.insert(watch_->scores_.end(), Watched{&operation, 0, false});
  watch_->look();
  watch_->changed_.notify_all();
}

MemoryWatch::Score::~Score() {
  if (watch_ == nullptr) return;
  const std::lock_guard lock(watch_->mutex_);
  watch_->scores_.erase(place_);
}

std::optional<Error> MemoryWatch::Score::error() const {
  if (watch_ == nullptr) return std::nullopt;
  const std::lock_guard lock(watch_->mutex_);
  if (place_->reached == 0) return std::nullopt;
  return Error{place_->alone ? Errc::limit : Errc::cancelled,
               "BU0005",
               "the memory limit was reached: " + mebibytes(place_->reached) + " of " + mebibytes(watch_->limit_),
               {},
               "raise --max-memory"};
}

}  // namespace burin::cli
