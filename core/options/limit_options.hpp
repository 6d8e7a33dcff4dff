// Limits on input from the options.
#pragma once

#include "core/import/limits.hpp"
#include "core/options/settings.hpp"

namespace burin {

/// What --max-... say; their defaults are those of ImportLimits. Values are in range when the settings took them.
[[nodiscard]] ImportLimits import_limits(const Settings& settings);

}  // namespace burin
