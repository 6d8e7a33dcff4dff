// Help, the manual page and completions, all from the option table and the command table.
#pragma once

#include <string>

#include "cli/app/command.hpp"

namespace burin::cli {

/// Help of the program (null) or of one command.
[[nodiscard]] std::string help_text(const Command* command);
/// The manual page as roff.
[[nodiscard]] std::string manual_page();
/// Completions for "bash", "zsh" or "fish"; empty for any other shell.
[[nodiscard]] std::string completions(std::string_view shell);

/// "-o, --output OUT"
[[nodiscard]] std::string option_title(const OptionSpec& option);
/// The help sentence with unit, default and range.
[[nodiscard]] std::string option_help(const OptionSpec& option);

}  // namespace burin::cli
