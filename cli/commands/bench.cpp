// burin bench NAME: runs a benchmark, prints its figures and compares them with older ones.
#include "cli/commands/bench.hpp"

#include <algorithm>
#include <cstdio>
#include <thread>

#include "cli/app/console.hpp"
#include "core/base/version.hpp"
#include "io/fsys/files.hpp"

namespace burin::cli {

double at_share(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void set_percentiles(BenchJson& result, const std::vector<double>& seconds) {
  result["p50_s"] = at_share(seconds, 0.5);
  result["p95_s"] = at_share(seconds, 0.95);
  result["p99_s"] = at_share(seconds, 0.99);
  result["max_s"] = at_share(seconds, 1.0);
}

namespace {

using Bench = BenchResults (*)(const InputList&, RunContext&, std::int64_t);

struct Named {
  std::string_view name;
  Bench run;
};
constexpr std::array<Named, 4> benches{{{"pipeline", bench_pipeline},
                                        {"incremental", bench_incremental},
                                        {"cancel", bench_cancel},
                                        {"batch", bench_batch}}};

BenchJson whole(std::string_view name, const BenchJson& results, std::size_t jobs) {
  return {{"schema", "burin-bench/1"},
          {"name", name},
          {"version", version()},
          {"host", {{"cores", std::thread::hardware_concurrency()}, {"jobs", jobs}, {"os", io::operating_system()}}},
          {"results", results}};
}

std::string line_of(const BenchJson& result) {
  std::string line = result.value("workload", "") + ":";
  for (const auto& [key, value] : result.items()) {
    if (!value.is_number() || key == "threads") continue;
    char text[80];
    const int n = value.is_number_float()
                      ? std::snprintf(text, sizeof text, " %s %.6g", key.c_str(), value.get<double>())
                      : std::snprintf(text, sizeof text, " %s %lld", key.c_str(),
                                      static_cast<long long>(value.get<std::int64_t>()));
    line.append(text, static_cast<std::size_t>(std::clamp(n, 0, 79)));
  }
  return line + "\n";
}

/// Adds ratio_p50 (new to old) to every workload that the older report has, too.
Expected<void> compare(const std::string& path, BenchJson& results) {
  BURIN_TRY(const std::string text, io::read_file(path, 64ULL << 20));
  const BenchJson old = BenchJson::parse(text, nullptr, false);
  if (!old.is_object() || old.value("schema", "") != "burin-bench/1" || !old.contains("results") ||
      !old["results"].is_array()) {
    return fail(Errc::bad_input, "BU0301", "'" + path + "' is not a report of burin bench --json");
  }
  for (BenchJson& result : results) {
    for (const BenchJson& before : old["results"]) {
      if (!before.is_object() || before.value("workload", "") != result.value("workload", "")) continue;
      if (before.value("threads", 0) != result.value("threads", 0)) continue;
      const auto seconds = before.find("p50_s");
      if (seconds == before.end() || !seconds->is_number() || seconds->get<double>() <= 0.0) continue;
      result["ratio_p50"] = result.value("p50_s", 0.0) / seconds->get<double>();
    }
  }
  return {};
}

Exit usage(const std::string& message, std::string help = "burin bench pipeline INPUT...") {
  console().error({Errc::usage, "BU0301", message, {}, std::move(help)});
  return Exit::usage;
}

}  // namespace

Exit run_bench(const Invocation& invocation) {
  const Settings& settings = invocation.settings;
  const std::string& name = invocation.words.front();
  if (name == "import") return run_import_bench(invocation);
  if (name == "store") return run_bench_store(invocation);
  const auto* const bench =
      std::find_if(benches.begin(), benches.end(), [&](const Named& b) { return b.name == name; });
  if (bench == benches.end())
    return usage("there is no benchmark '" + name + "'", "pipeline, import, store, incremental, cancel, batch");
  const bool scale = settings.flag("scale") && name == "pipeline";
  if (invocation.words.size() < 2 && !scale) return usage("bench " + name + " needs at least one input");
  const InputList list = expand_inputs({invocation.words.begin() + 1, invocation.words.end()});
  Expected<RunContext> context = make_context(settings);
  if (!context) return usage(context.error().message);
  const std::int64_t repeat = settings.given("repeat") ? settings.whole("repeat") : 0;
  BenchResults done = scale ? bench_scale(*context, repeat) : bench->run(list, *context, repeat);
  console().progress("");
  if (const std::string old = settings.text("compare"); !old.empty()) {
    if (auto compared = compare(old, done.results); !compared) {
      console().error(compared.error());
      return Exit::input_failed;
    }
  }
  std::string text;
  for (const BenchJson& result : done.results) text += line_of(result);
  if (settings.flag("json")) {
    text =
        whole(name, done.results, context->executor->jobs()).dump(1, ' ', false, BenchJson::error_handler_t::replace) +
        "\n";
  }
  auto printed = print(text);
  return printed ? done.exit : Exit::output_failed;
}

}  // namespace burin::cli
