// Commands: what each is called, what it takes, and the function that does it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/app/exit_code.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// What a command works with. `words` are the positional arguments.
struct Invocation {
  const Settings& settings;
  std::vector<std::string> words;
  std::vector<std::string> line;  // the whole command line, for the report
};

struct Example {
  std::string_view line;
  std::string_view says;
};

struct Command {
  std::string_view name;
  std::uint32_t bit;
  std::string_view usage;    // positional arguments
  std::string_view summary;  // one line
  std::size_t least_words;
  std::array<Example, 2> examples;
  Exit (*run)(const Invocation&);
  std::size_t most_words{static_cast<std::size_t>(-1)};
};

/// All commands of this version, in the order of help.
[[nodiscard]] std::span<const Command> commands();
[[nodiscard]] const Command* find_command(std::string_view name);
/// Whether the contract has a command of that name that this version cannot do yet.
[[nodiscard]] bool is_later_command(std::string_view name);

Exit run_engrave(const Invocation& invocation);
Exit run_apply(const Invocation& invocation);
Exit run_watch(const Invocation& invocation);
Exit run_diff(const Invocation& invocation);
Exit run_check(const Invocation& invocation);
Exit run_info(const Invocation& invocation);
Exit run_fonts(const Invocation& invocation);
Exit run_elements(const Invocation& invocation);
Exit run_explain(const Invocation& invocation);
Exit run_style(const Invocation& invocation);
Exit run_report(const Invocation& invocation);
Exit run_bench(const Invocation& invocation);
Exit run_import_bench(const Invocation& invocation);
Exit run_bench_store(const Invocation& invocation);
Exit run_completions(const Invocation& invocation);
Exit run_man(const Invocation& invocation);

}  // namespace burin::cli
