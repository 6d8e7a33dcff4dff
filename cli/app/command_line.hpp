// The command line, read with CLI11 from the option table.
#pragma once

#include <string>
#include <vector>

#include "cli/app/command.hpp"
#include "core/base/result.hpp"

namespace burin::cli {

struct CommandLine {
  const Command* command{nullptr};  // null: none was given
  std::vector<std::string> words;   // positional arguments
  /// Options as given, in the order of the table.
  struct Given {
    std::string name;
    std::vector<std::string> values;
  };
  std::vector<Given> options;
};

/// Reads the arguments (without the program's name). Errors: usage, with the nearest known name as help.
[[nodiscard]] Expected<CommandLine> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace burin::cli
