// What --version says.
#pragma once

#include <string>

namespace burin::cli {

/// "burin 0.1.0", or JSON with the versions of libraries and fonts.
[[nodiscard]] std::string version_text(bool json);

}  // namespace burin::cli
