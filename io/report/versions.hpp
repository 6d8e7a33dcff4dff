// Versions of the libraries that io is built on.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace burin::io {

/// Name and version, sorted by name; of the library that runs, where it can be asked.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> library_versions();

}  // namespace burin::io
