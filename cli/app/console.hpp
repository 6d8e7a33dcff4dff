// Standard error: diagnostics, the log, the progress line. Standard output is for results only.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

#include "core/base/diagnostics.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

enum class LogLevel : std::uint8_t { trace, debug, info, warn, error, critical, off };

/// Writes whole lines; safe from any thread. The progress line, if any, is taken away before a line is written and put
/// back after it.
class Console {
 public:
  /// Takes --quiet, --verbose, --log-level, --log-format, --color and --no-progress.
  void configure(const Settings& settings);

  void error(const Error& error);
  void diagnostic(const Diagnostic& diagnostic);
  void log(LogLevel level, std::string_view message);
  /// Writes text as it is (tables); it ends with a newline.
  void text(std::string_view text);

  [[nodiscard]] bool shows_progress() const noexcept { return progress_; }
  /// Replaces the progress line; at most the terminal's width is shown. Empty: takes it away.
  void progress(std::string_view line);

 private:
  void emit(Severity severity, std::string_view code, std::string_view message, const Where& where,
            std::string_view help);
  [[nodiscard]] std::string text_form(Severity severity, std::string_view code, std::string_view message,
                                      const Where& where, std::string_view help) const;
  void write(std::string_view text);

  std::mutex mutex_;
  std::string progress_line_;
  LogLevel level_{LogLevel::warn};
  bool json_{false};
  bool color_{false};
  bool progress_{false};
};

/// The process's one console.
[[nodiscard]] Console& console();

/// Writes a result to standard output. Where the reader has gone, the rest is dropped: that is no error. Errors: io.
[[nodiscard]] Expected<void> print(std::string_view text);

}  // namespace burin::cli
