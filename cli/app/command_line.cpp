#include "cli/app/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>

namespace burin::cli {

namespace {

struct Bound {
  const OptionSpec* spec;
  CLI::Option* option;
};

std::string flag_names(const OptionSpec& spec) {
  std::string names = "--" + std::string(spec.name);
  if (spec.letter != 0) names = std::string("-") + spec.letter + "," + names;
  return names;
}

/// Values are taken as text: they are checked in one place for the command line, the environment and the config file.
CLI::Option* add(CLI::App& app, const OptionSpec& spec) {
  CLI::Option* option =
      spec.kind == OptionKind::flag ? app.add_flag(flag_names(spec)) : app.add_option(flag_names(spec));
  if (spec.kind != OptionKind::flag) option->expected(1)->allow_extra_args(false);
  option->multi_option_policy(spec.repeatable ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
  return option;
}

void add_options(CLI::App& app, std::uint32_t command, std::vector<Bound>& bound) {
  app.set_help_flag();
  app.allow_extras();
  for (const OptionSpec& spec : option_table()) {
    if ((spec.commands & command) != 0) bound.push_back({&spec, add(app, spec)});
  }
}

Error unknown_command(const std::string& word) {
  if (is_later_command(word)) {
    return Error{Errc::usage, "BU0303", "the command '" + word + "' is not available in this version", {}, {}};
  }
  std::vector<std::string_view> names;
  for (const Command& command : commands()) names.push_back(command.name);
  const std::string_view near = nearest(word, names);
  return Error{
      Errc::usage,
      "BU0302",
      "there is no command '" + word + "'",
      {},
      near.empty() ? std::string("`burin --help` lists the commands") : "did you mean '" + std::string(near) + "'?"};
}

/// Which commands have an option: "engrave, apply".
std::string commands_with(const OptionSpec& option) {
  std::string out;
  for (const Command& command : commands()) {
    if ((option.commands & command.bit) != 0) out += (out.empty() ? "" : ", ") + std::string(command.name);
  }
  return out;
}

/// The option that a word means on any command line, or null.
const OptionSpec* meant(std::string_view word) {
  if (word.starts_with("--")) return find_option(word.substr(2, word.find('=') - 2));
  for (const OptionSpec& option : option_table()) {
    if (word.size() >= 2 && option.letter != 0 && option.letter == word[1]) return &option;
  }
  return nullptr;
}

Error misplaced(const std::string& name, const OptionSpec& option, const Command* command) {
  if (command != nullptr && (option.commands & command->bit) == 0) {
    return {Errc::usage,
            "BU0302",
            "'" + std::string(command->name) + "' has no option '" + name + "'",
            {},
            "it belongs to " + commands_with(option)};
  }
  return {Errc::usage,
          "BU0302",
          "the option '" + name + "' stands before the command",
          {},
          "it goes behind it: " + commands_with(option)};
}

/// What CLI11 could not place: an unknown option, or a word where a command should be.
Error unplaced(const std::vector<std::string>& rest, const Command* command) {
  const auto option =
      std::find_if(rest.begin(), rest.end(), [](const std::string& word) { return word.starts_with('-'); });
  if (option == rest.end()) return unknown_command(rest.front());
  if (const OptionSpec* known = meant(*option); known != nullptr && known->available) {
    return misplaced(option->substr(0, option->find('=')), *known, command);
  }
  const std::string name = option->substr(std::min(option->find_first_not_of('-'), option->size()));
  Error error = unknown_option(name.substr(0, name.find('=')), command == nullptr ? cmd_all : command->bit);
  error.message = "there is no option '" + option->substr(0, option->find('=')) + "'";
  if (error.help.starts_with("did you mean '")) error.help.insert(14, "--");
  return error;
}

void collect(const std::vector<Bound>& bound, std::map<std::string_view, std::vector<std::string>>& values) {
  for (const Bound& b : bound) {
    for (const std::string& value : b.option->results()) values[b.spec->name].push_back(value);
  }
}

struct Parser {
  CLI::App app{"burin"};
  std::map<const Command*, CLI::App*> subcommands;
  std::vector<Bound> bound;
  std::vector<std::string> words;

  /// Only commands that the arguments name get their options: CLI11 compares each with all others, which takes
  /// milliseconds.
  explicit Parser(const std::vector<std::string>& arguments) {
    add_options(app, cmd_program, bound);
    for (const Command& command : commands()) {
      CLI::App* sub = app.add_subcommand(std::string(command.name));
      if (std::find(arguments.begin(), arguments.end(), command.name) != arguments.end())
        add_options(*sub, command.bit, bound);
      sub->add_option("words", words)->expected(-1);
      subcommands[&command] = sub;
    }
    app.require_subcommand(0, 1);
  }

  [[nodiscard]] const Command* chosen() const {
    for (const auto& [command, sub] : subcommands) {
      if (sub->parsed()) return command;
    }
    return nullptr;
  }
};

}  // namespace

Expected<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
  Parser parser(arguments);
  CommandLine out;
  try {
    parser.app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();
    return fail(Errc::usage, "BU0301", text.substr(0, text.find(':')) + " needs a value");
  } catch (const CLI::ParseError& error) {
    return fail(Errc::usage, "BU0301", error.what());
  }
  out.command = parser.chosen();
  const std::vector<std::string> rest = parser.app.remaining(true);
  if (!rest.empty()) return tl::unexpected(unplaced(rest, out.command));
  out.words = parser.words;
  std::map<std::string_view, std::vector<std::string>> values;
  collect(parser.bound, values);
  for (auto& [name, list] : values) out.options.push_back({std::string(name), std::move(list)});
  return out;
}

}  // namespace burin::cli
