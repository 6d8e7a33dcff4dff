// Versions of the libraries that io is built with.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace burin::io {

/// Name and version, sorted by name, as the build found them.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace burin::io
