// Signals: Ctrl-C and SIGTERM stop the run soon and leave nothing partial; a closed pipe is no signal. What does not
// end by itself within 30 ms is ended, after outputs that are just put into place and, with --isolate, after the
// workers, which get a second.
#pragma once

#include <mutex>

#include "core/run/operation.hpp"

namespace burin::cli {

/// Installs the handlers and a thread that ends the process if the run does not end by itself soon after a signal.
/// Once per process, before other threads are started.
void install_signals();

/// The same for a worker process: Ctrl-C is its supervisor's business, and a crash shall show which signal it was.
void install_worker_signals();

/// Called after a signal, before the process is ended if the run has not ended by itself; it may take its time. At most
/// one; from then on.
void before_signal_exit(void (*hook)()) noexcept;

/// Set by the first SIGINT or SIGTERM.
[[nodiscard]] StopFlag& stop_flag();
/// The signal that came, or 0.
[[nodiscard]] int received_signal() noexcept;
/// Held while finished outputs are put into place, so that the process is never ended in between.
[[nodiscard]] std::mutex& commit_mutex();
/// 128 + signal when one came, else `code`.
[[nodiscard]] int final_exit(int code) noexcept;

}  // namespace burin::cli
