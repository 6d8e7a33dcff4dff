// Limits on input: named, with defaults, so that hostile files stop early with a clear error.
#pragma once

#include <cstdint>

namespace burin {

/// What lies within a limit is read; one more is an error of kind `limit`. Two limits only cost the place, with a
/// diagnostic: voices_per_measure (further voices are left out) and divisions (the number is ignored).
struct ImportLimits {
  std::uint64_t input_bytes{1ULL << 30};     // of the file as it is
  std::uint64_t unpacked_bytes{2ULL << 30};  // of the XML inside a .mxl
  std::uint32_t compression_ratio{400};      // beyond it a .mxl is taken for a bomb (checked above 16 MiB unpacked)
  std::uint32_t zip_entries{10'000};
  std::uint32_t xml_depth{200};           // elements inside each other, the root counts as one
  std::uint32_t attribute_bytes{10'000};  // of one attribute's value as written
  std::uint32_t text_bytes{100'000};      // of one text between two tags, as written, without white space at its ends
  std::uint32_t parts{1'000};
  std::uint32_t staves_per_part{64};
  std::uint32_t measures{50'000};  // of one part
  std::uint64_t notes{20'000'000};
  std::uint32_t voices_per_measure{64};
  std::int64_t divisions{10'000'000};  // per quarter note
};

/// Of a script of operations, and of each value in it.
struct ScriptLimits {
  std::uint64_t bytes{64ULL << 20};
  std::uint32_t depth{64};          // levels of lists and objects
  std::uint64_t values{4'000'000};  // of all kinds together
  std::uint32_t keys{1'000};        // in one object
  std::uint32_t operations{200'000};
};

}  // namespace burin
