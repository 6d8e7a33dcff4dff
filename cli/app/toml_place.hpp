// Where a key stands in a TOML file: the library that reads them does not say.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace burin::cli {

/// The file with the line and column of a key below its headings, or of the heading when the key is empty; the file
/// alone when it is not found. Reads the file again: for messages. O(bytes).
[[nodiscard]] Where toml_place(const std::string& file, const std::vector<std::string>& headings,
                               const std::string& key);

/// An error of such a place.
[[nodiscard]] tl::unexpected<Error> at_place(Error error, Where where);

}  // namespace burin::cli
