#include <fcntl.h>
#include <sys/resource.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

#include "io/report/run_report.hpp"

namespace burin::io {

namespace {

/// Nearest-rank percentile of sorted values.
double percentile(const std::vector<float>& sorted, double share) {
  if (sorted.empty()) return 0.0;
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
  return static_cast<double>(sorted[std::min(rank, sorted.size() - 1)]);
}

void set_percentiles(TimingFigures& out, std::vector<float> tasks) {
  std::sort(tasks.begin(), tasks.end());
  out.tasks = tasks.size();
  out.p50_s = percentile(tasks, 0.50);
  out.p95_s = percentile(tasks, 0.95);
  out.p99_s = percentile(tasks, 0.99);
  out.max_s = percentile(tasks, 1.0);
}

std::vector<float> tasks_of(const StageTiming& timing) {
  if (timing.task_seconds.empty() && timing.wall_s > 0.0) return {static_cast<float>(timing.wall_s)};
  return timing.task_seconds;
}

double span_of(const StageTiming& timing) { return timing.task_seconds.empty() ? timing.wall_s : timing.span_s; }

}  // namespace

std::string_view name_of(ScoreStatus status) noexcept {
  switch (status) {
    case ScoreStatus::ok: return "ok";
    case ScoreStatus::failed: return "failed";
    case ScoreStatus::cancelled: return "cancelled";
    default: return "skipped";
  }
}

TimingFigures figures(const StageTiming& timing) {
  TimingFigures out;
  out.wall_s = timing.wall_s;
  out.cpu_s = timing.cpu_s;
  const std::vector<float> tasks = tasks_of(timing);
  for (const float seconds : tasks) out.work_s += static_cast<double>(seconds);
  out.span_s = span_of(timing);
  out.alloc_bytes = timing.alloc_bytes;
  set_percentiles(out, tasks);
  return out;
}

TimingFigures total_figures(const ScoreReport& report, double wall_s) {
  TimingFigures out;
  std::vector<float> all;
  for (const StageTiming& timing : report.stages) {
    const std::vector<float> tasks = tasks_of(timing);
    for (const float seconds : tasks) out.work_s += static_cast<double>(seconds);
    out.cpu_s += timing.cpu_s;
    out.alloc_bytes += timing.alloc_bytes;
    out.span_s += span_of(timing);
    all.insert(all.end(), tasks.begin(), tasks.end());
  }
  out.wall_s = wall_s;
  set_percentiles(out, std::move(all));
  return out;
}

RunTotals totals(const RunReport& report) {
  RunTotals out;
  for (const ScoreEntry& score : report.scores) {
    ++out.scores;
    out.succeeded += score.status == ScoreStatus::ok ? 1 : 0;
    out.failed += score.status == ScoreStatus::failed ? 1 : 0;
    out.cancelled += score.status == ScoreStatus::cancelled ? 1 : 0;
    out.skipped += score.status == ScoreStatus::skipped ? 1 : 0;
    out.pages += score.report.pages;
    out.systems += score.report.systems;
    out.measures += score.report.measures;
    out.notes += score.report.notes;
    out.bytes_in += score.bytes_in;
    for (const OutputInfo& output : score.outputs) out.bytes_out += output.bytes;
  }
  return out;
}

std::string timestamp() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::string operating_system() {
  utsname names{};
  if (uname(&names) != 0) return "unknown";
  return std::string(names.sysname) + " " + names.release + " " + names.machine;
}

std::uint64_t peak_rss() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024U;
}

std::uint64_t resident_memory() {
  static const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);  // pages: all, resident, …
  std::array<char, 128> text{};
  const ssize_t length = file < 0 ? 0 : ::pread(file, text.data(), text.size(), 0);
  const char* end = text.data() + std::max<ssize_t>(length, 0);
  const char* second = std::find(static_cast<const char*>(text.data()), end, ' ');
  std::uint64_t pages = 0;
  if (second == end || std::from_chars(second + 1, end, pages).ec != std::errc{}) return peak_rss();
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace burin::io
