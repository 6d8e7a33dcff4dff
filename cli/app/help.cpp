#include "cli/app/help.hpp"

#include <algorithm>

namespace burin::cli {

namespace {

constexpr std::size_t indent = 30;
constexpr std::size_t page_width = 100;

std::string pipes_as_commas(std::string_view range) {
  std::string out;
  for (const char c : range) {
    if (c == '|')
      out += ", ";
    else
      out += c;
  }
  return out;
}

/// Breaks text at spaces so that lines fit, each after the first indented.
std::string wrapped(const std::string& text) {
  std::string out;
  std::size_t column = indent;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (column + (end - at) > page_width && column > indent) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (at > 0) {
      out += ' ';
      ++column;
    }
    out.append(text, at, end - at);
    column += end - at;
    at = end + 1;
  }
  return out;
}

std::string entry(const std::string& title, const std::string& help) {
  std::string out = "  " + title;
  if (out.size() + 2 > indent)
    out += "\n" + std::string(indent, ' ');
  else
    out.resize(indent, ' ');
  return out + wrapped(help) + "\n";
}

std::vector<std::string_view> groups_of(std::uint32_t command) {
  std::vector<std::string_view> groups;
  for (const OptionSpec& option : option_table()) {
    const bool shown = option.available && (option.commands & command) != 0;
    if (shown && std::find(groups.begin(), groups.end(), option.group) == groups.end()) groups.push_back(option.group);
  }
  return groups;
}

std::string options_text(std::uint32_t command) {
  std::string out;
  for (const std::string_view group : groups_of(command)) {
    out += "\n" + std::string(group) + ":\n";
    for (const OptionSpec& option : option_table()) {
      if (!option.available || (option.commands & command) == 0 || option.group != group) continue;
      out += entry(option_title(option), option_help(option));
    }
  }
  return out;
}

std::string examples_text(const Command& command) {
  std::string out = "\nexamples:\n";
  for (const Example& example : command.examples) {
    out += "  " + std::string(example.line) + "\n      " + std::string(example.says) + "\n";
  }
  return out;
}

std::string command_help(const Command& command) {
  return "burin " + std::string(command.name) + ": " + std::string(command.summary) + "\n\nusage: burin " +
         std::string(command.name) + " " + std::string(command.usage) + " [options]\n" + options_text(command.bit) +
         examples_text(command);
}

std::string program_help() {
  std::string out =
      "burin: engraves music, from MusicXML to PDF, SVG and PNG pages\n\nusage: burin COMMAND [options]\n\ncommands:\n";
  for (const Command& command : commands()) {
    out += entry(std::string(command.name) + " " + std::string(command.usage), std::string(command.summary));
  }
  out += options_text(cmd_program);
  out += examples_text(commands().front());
  return out +
         "\n`burin COMMAND --help` says more. Every option is also a key of ./burin.toml (or --config FILE) and a "
         "variable\n"
         "BURIN_NAME; the command line wins over the environment, the environment over the file.\n"
         "Exit codes: 0 done, 1 an input failed, 2 wrong usage, 3 check found something, 4 cannot write, 5 a limit "
         "was\n"
         "reached, 70 a defect in burin, 130 and 143 cancelled.\n";
}

}  // namespace

std::string option_title(const OptionSpec& option) {
  std::string out = option.letter == 0 ? std::string("    ") : std::string("-") + option.letter + ", ";
  out += "--" + std::string(option.name);
  if (!option.value.empty()) out += " " + std::string(option.value);
  return out;
}

std::string option_help(const OptionSpec& option) {
  std::string out(option.help);
  std::string facts;
  const auto fact = [&](const std::string& text) { facts += (facts.empty() ? "" : "; ") + text; };
  if (!option.range.empty()) fact(pipes_as_commas(option.range));
  if (!option.unit.empty()) fact("in " + std::string(option.unit));
  if (!option.otherwise.empty()) fact("default " + std::string(option.otherwise));
  return facts.empty() ? out : out + " (" + facts + ")";
}

std::string help_text(const Command* command) { return command == nullptr ? program_help() : command_help(*command); }

}  // namespace burin::cli
