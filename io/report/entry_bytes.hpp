// What a run says of one score, as bytes: from a worker process to its supervisor.
#pragma once

#include <string>
#include <string_view>

#include "io/report/run_report.hpp"

namespace burin::io {

/// An entry with everything in it. Only the same version of burin reads it.
[[nodiscard]] std::string encode_entry(const ScoreEntry& entry);
/// Errors: internal BU9001 when the bytes are no entry. Nothing throws.
[[nodiscard]] Expected<ScoreEntry> decode_entry(std::string_view bytes);

}  // namespace burin::io
