// The option table: every option once. Command-line flags, config keys, environment variables, help, the manual page
// and shell completions derive from it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

namespace burin {

/// Commands as bits, so that an option can say which ones take it.
enum CommandBit : std::uint32_t {
  cmd_engrave = 1U << 0,
  cmd_check = 1U << 1,
  cmd_info = 1U << 2,
  cmd_fonts = 1U << 3,
  cmd_elements = 1U << 4,
  cmd_explain = 1U << 5,
  cmd_bench = 1U << 6,
  cmd_completions = 1U << 7,
  cmd_man = 1U << 8,
  cmd_program = 1U << 9,  // before any command
  cmd_apply = 1U << 10,
  cmd_watch = 1U << 11,
  cmd_diff = 1U << 12,
  cmd_style = 1U << 13,
  cmd_report = 1U << 14,
  cmd_all = (1U << 15) - 1,
  cmd_pages = cmd_engrave | cmd_apply | cmd_watch | cmd_diff,  // those that write pages
  cmd_layout = cmd_pages | cmd_check | cmd_bench,
  cmd_import = cmd_layout | cmd_info,
};

enum class OptionKind : std::uint8_t { flag, text, choice, choices, whole, real, path };

/// One option. All texts are literals and live as long as the program.
struct OptionSpec {
  std::string_view name{};  // "page-size": --page-size, page-size in a config file, BURIN_PAGE_SIZE
  char letter{0};           // 'o' for -o; 0 = none
  OptionKind kind{OptionKind::flag};
  std::string_view value{};      // placeholder in help: "MM|auto"; empty for flags
  std::string_view unit{};       // "mm", "s", "dpi"; empty = none
  std::string_view otherwise{};  // default as text; empty = none
  std::string_view range{};      // "1..64" for numbers, "a|b" for choices; empty = checked elsewhere
  std::string_view help{};       // one sentence without a full stop
  std::string_view group{};      // heading in help
  std::string_view since{};      // first version that has it
  std::uint32_t commands{0};
  bool repeatable{false};
  bool line_only{false};  // only on the command line: no config key, no environment variable
  bool available{true};   // false: promised by the contract, refused by this version
};

/// All options, grouped as in help. O(1).
[[nodiscard]] std::span<const OptionSpec> option_table();
/// The option of that long name, or null. O(options).
[[nodiscard]] const OptionSpec* find_option(std::string_view name);
/// "BURIN_PAGE_SIZE" for "page-size".
[[nodiscard]] std::string environment_name(const OptionSpec& option);
/// Whether an option can be seen in what is made, rather than saying where it goes, how the run is done or what is told
/// of it.
[[nodiscard]] bool shows_in_outputs(const OptionSpec& option);
/// Checks a value's form and range. Errors: usage, with a message that names the option.
[[nodiscard]] Expected<void> validate(const OptionSpec& option, std::string_view value);

/// The candidate that a typing mistake most likely meant, or empty when none is near (edit distance up to a third of
/// the length). O(candidates × length²).
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

/// Splits at a separator; empty pieces are kept. "" gives no pieces.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

}  // namespace burin
