// Run reports of several shards as one.
#pragma once

#include <string>
#include <vector>

#include "core/base/diagnostics.hpp"
#include "core/base/result.hpp"

namespace burin::io {

/// A report as it was read.
struct ReportText {
  std::string name;  // of the file, for messages
  std::string text;
};

struct MergedReport {
  std::string json;
  std::vector<Diagnostic> notes;  // what speaks against their being shares of one run
};

/// Puts reports together, which may have been put together themselves.
///
/// Scores are taken over as they are, percentiles of their tasks too: none is computed from others. Reports that are
/// all N shares of a run give the order of that run, any others that of the files. Of the totals, counts, bytes and CPU
/// seconds are added up; `wall_s` is the time in which at least one of the runs was at work (runs at the same time
/// count once), `peak_rss` that of the largest, and `notes_per_s` follows from these. `host` has the most cores and
/// jobs that any run had, `started` is the first of theirs, `version` and `os` name all that occur. `command` is what
/// was given here; those of the runs, with their hosts and totals, are in "shards". Warnings, BU0702: other versions,
/// other options, shares that are missing or there twice, an input in two reports.
///
/// Errors: bad_input BU0701 with file, line and column (no JSON, not the schema). Any thread. O(bytes + scores log).
[[nodiscard]] Expected<MergedReport> merge_reports(const std::vector<ReportText>& reports,
                                                   const std::vector<std::string>& command);

/// Seconds in which at least one of the spans (begin, length) lasts. O(n log n).
[[nodiscard]] double covered_seconds(std::vector<std::pair<double, double>> spans);

}  // namespace burin::io
