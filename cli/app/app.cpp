#include "cli/app/app.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <string>

#include "cli/app/config.hpp"
#include "cli/app/console.hpp"
#include "cli/app/help.hpp"
#include "cli/app/signals.hpp"
#include "cli/app/version_text.hpp"
#include "cli/batch/channel.hpp"
#include "cli/commands/worker.hpp"

namespace burin::cli {

namespace {

Exit print_or_fail(std::string_view text) {
  auto printed = print(text);
  if (printed) return Exit::ok;
  console().error(printed.error());
  return Exit::output_failed;
}

Exit usage(const Error& error) {
  console().error(error);
  return Exit::usage;
}

Exit wrong_number_of_words(const Command& command) {
  return usage(Error{Errc::usage,
                     "BU0304",
                     "usage: burin " + std::string(command.name) + " " + std::string(command.usage),
                     {},
                     "`burin " + std::string(command.name) + " --help` says more"});
}

Exit run_command(const CommandLine& line, const Settings& settings, std::vector<std::string> arguments) {
  if (settings.flag("help")) return print_or_fail(help_text(line.command));
  if (settings.flag("version")) return print_or_fail(version_text(settings.flag("json")));
  if (settings.flag("print-config")) return print_or_fail(config_text(settings));
  if (line.command == nullptr) {
    console().text(help_text(nullptr));
    return Exit::usage;
  }
  const std::size_t words = line.words.size();
  if (words < line.command->least_words || words > line.command->most_words)
    return wrong_number_of_words(*line.command);
  return line.command->run({settings, line.words, std::move(arguments)});
}

Exit run_guarded(const std::vector<std::string>& arguments) {
  const Expected<CommandLine> line = parse_command_line(arguments);
  if (!line) return usage(line.error());
  const Expected<Settings> settings = merge_settings(*line);
  if (!settings) return usage(settings.error());
  console().configure(*settings);
  return run_command(*line, *settings, arguments);
}

Exit defect(const char* what) {
  console().text("burin: error[BU9001]: a defect in burin: " + std::string(what) +
                 "\n  help: please send this line with the command line and, if you may, the score\n");
  return Exit::defect;
}

/// A file must never get the number of a standard stream, nor what is printed go into a file. What was closed is opened
/// so that using it is an error, as it was.
void occupy_standard_descriptors() {
  for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
    if (::fcntl(number, F_GETFD) >= 0 || errno != EBADF) continue;
    static_cast<void>(::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY));  // the lowest free one
  }
}

}  // namespace

int run(int argc, char** argv) {
  occupy_standard_descriptors();
  const bool is_worker = argc == 2 && std::string_view(argv[1]) == worker_command;
  try {
    if (is_worker) return final_exit(value(run_worker()));
    install_signals();
    return final_exit(value(run_guarded(std::vector<std::string>(argv + 1, argv + argc))));
  } catch (const std::exception& exception) {
    return final_exit(value(defect(exception.what())));
  } catch (...) {
    return final_exit(value(defect("unknown exception")));
  }
}

}  // namespace burin::cli
