#include "cli/commands/worker.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <thread>

#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "cli/batch/channel.hpp"
#include "cli/batch/job.hpp"
#include "cli/commands/engrave.hpp"
#include "io/fsys/journal.hpp"
#include "io/report/entry_bytes.hpp"

namespace burin::cli {

namespace {

constexpr std::uint64_t longest_job = 64ULL << 20;
/// Addresses that a process takes without using memory behind them: stacks of threads, libraries, the allocator's
/// rooms.
constexpr std::uint64_t unused_addresses = 4ULL << 30;

/// Bytes after their length; nothing at the end of the file.
std::optional<std::string> read_message(int descriptor) {
  std::uint64_t length = 0;
  if (!read_fully(descriptor, reinterpret_cast<char*>(&length), sizeof length) || length > longest_job) {
    return std::nullopt;
  }
  std::string bytes(static_cast<std::size_t>(length), '\0');
  if (!read_fully(descriptor, bytes.data(), bytes.size())) return std::nullopt;
  return bytes;
}

/// The supervisor at the other end: replies, and ends this process in order when it goes.
class Link {
 public:
  void follow() {
    for (;;) {
      auto reply = read_message(job_descriptor);
      if (!reply) {
        ::kill(::getpid(), SIGTERM);
        return;
      }
      {
        const std::lock_guard lock(mutex_);
        reply_ = std::move(reply);
      }
      came_.notify_one();
    }
  }
  /// Asks for the places of outputs. One thread.
  Expected<void> claim(const std::vector<std::filesystem::path>& places) {
    if (!write_fully(answer_descriptor, as_question(places))) return fail(Errc::cancelled, "BU0001", "cancelled");
    std::unique_lock lock(mutex_);
    came_.wait(lock, [this] { return reply_.has_value(); });  // without a supervisor this process ends here
    return decode_reply(*std::exchange(reply_, std::nullopt));
  }

 private:
  std::mutex mutex_;
  std::condition_variable came_;
  std::optional<std::string> reply_;
};

Link& supervisor() {
  static auto* const link = new Link;  // its thread outlives everything else
  return *link;
}

/// What --max-memory's own watch is too slow to see: the allocator then says that there is no memory.
void bound_memory(std::int64_t mebibytes) {
  if (mebibytes <= 0) return;
  const std::uint64_t bytes = (static_cast<std::uint64_t>(mebibytes) << 21U) + unused_addresses;
  [[maybe_unused]] const rlimit limit{bytes, bytes};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // sanitizers take terabytes of addresses
  static_cast<void>(::setrlimit(RLIMIT_AS, &limit));
#endif
}

}  // namespace

Exit run_worker() {
  const Expected<Job> job = decode_job(read_message(job_descriptor).value_or(std::string()));
  if (!job) {
    console().error(job.error());
    return Exit::usage;
  }
  install_worker_signals();  // opens descriptors: not before those of the job are known to be there
  io::keep_journal(answer_descriptor);
  std::thread([] { supervisor().follow(); }).detach();
  console().configure(job->settings);
  bound_memory(job->settings.whole("max-memory"));
  Expected<RunContext> context = engrave_context(job->settings, job->outputs, job->scores);
  io::ScoreEntry entry;
  if (context) {
    context->claim = [](const std::string&, const std::vector<std::filesystem::path>& places) {
      return supervisor().claim(places);
    };
    static_cast<void>(run_score(job->input, *context, engrave_one, entry));
  } else {
    entry.input = job->input.path.string();
    entry.status = io::ScoreStatus::failed;
    entry.error = context.error();
  }
  const bool told = write_fully(answer_descriptor, as_result(io::encode_entry(entry)));
  // All is said; taking the process apart would only cost time.
  ::_exit(value(told ? Exit::ok : Exit::output_failed));
}

}  // namespace burin::cli
