// Changes of the house style from --style and --set.
#pragma once

#include <vector>

#include "core/options/engrave_options.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// The style file's changes, then those of --set, which win. Keys may stand below a heading: `increment = 1.3` under
/// [spacing] is spacing.increment. Errors: usage (no such file, malformed, unknown key, out of range).
[[nodiscard]] Expected<std::vector<StyleSetting>> style_settings(const Settings& settings);

/// What these change, a line for each key with its value and where it comes from; empty when something is wrong.
[[nodiscard]] std::string style_text(const Settings& settings);

}  // namespace burin::cli
