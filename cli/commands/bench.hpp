// What the benchmarks share.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/app/command.hpp"
#include "cli/batch/batch.hpp"

namespace burin::cli {

using BenchJson = nlohmann::ordered_json;

/// Figures of a benchmark: one object per workload, as the contract on reports names them.
struct BenchResults {
  BenchJson results = BenchJson::array();
  Exit exit{Exit::ok};
};

/// Nearest-rank percentile.
[[nodiscard]] double at_share(std::vector<double> values, double share);
/// Sets p50_s, p95_s, p99_s and max_s.
void set_percentiles(BenchJson& result, const std::vector<double>& seconds);
/// Lays out and renders to SVG in memory: the whole pipeline without the disk.
[[nodiscard]] Expected<void> engrave_in_memory(const Input& input, RunContext& context, Operation& operation,
                                               io::ScoreEntry& entry);

/// Each engraves inputs `repeat` times, edits them so often, or cancels so often; 0 lets the benchmark choose.
[[nodiscard]] BenchResults bench_pipeline(const InputList& list, RunContext& context, std::int64_t repeat);
/// A synthetic score of 10,000, 100,000 and 1,000,000 notes.
[[nodiscard]] BenchResults bench_scale(RunContext& context, std::int64_t repeat);
[[nodiscard]] BenchResults bench_incremental(const InputList& list, RunContext& context, std::int64_t repeat);
[[nodiscard]] BenchResults bench_cancel(const InputList& list, RunContext& context, std::int64_t repeat);
[[nodiscard]] BenchResults bench_batch(const InputList& list, RunContext& context, std::int64_t repeat);

}  // namespace burin::cli
