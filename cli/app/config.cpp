#include "cli/app/config.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/app/style_settings.hpp"
#include "cli/app/toml_place.hpp"
#include "cli/app/toml_text.hpp"

namespace burin::cli {

namespace {

constexpr const char* usual_config = "burin.toml";

Expected<void> add_command_line(Settings& settings, const CommandLine& line) {
  for (const CommandLine::Given& given : line.options) {
    BURIN_CHECK(settings.set(given.name, given.values, Source::command_line));
  }
  return {};
}

/// A flag may be switched on by 1, yes, on or true in the environment and in a file.
std::string flag_word(const std::string& text) {
  if (text == "1" || text == "yes" || text == "on") return "true";
  if (text == "0" || text == "no" || text == "off" || text.empty()) return "false";
  return text;
}

std::vector<std::string> values_of(const OptionSpec& option, std::string_view text) {
  if (option.kind == OptionKind::flag) return {flag_word(std::string(text))};
  if (!option.repeatable) return {std::string(text)};
  std::vector<std::string> out;
  for (const std::string_view piece : split(text, ',')) out.emplace_back(piece);
  return out;
}

Expected<void> add_environment(Settings& settings) {
  for (const OptionSpec& option : option_table()) {
    if (option.line_only) continue;
    const std::string name = environment_name(option);
    const char* text = std::getenv(name.c_str());
    if (text == nullptr || *text == '\0') continue;
    BURIN_CHECK(settings.set(option.name, values_of(option, text), Source::environment, name));
  }
  return {};
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string out;
  for (const std::string& piece : pieces) out += (out.empty() ? "" : ",") + piece;
  return out;
}

tl::unexpected<Error> unreadable(std::string why, Where where) {
  return fail(Errc::usage, "BU0307", std::move(why), std::move(where));
}

/// Keys at the top of the file and those under the command's own heading; other commands' headings are checked, not
/// used.
Expected<void> add_item(Settings& settings, const CLI::ConfigItem& item, std::string_view command,
                        const std::string& file) {
  if (item.name == "++" || item.name == "--") return {};  // CLI11's marks for the start and end of a section
  if (item.parents.size() > 1 || (!item.parents.empty() && find_command(item.parents.front()) == nullptr)) {
    return unreadable("there is no section [" + item.parents.front() + "]", toml_place(file, item.parents, {}));
  }
  const OptionSpec* option = find_option(item.name);
  if (option != nullptr && option->line_only) {
    return unreadable("'" + item.name + "' is only possible on the command line",
                      toml_place(file, item.parents, item.name));
  }
  if (option == nullptr) {
    return at_place(unknown_option(item.name, cmd_all), toml_place(file, item.parents, item.name));
  }
  if (!item.parents.empty() && item.parents.front() != command) return {};
  const bool list = option->repeatable && option->kind != OptionKind::flag;
  const std::vector<std::string> values = list ? item.inputs : values_of(*option, joined(item.inputs));
  auto set = settings.set(item.name, values, Source::config, file);
  if (set) return set;
  Error error = std::move(set.error());
  if (error.message.starts_with(file + ": ")) error.message.erase(0, file.size() + 2);
  return at_place(std::move(error), toml_place(file, item.parents, item.name));
}

Expected<void> add_file(Settings& settings, const std::string& file, std::string_view command) {
  std::ifstream in(file);
  if (!in) return unreadable("cannot be read", {file, 0, 0, {}, {}, {}});
  TomlTexts texts;
  std::istringstream words(texts.hide(in));
  std::vector<CLI::ConfigItem> items;
  try {
    items = CLI::ConfigTOML().from_config(words);
  } catch (const std::exception& error) {
    return unreadable(error.what(), {file, 0, 0, {}, {}, {}});
  }
  for (CLI::ConfigItem& item : items) {
    for (std::string& value : item.inputs) value = texts.shown(value);
    BURIN_CHECK(add_item(settings, item, command, file));
  }
  return {};
}

bool is_number(OptionKind kind) { return kind == OptionKind::whole || kind == OptionKind::real; }

std::string value_text(const Settings& settings, const OptionSpec& option) {
  if (option.kind == OptionKind::flag) return settings.flag(option.name) ? "true" : "false";
  if (!option.repeatable) {
    const std::string text = settings.text(option.name);
    return is_number(option.kind) ? text : toml_text(text);
  }
  std::vector<std::string> values = settings.list(option.name);
  for (std::string& value : values) value = toml_text(value);
  return "[" + joined(values) + "]";
}

}  // namespace

Expected<Settings> merge_settings(const CommandLine& line) {
  Settings settings;
  BURIN_CHECK(add_command_line(settings, line));
  BURIN_CHECK(add_environment(settings));
  const std::string asked = settings.text("config");
  const std::string_view command = line.command == nullptr ? std::string_view{} : line.command->name;
  std::error_code ignored;
  if (!asked.empty())
    BURIN_CHECK(add_file(settings, asked, command));
  else if (std::filesystem::exists(usual_config, ignored))
    BURIN_CHECK(add_file(settings, usual_config, command));
  return settings;
}

std::string config_text(const Settings& settings) {
  std::string out;
  for (const OptionSpec& option : option_table()) {
    if (option.line_only || !option.available) continue;
    const bool empty = option.kind != OptionKind::flag && settings.text(option.name).empty();
    std::string line = (empty ? "# " : "") + std::string(option.name) + " = " + value_text(settings, option);
    line.resize(std::max<std::size_t>(line.size() + 2, 40), ' ');
    out += line + "# " + std::string(name_of(settings.source(option.name)));
    const std::string origin = settings.origin(option.name);
    out += (origin.empty() ? "" : " (" + origin + ")") + "\n";
  }
  return out + style_text(settings);
}

}  // namespace burin::cli
