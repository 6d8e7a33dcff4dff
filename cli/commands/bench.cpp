// burin bench: which measurement is asked for; and `pipeline`, which engraves inputs repeatedly in one process, without
// writing to disk.
#include <algorithm>
#include <cstdio>

#include "cli/app/command.hpp"
#include "cli/app/console.hpp"
#include "cli/app/signals.hpp"
#include "cli/batch/batch.hpp"
#include "cli/bench/bench_report.hpp"

namespace burin::cli {

namespace {

/// Figures of the runs of one input.
struct Runs {
  std::vector<double> wall_s;
  std::array<std::vector<double>, static_cast<std::size_t>(Stage::count_)> stage_s;
  std::uint32_t notes{0};
  std::uint32_t pages{0};
};

/// Lays out and renders to SVG in memory: the whole pipeline without the disk.
Expected<void> run_in_memory(const Input& input, RunContext& context, Operation& operation, io::ScoreEntry& entry) {
  BURIN_TRY(const Engraved engraved, lay_out_score(input, context, operation, entry));
  BURIN_TRY(const std::vector<std::size_t> sizes,
            map_slots<std::size_t>(*context.executor, operation, Stage::write, engraved.pages.size(),
                                   [&](std::size_t i) -> Expected<std::size_t> {
                                     return io::svg_page(*engraved.pages[i], engraved.pages.size(), engraved.info,
                                                         *context.fonts, context.svg)
                                         .size();
                                   }));
  static_cast<void>(sizes);
  return {};
}

double at_share(std::vector<double> values, double share) {
  if (values.empty()) return 0.0;
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

void add_run(Runs& runs, const io::ScoreEntry& entry) {
  runs.wall_s.push_back(entry.wall_s);
  for (std::size_t s = 0; s < runs.stage_s.size(); ++s) runs.stage_s[s].push_back(entry.report.stages[s].wall_s);
  runs.notes = entry.report.notes;
  runs.pages = entry.report.pages;
}

Json result_json(const Input& input, const Runs& runs, std::size_t threads) {
  const double median = at_share(runs.wall_s, 0.5);
  Json stages = Json::object();
  for (std::size_t s = 0; s < runs.stage_s.size(); ++s) {
    stages[std::string(name_of(static_cast<Stage>(s))) + "_s"] = at_share(runs.stage_s[s], 0.5);
  }
  return {{"workload", input.path.string()},
          {"threads", threads},
          {"runs", runs.wall_s.size()},
          {"notes", runs.notes},
          {"pages", runs.pages},
          {"wall_s", median},
          {"p50_s", median},
          {"p95_s", at_share(runs.wall_s, 0.95)},
          {"p99_s", at_share(runs.wall_s, 0.99)},
          {"max_s", at_share(runs.wall_s, 1.0)},
          {"notes_per_s", median > 0.0 ? runs.notes / median : 0.0},
          {"peak_rss", io::peak_rss()},
          {"stages", stages}};
}

std::string result_line(const Json& r) {
  char line[300];
  const int n = std::snprintf(line, sizeof line, "%9.3f s median %9.3f s worst %10.0f notes/s %6d pages  %s\n",
                              r["wall_s"].get<double>(), r["max_s"].get<double>(), r["notes_per_s"].get<double>(),
                              r["pages"].get<int>(), r["workload"].get<std::string>().c_str());
  return {line, static_cast<std::size_t>(std::clamp(n, 0, 299))};
}

Exit measure(const Input& input, RunContext& context, std::int64_t repeat, Json& results) {
  Runs runs;
  for (std::int64_t i = 0; i < repeat; ++i) {
    io::ScoreEntry entry;
    const Exit exit = run_score(input, context, run_in_memory, entry);
    if (exit != Exit::ok) {
      print_diagnostics(entry);
      return exit;
    }
    add_run(runs, entry);
    console().progress("[" + std::to_string(i + 1) + "/" + std::to_string(repeat) + "] " + entry.input);
  }
  results.push_back(result_json(input, runs, context.executor->jobs()));
  return Exit::ok;
}

/// burin bench pipeline INPUT...
Exit run_bench_pipeline(const Invocation& invocation) {
  constexpr std::string_view form = "pipeline INPUT...";
  if (invocation.words.size() < 2) return bench_usage("bench pipeline needs at least one input", form);
  const InputList list = expand_inputs({invocation.words.begin() + 1, invocation.words.end()});
  Expected<RunContext> context = make_context(invocation.settings);
  if (!context) return bench_usage(context.error().message, form);
  Json results = Json::array();
  Exit exit = Exit::ok;
  for (const Input& input : list.inputs) {
    const Exit one = measure(input, *context, invocation.settings.whole("repeat"), results);
    if (one != Exit::ok) exit = one;
  }
  console().progress("");
  return report_bench("pipeline", std::move(results), context->executor->jobs(), invocation.settings, result_line,
                      exit);
}

}  // namespace

Exit run_bench(const Invocation& invocation) {
  const std::string& name = invocation.words.front();
  if (name == "pipeline") return run_bench_pipeline(invocation);
  if (name == "store") return run_bench_store(invocation);
  return bench_usage("the benchmark '" + name + "' is not available in this version", "pipeline|store");
}

}  // namespace burin::cli
