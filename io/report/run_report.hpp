// The run report: what was engraved, how long each stage took, what was drawn, what could not be (contract: report).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/paint/paint_list.hpp"
#include "core/run/report.hpp"

namespace burin::io {

enum class ScoreStatus : std::uint8_t { ok, failed, cancelled, skipped };
[[nodiscard]] std::string_view name_of(ScoreStatus status) noexcept;

struct OutputInfo {
  std::string path;
  std::string format;      // "svg", "svgz", "pdf", "png", "musicxml", "mxl", "burin"
  std::uint64_t bytes{0};  // of a PDF that several scores share: with the first of them, 0 with the others
  std::uint32_t pages{0};
};

/// A page as a small picture.
struct Thumbnail {
  std::string part;  // empty: of the full score
  std::uint32_t page{1};
  std::string png;
};

/// One input of the run.
struct ScoreEntry {
  std::string input;
  ScoreStatus status{ScoreStatus::skipped};
  std::optional<Error> error;
  std::vector<OutputInfo> outputs;
  ScoreReport report;
  double wall_s{0.0};
  std::uint64_t bytes_in{0};
  ElementCounts elements{};
  std::map<std::string, std::uint32_t> unsupported;
  std::map<std::string, std::uint32_t> lint;  // by check; empty when nothing was found or the lint did not run
  std::vector<Diagnostic> diagnostics;
  std::size_t diagnostics_total{0};   // with those that were not kept
  std::optional<Severity> worst;      // of all of them
  std::vector<Thumbnail> thumbnails;  // of the first pages; only for reports that show them
  std::vector<std::string> geometry;  // of each layout, see io/geometry; only where it is asked for
};

/// The whole run. Scores are in the order of the inputs, whatever the schedule.
struct RunReport {
  std::vector<std::string> command;
  std::string started;  // ISO 8601, UTC
  std::string shard;    // "I/N" where only a share of the inputs was asked for
  std::size_t cores{1};
  std::size_t jobs{1};
  std::string os;
  double wall_s{0.0};
  double cpu_s{0.0};
  std::uint64_t peak_rss{0};  // bytes
  std::vector<ScoreEntry> scores;
};

/// Figures of one stage as the contract names them. Seconds.
struct TimingFigures {
  double wall_s{0.0}, cpu_s{0.0}, work_s{0.0}, span_s{0.0}, p50_s{0.0}, p95_s{0.0}, p99_s{0.0}, max_s{0.0};
  std::size_t tasks{0};
  std::uint64_t alloc_bytes{0};
};

/// Figures of a stage; a stage without recorded tasks counts as one task. O(n log n) in tasks.
[[nodiscard]] TimingFigures figures(const StageTiming& timing);
/// Sums of all stages, percentiles over all their tasks.
[[nodiscard]] TimingFigures total_figures(const ScoreReport& report, double wall_s);

/// The stages of all scores as if they were one score's.
[[nodiscard]] ScoreReport summed(const RunReport& report);

struct RunTotals {
  std::size_t scores{0}, succeeded{0}, failed{0}, cancelled{0}, skipped{0};
  std::uint64_t pages{0}, systems{0}, measures{0}, notes{0}, bytes_in{0}, bytes_out{0};
};
[[nodiscard]] RunTotals totals(const RunReport& report);

/// Now, UTC, as ISO 8601 ("2025-03-01T12:00:00Z").
[[nodiscard]] std::string timestamp();
/// Name and release of the operating system.
[[nodiscard]] std::string operating_system();
/// Highest resident memory of the process so far, bytes.
[[nodiscard]] std::uint64_t peak_rss();

/// Resident memory of the process now, bytes; where the system does not say, the highest so far. Any thread, some
/// microseconds.
[[nodiscard]] std::uint64_t resident_memory();

/// The report as JSON, schema burin-report/1 (io/report/schema/burin-report-1.schema.json).
[[nodiscard]] std::string report_json(const RunReport& report);
/// A table of the stages over all scores.
[[nodiscard]] std::string timings_table(const RunReport& report);
/// The report as one page of HTML that needs nothing else: totals, stages, and for each score a chart of its tasks over
/// threads, its first pages, diagnostics and lint. Runs no scripts. Of long runs only the scores that failed and the
/// slowest others are told in full (`most_details`).
[[nodiscard]] std::string report_html(const RunReport& report);
inline constexpr std::size_t most_details = 100;
/// How many pages a report shows, over all scores of a run; each gets its share of them, but at least one.
inline constexpr std::size_t most_thumbnails = 200;
/// Trace events that Chrome and Perfetto read: a lane per score with its stages, and the tasks that were recorded.
[[nodiscard]] std::string trace_json(const RunReport& report);

}  // namespace burin::io
