// What several fuzz targets need.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "core/import/limits.hpp"

namespace burin::fuzz {

/// Ends the program when a promise is broken, so that the fuzzer takes the input for a crash.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

/// Limits that small inputs meet.
inline ImportLimits small_limits() {
  ImportLimits limits;
  limits.input_bytes = limits.unpacked_bytes = 1U << 20U;
  limits.zip_entries = 16;
  limits.xml_depth = 24;
  limits.parts = 8;
  limits.staves_per_part = 8;
  limits.measures = 200;
  limits.notes = 4'000;
  limits.voices_per_measure = 16;
  limits.text_bytes = 2'000;
  return limits;
}

}  // namespace burin::fuzz
