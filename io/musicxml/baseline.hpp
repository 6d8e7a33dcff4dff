// What reading a score costs at least: unzipping by libzip and parsing by pugixml, without making anything of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace burin::io {

struct BaselineTimes {
  double unzip_s{0.0};  // wall time, one thread; 0 for a file that is no zip
  double parse_s{0.0};
  std::uint64_t xml_bytes{0};
};

/// Unzips (libzip) and parses (pugixml, in place, the import's own flags) once, on the calling thread: the measure that
/// `burin bench import` holds the import against. Errors: those of unpack_score; bad_input for broken XML. O(bytes).
[[nodiscard]] Expected<BaselineTimes> time_baseline(std::string_view bytes, const std::string& name);

}  // namespace burin::io
