#include "cli/bench/bench_report.hpp"

#include <array>
#include <cstdio>
#include <thread>

#include "cli/app/console.hpp"
#include "core/base/version.hpp"
#include "io/fsys/files.hpp"
#include "io/report/run_report.hpp"

namespace burin::cli {

namespace {

constexpr std::array<std::string_view, 12> compared{"tx_per_s",    "tx_per_cpu_s", "items_per_s", "snapshots_per_s",
                                                    "notes_per_s", "wall_s",       "cpu_s",       "p50_s",
                                                    "p95_s",       "p99_s",        "max_s",       "peak_rss"};
constexpr std::uint64_t largest_old_run = std::uint64_t{64} << 20;  // bytes

const Json* same_case(const Json& old, const Json& result) {
  for (const Json& other : old) {
    if (other.is_object() && other.value("workload", "") == result.value("workload", "") &&
        other.value("threads", 0) == result.value("threads", 0)) {
      return &other;
    }
  }
  return nullptr;
}

double number_in(const Json& result, std::string_view figure) {
  const auto found = result.find(figure);
  return found != result.end() && found->is_number() ? found->get<double>() : 0.0;
}

/// The results of an earlier run.
Expected<Json> old_results(const std::string& path) {
  BURIN_TRY(const std::string text, io::read_file(path, largest_old_run));
  Json old = Json::parse(text, nullptr, false);
  if (!old.is_object() || old.value("schema", "") != "burin-bench/1" || !old.contains("results") ||
      !old["results"].is_array()) {
    return fail(Errc::usage, "BU0301", path + " is not the JSON of `burin bench`");
  }
  return std::move(old["results"]);
}

std::string ratio_line(const Json& result) {
  std::string text;
  for (const std::string_view figure : compared) {
    const double ratio = number_in(result, "ratio_" + std::string(figure));
    if (ratio == 0.0) continue;
    std::array<char, 64> part{};
    std::snprintf(part.data(), part.size(), " %.*s x %.2f", static_cast<int>(figure.size()), figure.data(), ratio);
    text += part.data();
  }
  return text.empty() ? text : "    against the old run:" + text + "\n";
}

Json bench_json(std::string_view name, Json results, std::size_t jobs) {
  return {{"schema", "burin-bench/1"},
          {"name", name},
          {"version", version()},
          {"host", {{"cores", std::thread::hardware_concurrency()}, {"jobs", jobs}, {"os", io::operating_system()}}},
          {"results", std::move(results)}};
}

}  // namespace

Exit bench_usage(const std::string& message, std::string_view usage) {
  console().error({Errc::usage, "BU0301", message, {}, "burin bench " + std::string(usage)});
  return Exit::usage;
}

void add_ratios(Json& results, const Json& old) {
  for (Json& result : results) {
    const Json* before = same_case(old, result);
    if (before == nullptr) continue;
    for (const std::string_view figure : compared) {
      const double then = number_in(*before, figure);
      if (then > 0.0 && result.contains(figure))
        result["ratio_" + std::string(figure)] = number_in(result, figure) / then;
    }
  }
}

Exit report_bench(std::string_view name, Json results, std::size_t jobs, const Settings& settings,
                  std::string (*line)(const Json& result), Exit exit) {
  if (settings.given("compare")) {
    const Expected<Json> old = old_results(settings.text("compare"));
    if (!old) {
      console().error(old.error());
      return Exit::usage;
    }
    add_ratios(results, *old);
  }
  std::string text;
  for (const Json& result : results) text += line(result) + ratio_line(result);
  if (settings.flag("json")) {
    text = bench_json(name, std::move(results), jobs).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  const auto printed = print(text);
  return printed ? exit : Exit::output_failed;
}

}  // namespace burin::cli
