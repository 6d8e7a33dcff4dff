// burin bench import: reading a score against unzipping and parsing it alone, and the memory that reading needs.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/app/console.hpp"
#include "cli/commands/bench.hpp"
#include "core/base/version.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/baseline.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::cli {

namespace {

using Json = BenchJson;

/// A figure of the kernel's about this process ("VmHWM"), in bytes; 0 where there is none.
std::uint64_t own_memory(const std::string& figure) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(figure + ":", 0) == 0) return std::strtoull(line.c_str() + figure.size() + 1, nullptr, 10) * 1024U;
  }
  return 0;
}

/// Memory in use now; what was in use at most is counted anew from here on. Of several inputs only the first has
/// figures that count: later ones find memory that the process has kept.
std::uint64_t begin_memory() {
  std::ofstream("/proc/self/clear_refs") << "5";
  return own_memory("VmRSS");
}

Expected<double> time_import(const std::string& bytes, const Input& input, RunContext& context) {
  Operation operation(context.stop);
  std::string copy = bytes;
  const double start = monotonic_seconds();
  BURIN_TRY(const Shared<Piece> piece, io::import_musicxml(std::move(copy), input.path.string(), layout::import_table(),
                                                           context.limits, *context.executor, operation));
  return monotonic_seconds() - start;
}

/// CPU time of the process so far, of all its threads: on a busy machine it says more than the clock on the wall.
double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Runs unless the user says how many.
constexpr std::int64_t usual_runs = 9;

double best(const std::vector<double>& values) { return at_share(values, 0.0); }

double median(const std::vector<double>& values) { return at_share(values, 0.5); }

/// The two alternate, so that a machine that is busy for a while slows both down.
Expected<Json> measure(const Input& input, RunContext& context, std::int64_t repeat) {
  BURIN_TRY(const std::string bytes, io::read_file(input.path, context.limits.input_bytes));
  const std::uint64_t before = begin_memory();
  BURIN_TRY(const double cold, time_import(bytes, input, context));
  const std::uint64_t most = own_memory("VmHWM");
  static_cast<void>(cold);
  std::vector<double> unzip;
  std::vector<double> parse;
  std::vector<double> import;
  std::vector<double> alone_cpu;
  std::vector<double> import_cpu;
  std::uint64_t xml_bytes = 0;
  for (std::int64_t i = 0; i < repeat; ++i) {
    const double begin = cpu_seconds();
    BURIN_TRY(const io::BaselineTimes times, io::time_baseline(bytes, input.path.string()));
    unzip.push_back(times.unzip_s);
    parse.push_back(times.parse_s);
    xml_bytes = times.xml_bytes;
    const double between = cpu_seconds();
    alone_cpu.push_back(between - begin);
    BURIN_TRY(const double seconds, time_import(bytes, input, context));
    import.push_back(seconds);
    import_cpu.push_back(cpu_seconds() - between);
  }
  const double alone = median(unzip) + median(parse);
  const double alone_best = best(unzip) + best(parse);
  const double memory = static_cast<double>(most > before ? most - before : 0);
  return Json{{"workload", input.path.string()},
              {"threads", context.executor->jobs()},
              {"runs", repeat},
              {"xml_bytes", xml_bytes},
              {"libzip_s", median(unzip)},
              {"pugixml_s", median(parse)},
              {"import_s", median(import)},
              {"import_best_s", best(import)},
              {"alone_cpu_s", best(alone_cpu)},
              {"import_cpu_s", best(import_cpu)},
              {"ratio", alone > 0.0 ? median(import) / alone : 0.0},
              {"ratio_best", alone_best > 0.0 ? best(import) / alone_best : 0.0},
              {"peak_bytes", memory},
              {"memory_ratio", memory / static_cast<double>(std::max<std::uint64_t>(xml_bytes, 1))}};
}

std::string result_line(const Json& r) {
  char line[400];
  const int n = std::snprintf(line, sizeof line,
                              "%7.1f ms import on %zu threads, %6.1f ms libzip + %6.1f ms pugixml: ratio %.2f "
                              "(%.2f of the best runs); memory "
                              "%.2f of the XML's %.1f MB  %s\n",
                              r["import_s"].get<double>() * 1e3, r["threads"].get<std::size_t>(),
                              r["libzip_s"].get<double>() * 1e3, r["pugixml_s"].get<double>() * 1e3,
                              r["ratio"].get<double>(), r["ratio_best"].get<double>(), r["memory_ratio"].get<double>(),
                              r["xml_bytes"].get<double>() / 1e6, r["workload"].get<std::string>().c_str());
  return {line, static_cast<std::size_t>(std::clamp(n, 0, 399))};
}

}  // namespace

Exit run_import_bench(const Invocation& invocation) {
  const InputList list = expand_inputs({invocation.words.begin() + 1, invocation.words.end()});
  if (list.inputs.empty()) {
    console().error(
        {Errc::usage, "BU0304", "bench import needs at least one input", {}, "burin bench import INPUT..."});
    return Exit::usage;
  }
  const Settings& settings = invocation.settings;
  RunContext context = import_context(settings);
  const std::int64_t repeat = settings.given("repeat") ? settings.whole("repeat") : usual_runs;
  Json results = Json::array();
  std::string text;
  for (const Input& input : list.inputs) {
    Expected<Json> result = measure(input, context, repeat);
    if (!result) {
      console().error(result.error());
      return exit_for(result.error());
    }
    text += result_line(*result);
    results.push_back(std::move(*result));
  }
  const Json all{{"schema", "burin-bench/1"}, {"name", "import"}, {"version", version()}, {"results", results}};
  const bool json = settings.flag("json");
  auto printed = print(json ? all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n" : text);
  return printed ? Exit::ok : Exit::output_failed;
}

}  // namespace burin::cli
