// The manual page (roff) and shell completions.
#include "cli/app/help.hpp"
#include "core/base/codes.hpp"
#include "core/base/version.hpp"
#include "io/musicxml/coverage.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::cli {

namespace {

/// Text that roff prints as it is: hyphens stay hyphens, backslashes and leading dots are no commands.
std::string roff(std::string_view text) {
  std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (const char c : text) {
    if (c == '-')
      out += "\\-";
    else if (c == '\\')
      out += "\\e";
    else
      out += c;
  }
  return out;
}

std::string tagged(std::string_view title, std::string_view body) {
  return ".TP\n.B " + roff(title) + "\n" + roff(body) + "\n";
}

std::string trimmed(std::string text) { return text.erase(0, text.find_first_not_of(' ')); }

/// What becomes of every element of MusicXML, one line for each fate, and the tags that families claim.
std::string manual_elements() {
  using Fate = io::Fate;
  std::string out = ".SH ELEMENTS\n";
  for (const layout::ElementFamily* family : layout::families()) {
    std::string tags;
    for (const ImportRule& rule : family->rules) {
      if (!tags.empty()) tags += ", ";
      tags += rule.tag.empty() ? rule.parent : rule.tag;
    }
    out += tagged(family->name, "drawn: " + tags);
  }
  for (const Fate fate : {Fate::drawn, Fate::inside, Fate::layout, Fate::sound, Fate::unread}) {
    std::string tags;
    for (const io::ElementCoverage& one : io::element_coverage()) {
      if (one.fate != fate) continue;
      if (!tags.empty()) tags += ", ";
      tags += one.element;
    }
    out += tagged(io::name_of(fate), tags);
  }
  return out;
}

/// What becomes of the attributes of each element.
std::string manual_attributes() {
  std::string out = ".SH ATTRIBUTES\n" +
                    roff("The names are those of ELEMENTS; * is every element that has no line for the attribute.") +
                    "\n";
  std::string body;
  const auto rows = io::attribute_coverage();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!body.empty()) body += "; ";
    body += std::string(io::name_of(rows[i].fate)) + ":";
    io::for_each_attribute(rows[i], [&](std::string_view name) { body += " " + std::string(name); });
    if (i + 1 < rows.size() && rows[i + 1].element == rows[i].element) continue;
    out += tagged(rows[i].element, body);
    body.clear();
  }
  return out;
}

std::string manual_options() {
  std::string out = ".SH OPTIONS\n";
  std::string_view group;
  for (const OptionSpec& option : option_table()) {
    if (!option.available) continue;
    if (option.group != group) out += ".SS " + roff(option.group) + "\n";
    group = option.group;
    out += tagged(trimmed(option_title(option)), option_help(option) + ". Since " + std::string(option.since) + ".");
  }
  return out;
}

std::string manual_commands() {
  std::string out = ".SH COMMANDS\n";
  for (const Command& command : commands()) {
    out += tagged(std::string(command.name) + " " + std::string(command.usage), std::string(command.summary) + ".");
    for (const Example& example : command.examples) {
      out += ".RS\n.PP\n" + roff(example.says) + ":\n.br\n\\fI" + roff(example.line) + "\\fR\n.RE\n";
    }
  }
  return out;
}

std::string manual_diagnostics() {
  std::string out = ".SH DIAGNOSTICS\n";
  for (const CodeInfo& info : code_table()) {
    out += tagged(std::string(info.code) + " " + std::string(info.title),
                  std::string(info.meaning) + " " + std::string(info.mend));
  }
  return out;
}

std::string option_words(std::uint32_t command) {
  std::string out;
  for (const OptionSpec& option : option_table()) {
    if (option.available && (option.commands & command) != 0)
      out += (out.empty() ? "--" : " --") + std::string(option.name);
  }
  return out;
}

std::string command_words() {
  std::string out;
  for (const Command& command : commands()) out += (out.empty() ? "" : " ") + std::string(command.name);
  return out;
}

/// Words of a choice, for `--format <Tab>`.
std::string choice_words(const OptionSpec& option) {
  std::string out(option.range);
  for (char& c : out) c = c == '|' ? ' ' : c;
  return out;
}

bool has_choices(const OptionSpec& option) {
  return option.available && (option.kind == OptionKind::choice || option.kind == OptionKind::choices);
}

std::string bash() {
  std::string out =
      "# bash completion for burin\n_burin() {\n  local word=\"${COMP_WORDS[COMP_CWORD]}\"\n"
      "  local before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n  COMPREPLY=()\n  case \"$before\" in\n";
  for (const OptionSpec& option : option_table()) {
    if (!has_choices(option)) continue;
    out += "    --" + std::string(option.name) + ") COMPREPLY=($(compgen -W \"" + choice_words(option) +
           "\" -- \"$word\")); return;;\n";
  }
  out += "  esac\n  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"" + command_words() + " " +
         option_words(cmd_program) +
         "\" -- \"$word\"))\n    return\n  fi\n  case \"$word\" in -*)\n"
         "    case \"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : commands()) {
    out += "      " + std::string(command.name) + ") COMPREPLY=($(compgen -W \"" + option_words(command.bit) +
           "\" -- \"$word\"));;\n";
  }
  return out +
         "    esac;;\n  *) COMPREPLY=($(compgen -f -- \"$word\"));;\n  esac\n}\ncomplete -o filenames -F _burin "
         "burin\n";
}

std::string in_brackets(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\'') continue;
    out += c;
  }
  return out;
}

std::string zsh() {
  std::string out = "#compdef burin\n_burin() {\n  local -a commands=(\n";
  for (const Command& command : commands()) {
    out += "    '" + std::string(command.name) + ":" + in_brackets(command.summary) + "'\n";
  }
  out += "  )\n  if (( CURRENT == 2 )); then _describe command commands; return; fi\n  case $words[2] in\n";
  for (const Command& command : commands()) {
    out += "    " + std::string(command.name) + ") _arguments '*:file:_files'";
    for (const OptionSpec& option : option_table()) {
      if (!option.available || (option.commands & command.bit) == 0) continue;
      out += " \\\n      '--" + std::string(option.name) + "[" + in_brackets(option.help) + "]";
      if (option.kind != OptionKind::flag) {
        out +=
            ":" + in_brackets(option.value) + ":" + (has_choices(option) ? "(" + choice_words(option) + ")" : "_files");
      }
      out += "'";
    }
    out += ";;\n";
  }
  return out + "  esac\n}\n_burin \"$@\"\n";
}

std::string fish() {
  std::string out = "# fish completion for burin\n";
  for (const Command& command : commands()) {
    const std::string name(command.name);
    out += "complete -c burin -n __fish_use_subcommand -a " + name + " -d '" + in_brackets(command.summary) + "'\n";
    for (const OptionSpec& option : option_table()) {
      if (!option.available || (option.commands & command.bit) == 0) continue;
      out += "complete -c burin -n '__fish_seen_subcommand_from " + name + "' -l " + std::string(option.name);
      if (option.letter != 0) out += std::string(" -s ") + option.letter;
      if (option.kind != OptionKind::flag) out += " -r";
      if (has_choices(option)) out += " -a '" + choice_words(option) + "'";
      out += " -d '" + in_brackets(option.help) + "'\n";
    }
  }
  return out;
}

}  // namespace

std::string manual_page() {
  std::string out =
      ".TH BURIN 1 \"\" \"burin " + std::string(version()) +
      "\" \"User Commands\"\n.SH NAME\nburin \\- engrave "
      "music from MusicXML to PDF, SVG and PNG\n.SH SYNOPSIS\n.B burin\n.I COMMAND\n[options]\n.SH DESCRIPTION\n"
      "burin reads MusicXML scores and writes engraved pages. Results go to files or to standard output, "
      "everything else to standard error.\n";
  out += manual_commands() + manual_options();
  out +=
      ".SH CONFIGURATION\nEvery option is also a key of ./burin.toml or of the file given with "
      "\\-\\-config, and a variable BURIN_NAME. The command line wins over the environment, the environment over the "
      "file.\n";
  out += manual_elements() + manual_attributes();
  out += ".SH EXIT STATUS\n" + tagged("0", "everything asked for was written") +
         tagged("1", "at least one input failed; all others were finished") +
         tagged("2", "wrong usage or configuration") + tagged("3", "check found something at or above --fail-on") +
         tagged("4", "output could not be written") + tagged("5", "a limit was reached") +
         tagged("70", "a defect in burin") + tagged("130, 143", "cancelled by a signal; nothing partial is left");
  return out + manual_diagnostics();
}

std::string completions(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  return shell == "fish" ? fish() : std::string{};
}

}  // namespace burin::cli
