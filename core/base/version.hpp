// The program's version, from the build.
#pragma once

#include <string_view>

namespace burin {

/// "0.1.0"
[[nodiscard]] std::string_view version();

}  // namespace burin
