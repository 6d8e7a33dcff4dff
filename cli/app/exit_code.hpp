// Exit codes (contract: cli). After a signal it is 128 and its number (signals.hpp: final_exit).
#pragma once

#include "core/base/result.hpp"

namespace burin::cli {

enum class Exit : int {
  ok = 0,
  input_failed = 1,
  usage = 2,
  findings = 3,
  output_failed = 4,
  limit = 5,
  defect = 70,
};

[[nodiscard]] constexpr int value(Exit code) noexcept { return static_cast<int>(code); }

/// The exit code that an error of one input asks for. Cancellation is decided by the signal, not here. Music that does
/// not fit its page (BU2…) is a matter of that score, not one of the limits on time, memory and input.
[[nodiscard]] inline Exit exit_for(const Error& error) noexcept {
  if (error.id.starts_with("BU2")) return Exit::input_failed;
  switch (error.code) {
    case Errc::io: return Exit::output_failed;
    case Errc::limit: return Exit::limit;
    case Errc::internal: return Exit::defect;
    default: return Exit::input_failed;
  }
}

}  // namespace burin::cli
