#include "cli/app/console.hpp"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "io/fsys/files.hpp"

namespace burin::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array level_names{"trace", "debug", "info", "warn", "error", "critical", "off"};

LogLevel level_named(const std::string& name) {
  const auto found = std::find(level_names.begin(), level_names.end(), name);
  return static_cast<LogLevel>(found - level_names.begin());
}

LogLevel chosen_level(const Settings& settings) {
  if (settings.source("log-level") == Source::command_line) return level_named(settings.text("log-level"));
  if (settings.flag("quiet")) return LogLevel::error;
  if (const std::size_t times = settings.count("verbose"); times > 0)
    return times == 1 ? LogLevel::info : LogLevel::debug;
  return level_named(settings.text("log-level"));
}

bool wants_color(const Settings& settings) {
  const std::string when = settings.text("color");
  const char* none = std::getenv("NO_COLOR");
  if (when != "auto") return when == "always";
  return (none == nullptr || *none == '\0') && isatty(STDERR_FILENO) != 0;
}

/// One line stays one line, whatever a file's name or text holds.
std::string single_line(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "\033[31m";
    case Severity::warning: return "\033[33m";
    default: return "\033[36m";
  }
}

std::size_t terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 10 ? size.ws_col : 80;
}

/// Hands the log's lines to the console, so that they and the progress line do not mix.
class ConsoleSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit ConsoleSink(bool json) : json_(json) {}

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    if (json_) {
      const Json line{{"level", spdlog::level::to_string_view(message.level).data()},
                      {"message", std::string(message.payload.data(), message.payload.size())}};
      console().text(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
      return;
    }
    spdlog::memory_buf_t buffer;
    formatter_->format(message, buffer);
    console().text({buffer.data(), buffer.size()});
  }
  void flush_() override {}

 private:
  bool json_;
};

}  // namespace

Console& console() {
  static Console instance;
  return instance;
}

void Console::configure(const Settings& settings) {
  level_ = chosen_level(settings);
  json_ = settings.text("log-format") == "json";
  color_ = !json_ && wants_color(settings);
  progress_ = isatty(STDERR_FILENO) != 0 && !settings.flag("no-progress") && !settings.flag("quiet") && !json_;
  auto logger = std::make_shared<spdlog::logger>("burin", std::make_shared<ConsoleSink>(json_));
  logger->set_pattern("burin: %l: %v");
  logger->set_level(static_cast<spdlog::level::level_enum>(level_));
  spdlog::set_default_logger(std::move(logger));
}

void Console::log(LogLevel level, std::string_view message) {
  spdlog::log(static_cast<spdlog::level::level_enum>(level), "{}", single_line(message));
}

void Console::error(const Error& error) { emit(Severity::error, error.id, error.message, error.where, error.help); }

void Console::diagnostic(const Diagnostic& d) {
  const LogLevel needed = d.severity == Severity::error     ? LogLevel::error
                          : d.severity == Severity::warning ? LogLevel::warn
                                                            : LogLevel::info;
  if (needed >= level_) emit(d.severity, d.code, d.message, d.where, d.help);
}

std::string Console::text_form(Severity severity, std::string_view code, std::string_view message, const Where& where,
                               std::string_view help) const {
  std::string out = where.file.empty() ? "burin: "
                                       : single_line(where.file) + ":" + std::to_string(where.line) + ":" +
                                             std::to_string(where.column) + ": ";
  std::string label(name_of(severity));
  if (!code.empty()) label += "[" + std::string(code) + "]";
  out += color_ ? std::string(color_of(severity)) + label + "\033[0m" : label;
  out += ": " + single_line(message) + "\n";
  if (!help.empty()) out += "  help: " + single_line(help) + "\n";
  return out;
}

void Console::emit(Severity severity, std::string_view code, std::string_view message, const Where& where,
                   std::string_view help) {
  if (level_ == LogLevel::off) return;
  if (!json_) return text(text_form(severity, code, message, where, help));
  const Json line{{"level", name_of(severity)}, {"code", code},     {"file", where.file}, {"line", where.line},
                  {"column", where.column},     {"vpd", where.vpd}, {"part", where.part}, {"measure", where.measure},
                  {"message", message},         {"help", help}};
  text(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

void Console::write(std::string_view text) {
  // That nobody reads standard error is nothing to be done about.
  static_cast<void>(io::write_all(STDERR_FILENO, text));
}

void Console::text(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (progress_line_.empty()) return write(text);
  write("\r\033[K" + std::string(text) + progress_line_);
}

void Console::progress(std::string_view line) {
  if (!progress_) return;
  const std::lock_guard lock(mutex_);
  std::string shown = single_line(line.substr(0, terminal_width() - 1));
  if (shown == progress_line_) return;
  progress_line_ = std::move(shown);
  write("\r\033[K" + progress_line_);
}

Expected<void> print(std::string_view text) {
  const int reason = io::write_all(STDOUT_FILENO, text);
  if (reason == 0 || reason == EPIPE) return {};  // nobody wants the rest
  return fail(Errc::io, "BU0402", std::string("standard output: ") + std::strerror(reason));
}

}  // namespace burin::cli
