#include "cli/batch/supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <optional>
#include <set>

#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "cli/batch/channel.hpp"
#include "io/report/entry_bytes.hpp"

extern char** environ;

namespace burin::cli {

namespace {

using Clock = std::chrono::steady_clock;

/// How long a worker that was told to stop may take.
constexpr std::chrono::seconds patience{1};
/// A worker that works ends at --timeout by itself, and says so; this much later it is taken to hang.
constexpr std::chrono::milliseconds timeout_margin{500};
constexpr int poll_ms = 20;

/// Workers that have not been waited for: their numbers cannot be those of other processes.
class LiveWorkers {
 public:
  void add(pid_t id) {
    const std::lock_guard lock(mutex_);
    ids_.insert(id);
  }
  /// Waits for the end of the process; until then it may be signalled.
  int reap(pid_t id, rusage& usage) {
    siginfo_t info{};
    while (::waitid(P_PID, static_cast<id_t>(id), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR) {
    }
    const std::lock_guard lock(mutex_);
    int status = 0;
    while (::wait4(id, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    ids_.erase(id);
    return status;
  }
  void signal(pid_t id, int number) {
    const std::lock_guard lock(mutex_);
    if (ids_.contains(id)) ::kill(id, number);
  }
  void begin_cleanup() {
    const std::lock_guard lock(mutex_);
    ++busy_;
  }
  void end_cleanup() {
    {
      const std::lock_guard lock(mutex_);
      --busy_;
    }
    idle_.notify_all();
  }
  /// Sends a signal to all, and waits until everything of theirs is cleared away.
  bool stop_all(int number, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    for (const pid_t id : ids_) ::kill(id, number);
    return idle_.wait_for(lock, at_most, [this] { return busy_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable idle_;
  std::set<pid_t> ids_;
  std::size_t busy_{0};  // workers that run, or whose files are being removed
};

LiveWorkers& live() {
  static LiveWorkers workers;
  return workers;
}

void stop_all_workers() {
  if (!live().stop_all(SIGTERM, patience)) static_cast<void>(live().stop_all(SIGKILL, patience));
}

/// A descriptor that other workers don't inherit; above those that a worker finds its own at.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void close() {
    if (value_ >= 0) ::close(std::exchange(value_, -1));
  }
  [[nodiscard]] int get() const noexcept { return value_; }

 private:
  int value_{-1};
};

struct Pipe {
  Descriptor read;
  Descriptor write;
};

std::optional<Pipe> open_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  const Descriptor first(ends[0]);
  const Descriptor second(ends[1]);
  Pipe out{Descriptor(::fcntl(ends[0], F_DUPFD_CLOEXEC, 10)), Descriptor(::fcntl(ends[1], F_DUPFD_CLOEXEC, 10))};
  if (out.read.get() < 0 || out.write.get() < 0) return std::nullopt;
  return out;
}

/// One worker from its start to its end.
class Worker {
 public:
  enum class Asked : std::uint8_t { nothing, cancelled, late };
  using Reply = std::function<Expected<void>(const std::vector<std::filesystem::path>&)>;

  Worker() { live().begin_cleanup(); }
  ~Worker() { live().end_cleanup(); }
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Errors: limit BU0007.
  Expected<void> start(const std::string& job) {
    std::optional<Pipe> to_worker = open_pipe();
    std::optional<Pipe> from_worker = open_pipe();
    if (!to_worker || !from_worker) return not_started(errno);
    const int failed = spawn(to_worker->read.get(), from_worker->write.get());
    if (failed != 0) return not_started(failed);
    live().add(id_);
    job_ = std::move(to_worker->write);
    answer_ = std::move(from_worker->read);
    static_cast<void>(write_fully(job_.get(), with_length(job)));  // one that ended already is seen below
    return {};
  }

  /// Reads and replies until the worker has ended, and ends it when it is time.
  void attend(const StopFlag& stop, double timeout_s, const Reply& reply) {
    const Clock::time_point begin = Clock::now();
    std::optional<Clock::time_point> late;
    if (timeout_s > 0.0 && timeout_s < 1e8) {
      late = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(timeout_s)) +
             timeout_margin;
    }
    Clock::time_point last = Clock::time_point::max();
    while (listen()) {
      if (const auto places = said_.question()) {
        static_cast<void>(write_fully(job_.get(), with_length(encode_reply(reply(*places)))));
      }
      const Clock::time_point now = Clock::now();
      if (asked_ == Asked::nothing && (stop.stopped() || (late && now > *late))) {
        asked_ = stop.stopped() ? Asked::cancelled : Asked::late;
        live().signal(id_, SIGTERM);
        last = now + patience;
      }
      if (now > last) live().signal(id_, SIGKILL);
    }
    status_ = live().reap(id_, usage_);
  }

  [[nodiscard]] Asked asked() const { return asked_; }
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const rusage& usage() const { return usage_; }
  [[nodiscard]] const Answer& answer() const { return said_; }

 private:
  static tl::unexpected<Error> not_started(int reason) {
    return fail(Errc::limit, "BU0007", std::string("a worker process could not be started: ") + std::strerror(reason),
                {}, "use fewer --jobs");
  }

  int spawn(int job, int answer) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, job, job_descriptor);
    posix_spawn_file_actions_adddup2(&actions, answer, answer_descriptor);
    std::string program = "burin";
    std::string command = worker_command;
    std::array<char*, 3> words{program.data(), command.data(), nullptr};
    const int failed = ::posix_spawn(&id_, "/proc/self/exe", &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
  }

  /// Takes what the worker has written; false when it will write nothing more.
  bool listen() {
    pollfd wanted{answer_.get(), POLLIN, 0};
    if (::poll(&wanted, 1, poll_ms) <= 0) return true;
    std::array<char, 65536> buffer;
    const ssize_t got = ::read(answer_.get(), buffer.data(), buffer.size());
    if (got < 0) return errno == EINTR || errno == EAGAIN;
    said_.add({buffer.data(), static_cast<std::size_t>(got)});
    return got > 0;
  }

  pid_t id_{-1};
  Descriptor job_;  // open as long as this process is there for the worker
  Descriptor answer_;
  Answer said_;
  Asked asked_{Asked::nothing};
  int status_{0};
  rusage usage_{};
};

/// "SIGKILL (Killed)"
std::string signal_name(int number) {
  const char* name = sigabbrev_np(number);
  const char* says = sigdescr_np(number);
  return (name == nullptr ? std::to_string(number) : "SIG" + std::string(name)) +
         (says == nullptr ? std::string() : " (" + std::string(says) + ")");
}

bool is_crash(int number) {
  constexpr std::array crashes{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTRAP};
  return std::find(crashes.begin(), crashes.end(), number) != crashes.end();
}

Error crashed(const std::string& how) {
  return {Errc::internal,
          "BU0006",
          "its worker process " + how + ", a defect in burin",
          {},
          "please send this line with the score, if you may share it"};
}

/// What it means that a worker ended without a result.
Error early_end(const Worker& worker) {
  if (worker.asked() == Worker::Asked::cancelled) return {Errc::cancelled, "BU0001", "cancelled", {}, {}};
  if (worker.asked() == Worker::Asked::late) {
    return {Errc::limit,
            "BU0002",
            "the time limit was reached, and its worker process did not answer",
            {},
            "raise --timeout"};
  }
  const int status = worker.status();
  int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  if (WIFEXITED(status) && WEXITSTATUS(status) > 128) number = WEXITSTATUS(status) - 128;  // it saw the signal itself
  if (number == 0) return crashed("ended with exit code " + std::to_string(WEXITSTATUS(status)));
  if (is_crash(number)) return crashed("was ended by " + signal_name(number));
  // Nobody's fault that burin knows of: the score failed, as one does that cannot be read.
  return {Errc::bad_input,
          "BU0006",
          "its worker process was ended by " + signal_name(number),
          {},
          number == SIGKILL ? "perhaps by a system without memory: use fewer --jobs, or --max-memory" : ""};
}

/// Times of a worker count from its start.
void shift_times(double by, ScoreReport& report) {
  for (StageTiming& stage : report.stages) stage.begin_s += by;
  for (TraceEvent& event : report.trace) event.begin_s += by;
}

Exit fail_entry(Error error, const Input& input, double wall_s, io::ScoreEntry& entry) {
  error.where.file = input.path.string();
  entry.input = input.path.string();
  entry.wall_s = wall_s;
  entry.status = error.code == Errc::cancelled ? io::ScoreStatus::cancelled : io::ScoreStatus::failed;
  entry.error = std::move(error);
  return exit_for(*entry.error);
}

}  // namespace

Supervisor::Supervisor(const Settings& settings, RunContext& context, std::size_t scores, std::size_t jobs)
    : job_{settings, {}, context.outputs, scores}, context_(context), jobs_(jobs) {
  before_signal_exit(stop_all_workers);
}

Exit Supervisor::run(const Input& input, io::ScoreEntry& entry) {
  console().log(LogLevel::info, "begins: " + input.path.string());
  const double begin = monotonic_seconds();
  if (input.error) return fail_entry(*input.error, input, 0.0, entry);
  Job job = job_;
  job.input = input;
  Worker worker;
  if (auto started = worker.start(encode_job(job, jobs_)); !started) {
    return fail_entry(std::move(started.error()), input, 0.0, entry);
  }
  worker.attend(*context_.stop, context_.timeout_s, [&](const std::vector<std::filesystem::path>& places) {
    return context_.claim ? context_.claim(input.path.string(), places) : Expected<void>();
  });
  add_usage(worker.usage());
  const std::string* result = worker.answer().result();
  if (result == nullptr) {
    worker.answer().files().clear_away();
    return fail_entry(early_end(worker), input, monotonic_seconds() - begin, entry);
  }
  auto decoded = io::decode_entry(*result);
  if (!decoded) return fail_entry(std::move(decoded.error()), input, monotonic_seconds() - begin, entry);
  entry = std::move(*decoded);
  shift_times(begin, entry.report);
  return entry.error ? exit_for(*entry.error) : Exit::ok;
}

void Supervisor::add_usage(const rusage& usage) {
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  const std::lock_guard lock(mutex_);
  cpu_s_ += seconds(usage.ru_utime) + seconds(usage.ru_stime);
  peak_rss_ = std::max(peak_rss_, static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U);
}

double Supervisor::cpu_seconds() const {
  const std::lock_guard lock(mutex_);
  return cpu_s_;
}

std::uint64_t Supervisor::peak_rss() const {
  const std::lock_guard lock(mutex_);
  return peak_rss_;
}

}  // namespace burin::cli
