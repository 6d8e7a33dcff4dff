#include "cli/app/signals.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <initializer_list>
#include <thread>

#include "io/fsys/files.hpp"

namespace burin::cli {

namespace {

/// What the run itself gets to end in order: tasks poll at least once a measure. After it the process is ended, which
/// together stays well under 100 ms.
constexpr std::chrono::milliseconds grace{30};

std::atomic<int> signal_number{0};
std::atomic<void (*)()> last_hook{nullptr};
int pipe_ends[2] = {-1, -1};

/// Only what a signal handler may do: two atomic stores and a write.
void on_stop_signal(int number) {
  const int saved = errno;
  int none = 0;
  signal_number.compare_exchange_strong(none, number);
  stop_flag().stop();
  [[maybe_unused]] const ssize_t n = ::write(pipe_ends[1], "s", 1);
  errno = saved;
}

[[maybe_unused]] void on_defect_signal(int) {
  constexpr char text[] =
      "burin: error[BU9001]: a defect in burin ended the program\n"
      "  help: please send the command line and, if you may, the score; nothing partial was put into place\n";
  [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, text, sizeof text - 1);
  _exit(70);
}

void watch() {
  char byte = 0;
  while (::read(pipe_ends[0], &byte, 1) < 0 && errno == EINTR) {
  }
  std::this_thread::sleep_for(grace);
  if (void (*hook)() = last_hook.load()) hook();
  // A finished set of outputs is put into place completely before the process ends.
  const std::lock_guard lock(commit_mutex());
  io::remove_partial_files();
  _exit(final_exit(0));
}

void handle(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, nullptr);
}

/// Lets these signals end the run in order. False: there is no pipe for it.
[[nodiscard]] bool stop_at(std::initializer_list<int> numbers) {
  static_cast<void>(stop_flag());
  if (::pipe2(pipe_ends, O_CLOEXEC) != 0) return false;
  handle(SIGPIPE, SIG_IGN);
  for (const int number : numbers) handle(number, on_stop_signal);
  std::thread(watch).detach();
  return true;
}

}  // namespace

StopFlag& stop_flag() {
  static StopFlag flag;
  return flag;
}

int received_signal() noexcept { return signal_number.load(); }

std::mutex& commit_mutex() {
  static std::mutex mutex;
  return mutex;
}

int final_exit(int code) noexcept { return received_signal() == 0 ? code : 128 + received_signal(); }

void before_signal_exit(void (*hook)()) noexcept { last_hook.store(hook); }

void install_worker_signals() {
  if (stop_at({SIGTERM})) handle(SIGINT, SIG_IGN);  // the supervisor has it, too, and says what is to be done
}

void install_signals() {
  if (!stop_at({SIGINT, SIGTERM})) return;
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // a sanitizer's own report says more
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) handle(number, on_defect_signal);
#endif
}

}  // namespace burin::cli
