// burin bench store: transactions on references and pieces, as many as go.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "cli/bench/bench_report.hpp"
#include "cli/bench/store_workloads.hpp"
#include "io/report/run_report.hpp"

namespace burin::cli {

namespace {

constexpr std::size_t most_threads = 1024;

bool cancelled() { return received_signal() != 0; }

/// "1,2,4": how many threads the runs are to have, or nothing when that is malformed.
std::vector<std::size_t> thread_counts(const std::string& text) {
  std::vector<std::size_t> counts;
  for (const std::string_view word : split(text, ',')) {
    std::size_t count = 0;
    const auto [end, code] = std::from_chars(word.data(), word.data() + word.size(), count);
    if (code != std::errc{} || end != word.data() + word.size() || count < 1 || count > most_threads) return {};
    counts.push_back(count);
  }
  return counts;
}

Json result_json(const Workload& workload, std::size_t threads, const LoopFigures& run) {
  const auto transactions = static_cast<double>(run.transactions);
  const auto retries = static_cast<double>(run.attempts - std::min(run.attempts, run.transactions));
  const auto per = [](double amount, double time) { return time > 0.0 ? amount / time : 0.0; };
  Json json{{"workload", workload.name()},
            {"threads", threads},
            {"transactions", run.transactions},
            {"tx_per_s", per(transactions, run.wall_s)},
            {"tx_per_cpu_s", per(transactions, run.cpu_s)},
            {"retries", retries},
            {"retries_share", per(retries, static_cast<double>(run.attempts))},
            {"fewest_of_a_thread", run.fewest},
            {"most_of_a_thread", run.most},
            {"wall_s", run.wall_s},
            {"cpu_s", run.cpu_s},
            {"p50_s", run.p50_s},
            {"p95_s", run.p95_s},
            {"p99_s", run.p99_s},
            {"max_s", run.max_s},
            {"peak_rss", io::peak_rss()},
            {"holds", run.holds}};
  const Workload::Units units = workload.units();
  if (!units.name.empty()) {
    const std::string name(units.name);
    json[name + "_per_s"] = per(transactions * units.in_a_step, run.wall_s);
    json[name + "_per_cpu_s"] = per(transactions * units.in_a_step, run.cpu_s);
  }
  return json;
}

std::string result_line(const Json& r) {
  const auto number = [&](const char* name) { return r[name].get<double>(); };
  std::array<char, 300> line{};
  const int n = std::snprintf(line.data(), line.size(),
                              "%-16s %2d threads %11.0f tx/s %11.0f tx/cpu-s %8.0f retries  p50 %8.2f us p95 %8.2f us "
                              "p99 %8.2f us max %9.0f us  %s",
                              r["workload"].get<std::string>().c_str(), r["threads"].get<int>(), number("tx_per_s"),
                              number("tx_per_cpu_s"), number("retries"), number("p50_s") * 1e6, number("p95_s") * 1e6,
                              number("p99_s") * 1e6, number("max_s") * 1e6, r["holds"].get<bool>() ? "ok" : "BROKEN");
  std::string text(line.data(), static_cast<std::size_t>(std::clamp(n, 0, 299)));
  for (const char* unit : {"items_per_cpu_s", "snapshots_per_cpu_s"}) {
    if (!r.contains(unit)) continue;
    std::snprintf(line.data(), line.size(), "  %s %.4g", unit, number(unit));
    text += line.data();
  }
  return text + "\n";
}

bool is_wanted(const Settings& settings, std::string_view name) {
  const std::vector<std::string> wanted = settings.list("workload");
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

/// Every thread count on one workload. False when a check at the end found something wrong.
bool measure(Workload& workload, const std::vector<std::size_t>& counts, const Settings& settings, Json& results) {
  bool good = true;
  for (const std::size_t threads : counts) {
    if (cancelled()) break;
    console().progress(std::string(workload.name()) + ", " + std::to_string(threads) + " threads");
    if (settings.real("warm-up") > 0.0) (void)run_loop(workload, threads, settings.real("warm-up"), cancelled);
    const LoopFigures run = run_loop(workload, threads, settings.real("seconds"), cancelled);
    good = good && run.holds;
    results.push_back(result_json(workload, threads, run));
  }
  return good;
}

}  // namespace

Exit run_bench_store(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::vector<std::size_t> counts = thread_counts(settings.text("threads"));
  if (counts.empty()) return bench_usage("--threads needs numbers from 1 to 1024", "store --threads 1,2,4");
  Json results = Json::array();
  bool good = true;
  for (const auto& workload : store_workloads()) {
    if (is_wanted(settings, workload->name())) good = measure(*workload, counts, settings, results) && good;
  }
  console().progress("");
  const auto jobs = *std::max_element(counts.begin(), counts.end());
  return report_bench("store", std::move(results), jobs, settings, result_line, good ? Exit::ok : Exit::defect);
}

}  // namespace burin::cli
