#include <algorithm>
#include <cstdio>

#include "io/report/run_report.hpp"

namespace burin::io {

namespace {

/// All scores' timings of one stage as if they were one score's.
StageTiming merged(const RunReport& report, std::size_t stage) {
  StageTiming out;
  for (const ScoreEntry& score : report.scores) {
    const StageTiming& timing = score.report.stages[stage];
    out.wall_s += timing.wall_s;
    out.cpu_s += timing.cpu_s;
    out.alloc_bytes += timing.alloc_bytes;
    const bool single = timing.task_seconds.empty() && timing.wall_s > 0.0;
    out.span_s += single ? timing.wall_s : timing.span_s;
    if (single) out.task_seconds.push_back(static_cast<float>(timing.wall_s));
    out.task_seconds.insert(out.task_seconds.end(), timing.task_seconds.begin(), timing.task_seconds.end());
  }
  return out;
}

std::string row(std::string_view name, const TimingFigures& f) {
  char line[200];
  const int n = std::snprintf(line, sizeof line, "%-8.*s %9.3f %9.3f %8zu %9.3f %9.4f %8.2f %9.4f %9.4f %9.4f %9.1f\n",
                              static_cast<int>(name.size()), name.data(), f.wall_s, f.cpu_s, f.tasks, f.work_s,
                              f.span_s, f.span_s > 0.0 ? f.work_s / f.span_s : 0.0, f.p50_s, f.p95_s, f.max_s,
                              static_cast<double>(f.alloc_bytes) / (1024.0 * 1024.0));
  return {line, static_cast<std::size_t>(std::clamp(n, 0, 199))};
}

std::string summary(const RunReport& report) {
  const RunTotals t = totals(report);
  char line[300];
  const int n = std::snprintf(
      line, sizeof line,
      "%zu of %zu scores, %llu pages, %llu systems, %llu measures, %llu notes in %.3f s wall, %.3f s cpu on %zu jobs: "
      "%.0f notes/s, peak %.1f MiB\n",
      t.succeeded, t.scores, static_cast<unsigned long long>(t.pages), static_cast<unsigned long long>(t.systems),
      static_cast<unsigned long long>(t.measures), static_cast<unsigned long long>(t.notes), report.wall_s,
      report.cpu_s, report.jobs, report.wall_s > 0.0 ? static_cast<double>(t.notes) / report.wall_s : 0.0,
      static_cast<double>(report.peak_rss) / (1024.0 * 1024.0));
  return {line, static_cast<std::size_t>(std::clamp(n, 0, 299))};
}

}  // namespace

ScoreReport summed(const RunReport& report) {
  ScoreReport sum;
  for (std::size_t i = 0; i < sum.stages.size(); ++i) sum.stages[i] = merged(report, i);
  return sum;
}

std::string timings_table(const RunReport& report) {
  std::string out =
      "stage       wall s     cpu s    tasks    work s    span s work/span     p50 s     p95 s     max s alloc MiB\n";
  const ScoreReport sum = summed(report);
  for (std::size_t i = 0; i < sum.stages.size(); ++i) {
    out += row(burin::name_of(static_cast<Stage>(i)), figures(sum.stages[i]));
  }
  double wall_s = 0.0;
  for (const ScoreEntry& score : report.scores) wall_s += score.wall_s;
  out += row("total", total_figures(sum, wall_s));
  return out + summary(report);
}

}  // namespace burin::io
