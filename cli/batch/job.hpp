// A score's job as bytes: from the supervisor to a worker process.
#pragma once

#include <string>
#include <string_view>

#include "cli/batch/inputs.hpp"
#include "cli/batch/outputs.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// What a worker is told.
struct Job {
  Settings settings;
  Input input;
  OutputPlan outputs;
  std::size_t scores{1};  // of the whole run
};

/// Settings that differ from their defaults are handed over, `jobs` in place of --jobs.
[[nodiscard]] std::string encode_job(const Job& job, std::size_t jobs);
/// Errors: usage BU0302, when the bytes are no job of this version.
[[nodiscard]] Expected<Job> decode_job(std::string_view bytes);

}  // namespace burin::cli
