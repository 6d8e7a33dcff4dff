#include "cli/app/command.hpp"

#include <algorithm>

namespace burin::cli {

namespace {

constexpr std::array table{
    Command{"engrave",
            cmd_engrave,
            "INPUT...",
            "engrave scores to PDF, SVG or PNG",
            1,
            {{{"burin engrave symphony.mxl -o symphony.pdf", "one score to one PDF"},
              {"burin engrave scores/ -o pages/ -f svg -f pdf --report run.json",
               "a folder of scores to SVG pages and PDFs that mirror it, with a report"}}},
            run_engrave},
    Command{"apply",
            cmd_apply,
            "SCRIPT INPUT",
            "edit a score by a JSON script of operations, and engrave it",
            2,
            {{{"burin apply edits.json symphony.mxl -o symphony.pdf", "run the script, engrave the result"},
              {"burin apply transpose.json song.musicxml -o song-in-e.burin -f burin",
               "keep the edited piece in burin's own format, which every command reads"}}},
            run_apply},
    Command{"watch",
            cmd_watch,
            "INPUT",
            "engrave a score, and again whenever its file changes",
            1,
            {{{"burin watch symphony.musicxml -o symphony.pdf", "follow the file until Ctrl-C"},
              {"burin watch song.musicxml -o pages/ -f svg", "rewrite only the pages that change"}}},
            run_watch},
    Command{
        "diff",
        cmd_diff,
        "A B",
        "say which pages, systems and measures differ between two scores, or two folders of pages",
        2,
        {{{"burin diff old.musicxml new.musicxml -o changes.pdf", "what changed, and pages with the changes framed"},
          {"burin diff --json yesterday/ today/", "which pages of two runs differ"}}},
        run_diff},
    Command{"check",
            cmd_check,
            "INPUT...",
            "import and lay out, write nothing, print what was found",
            1,
            {{{"burin check quartet.musicxml", "say what is wrong with a score"},
              {"burin check scores/ --json --fail-on warning", "for scripts: exit with 3 at the first warning"}}},
            run_check},
    Command{
        "info",
        cmd_info,
        "INPUT...",
        "say what is in a score: title, parts, measures, notes",
        1,
        {{{"burin info song.mxl", "a short summary"}, {"burin info --json scores/", "the same of a folder as JSON"}}},
        run_info},
    Command{"fonts",
            cmd_fonts,
            "",
            "list the fonts that burin has with it",
            0,
            {{{"burin fonts", "names and versions"}, {"burin fonts --licences", "their licences in full"}}},
            run_fonts},
    Command{"elements",
            cmd_elements,
            "",
            "list the notation elements and the tags they are read from",
            0,
            {{{"burin elements", "a table"}, {"burin elements --json", "the same as JSON"}}},
            run_elements},
    Command{"explain",
            cmd_explain,
            "[CODE]",
            "say what a diagnostic means and how to mend it",
            0,
            {{{"burin explain BU0002", "one code"}, {"burin explain", "all codes"}}},
            run_explain},
    Command{"style",
            cmd_style,
            "[KEY]",
            "list the numbers of the house style: type, unit, default, range, meaning",
            0,
            {{{"burin style --list", "all keys; they are for --set and style files"},
              {"burin style spacing.increment --json", "one key as JSON"}}},
            run_style},
    Command{"report",
            cmd_report,
            "merge FILE...",
            "put the run reports of several shards together",
            1,
            {{{"burin report merge shard-*.json -o run.json", "one report of all shares of a run"},
              {"burin report merge a.json b.json | jq .totals", "what two runs did together"}}},
            run_report},
    Command{"bench",
            cmd_bench,
            "NAME [INPUT...]",
            "measure: pipeline, import, store, incremental, cancel or batch",
            1,
            {{{"burin bench pipeline symphony.mxl --repeat 10", "medians over ten runs"},
              {"burin bench store --workload c-piece-3 --threads 1,8",
               "transactions on pieces, on one and eight threads"}}},
            run_bench},
    Command{"completions",
            cmd_completions,
            "bash|zsh|fish",
            "print shell completions",
            1,
            {{{"burin completions bash > ~/.local/share/bash-completion/completions/burin", "for bash"},
              {"burin completions fish > ~/.config/fish/completions/burin.fish", "for fish"}}},
            run_completions},
    Command{"man",
            cmd_man,
            "",
            "print the manual page",
            0,
            {{{"burin man | man -l -", "read it"}, {"burin man > burin.1", "keep it"}}},
            run_man},
};

constexpr std::array<std::string_view, 3> later{"serve", "plugins", "remote"};

}  // namespace

std::span<const Command> commands() { return table; }

const Command* find_command(std::string_view name) {
  const auto* found = std::find_if(table.begin(), table.end(), [&](const Command& c) { return c.name == name; });
  return found == table.end() ? nullptr : found;
}

bool is_later_command(std::string_view name) { return std::find(later.begin(), later.end(), name) != later.end(); }

}  // namespace burin::cli
