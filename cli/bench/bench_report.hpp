// What all benchmarks print: a table or JSON of the schema burin-bench/1, compared with an earlier run when asked.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "cli/app/exit_code.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

using Json = nlohmann::ordered_json;

/// Prints an error of usage for `burin bench NAME`; exit 2.
Exit bench_usage(const std::string& message, std::string_view usage);

/// Adds ratio_… = new / old for each figure that both runs have of the same workload with as many threads. Figures that
/// are zero or missing in the old run are left out.
void add_ratios(Json& results, const Json& old);

/// Prints the results: with --json the object of the schema burin-bench/1, else `line(result)` for each. With --compare
/// FILE the ratios to that run are added. Exit 2 when FILE cannot be read, 4 when nothing can be printed, else `exit`.
Exit report_bench(std::string_view name, Json results, std::size_t jobs, const Settings& settings,
                  std::string (*line)(const Json& result), Exit exit);

}  // namespace burin::cli
