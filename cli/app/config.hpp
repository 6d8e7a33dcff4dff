// Options from the environment and from a config file.
#pragma once

#include "cli/app/command_line.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// Command line > environment (BURIN_NAME) > --config FILE or ./burin.toml > defaults. `command` chooses the section of
/// the file that is read beside the keys at its top. Errors: usage (unknown key, malformed value, file missing).
[[nodiscard]] Expected<Settings> merge_settings(const CommandLine& line);

/// Every option with its value and where it comes from, as a config file that gives the same run; then, as comments,
/// what --set and the style file change of the house style.
[[nodiscard]] std::string config_text(const Settings& settings);

}  // namespace burin::cli
