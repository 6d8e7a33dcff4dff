#include "cli/commands/worker.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdint>
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

Expected<Job> read_job() {
  std::uint64_t length = 0;
  std::string bytes;
  if (read_fully(job_descriptor, reinterpret_cast<char*>(&length), sizeof length) && length <= longest_job) {
    bytes.resize(static_cast<std::size_t>(length));
    if (!read_fully(job_descriptor, bytes.data(), bytes.size())) bytes.clear();
  }
  return decode_job(bytes);
}

/// Ends this process in order when its supervisor is gone.
void follow_supervisor() {
  char byte = 0;
  if (!read_fully(job_descriptor, &byte, 1)) ::kill(::getpid(), SIGTERM);
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
  const Expected<Job> job = read_job();
  if (!job) {
    console().error(job.error());
    return Exit::usage;
  }
  install_worker_signals();  // opens descriptors: not before those of the job are known to be there
  io::keep_journal(answer_descriptor);
  std::thread(follow_supervisor).detach();
  console().configure(job->settings);
  bound_memory(job->settings.whole("max-memory"));
  Expected<RunContext> context = engrave_context(job->settings, job->outputs, job->scores);
  io::ScoreEntry entry;
  if (context) {
    static_cast<void>(run_score(job->input, *context, engrave_one, entry));
  } else {
    entry.input = job->input.path.string();
    entry.status = io::ScoreStatus::failed;
    entry.error = context.error();
  }
  const bool told = write_fully(answer_descriptor, "r" + with_length(io::encode_entry(entry)));
  // All is said; taking the process apart would only cost time.
  ::_exit(value(told ? Exit::ok : Exit::output_failed));
}

}  // namespace burin::cli
