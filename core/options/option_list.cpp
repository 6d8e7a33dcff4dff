// The list itself. Order is the order of help.
#include <array>

#include "core/options/option_table.hpp"

namespace burin {

namespace {

using enum OptionKind;

constexpr std::string_view v01 = "0.1";

constexpr OptionSpec common(OptionSpec option) {
  option.group = "common";
  option.since = v01;
  option.commands = cmd_all;
  return option;
}

constexpr OptionSpec layout(std::string_view group, OptionSpec option) {
  option.group = group;
  option.since = v01;
  option.commands = cmd_layout;
  return option;
}

constexpr OptionSpec engraving(std::string_view group, OptionSpec option) {
  option.group = group;
  option.since = v01;
  option.commands = cmd_engrave;
  return option;
}

/// An option of the contract that this version refuses with exit 2 rather than ignores.
constexpr OptionSpec later(std::string_view group, OptionSpec option) {
  option.group = group;
  option.commands = cmd_engrave;
  option.available = false;
  return option;
}

constexpr OptionSpec extra(std::uint32_t commands, OptionSpec option) {
  option.group = "command";
  option.since = v01;
  option.commands = commands;
  return option;
}

constexpr std::array options{
    engraving("output", {.name = "output",
                         .letter = 'o',
                         .kind = path,
                         .value = "OUT",
                         .help = "file for one input and one single-file format, otherwise a folder that mirrors the "
                                 "inputs' folders; - is standard output; without it, beside each input"}),
    engraving("output", {.name = "format",
                         .letter = 'f',
                         .kind = choice,
                         .value = "FORMAT",
                         .range = "svg|svgz|pdf|png",
                         .help = "what to write, may be repeated; without it the format follows the name of OUT, and "
                                 "a folder gets pdf",
                         .repeatable = true}),
    engraving("output", {.name = "dpi",
                         .kind = real,
                         .value = "DPI",
                         .unit = "dots per inch",
                         .otherwise = "300",
                         .range = "20..2400",
                         .help = "resolution of PNG pages"}),

    layout("page", {.name = "page-size",
                    .kind = text,
                    .value = "SIZE",
                    .otherwise = "a4",
                    .help = "a4, a3, b4, letter, legal, tabloid, or WIDTHxHEIGHT with mm or in, such as 170x240mm"}),
    layout("page", {.name = "landscape", .help = "turn the page so that its longer side lies at the bottom"}),
    layout("page", {.name = "margins",
                    .kind = text,
                    .value = "T,R,B,L",
                    .unit = "mm",
                    .otherwise = "12,15,12,15",
                    .help = "margins from the top clockwise; one number sets all four"}),
    layout("page", {.name = "honour-layout",
                    .kind = choices,
                    .value = "LIST",
                    .otherwise = "none",
                    .range = "page|staff-size|breaks|none",
                    .help = "what to take over from the file's own layout"}),

    layout("size", {.name = "staff-size",
                    .kind = text,
                    .value = "MM|auto",
                    .unit = "mm",
                    .otherwise = "auto",
                    .help = "height of a five-line staff; auto is the largest standard size that fits (see --fit)"}),
    layout("size", {.name = "fit",
                    .kind = choices,
                    .value = "LIST",
                    .otherwise = "shrink,hide",
                    .range = "shrink|hide|split|grow|none",
                    .help = "what may be done so that the tallest system fits the page: a smaller staff, empty staves "
                            "left out, systems split, the page enlarged"}),
    layout("size", {.name = "hide-empty",
                    .kind = choice,
                    .value = "WHEN",
                    .otherwise = "auto",
                    .range = "auto|always|never",
                    .help = "whether staves without notes are left out of a system"}),

    layout("breaks", {.name = "breaks",
                      .kind = text,
                      .value = "HOW",
                      .otherwise = "auto",
                      .help = "auto, encoded (as in the file), or a number of measures per system"}),
    later("breaks", {.name = "max-systems", .kind = whole, .value = "N", .help = "systems on a page at most"}),
    later("breaks", {.name = "page-turns", .help = "end pages of parts at rests"}),

    later("look", {.name = "style", .kind = path, .value = "FILE", .help = "style file"}),
    later("look", {.name = "set", .kind = text, .value = "KEY=VALUE", .help = "one style key", .repeatable = true}),
    layout("look", {.name = "music-font",
                    .kind = text,
                    .value = "FONT",
                    .otherwise = "bravura",
                    .help = "bravura, leland, or the path of a SMuFL font with its metadata beside it"}),
    layout("look", {.name = "text-font", .kind = text, .value = "FONT", .otherwise = "edwin", .help = "font of texts"}),
    layout("look", {.name = "font-dir", .kind = path, .value = "DIR", .help = "folder with further fonts"}),
    engraving("look", {.name = "background", .help = "a white page behind SVG pages"}),
    engraving("look", {.name = "outline-text", .help = "text of SVG pages as outlines"}),

    later("content", {.name = "parts", .help = "full score and every part"}),
    later("content",
          {.name = "part", .kind = text, .value = "NAME|INDEX|GLOB", .help = "only these parts", .repeatable = true}),
    later("content", {.name = "no-score", .help = "no full score"}),
    later("content", {.name = "pitch", .kind = text, .value = "written|concert", .help = "pitch of the score"}),
    later("content", {.name = "transpose", .kind = text, .value = "INTERVAL", .help = "transpose everything"}),
    later("content", {.name = "multirest", .kind = text, .value = "encoded|auto|never", .help = "multi-measure rests"}),
    later("content", {.name = "measures", .kind = text, .value = "FROM-TO", .help = "only these measures"}),
    later("content", {.name = "pages", .kind = text, .value = "LIST", .help = "only these pages"}),
    later("content", {.name = "verses", .kind = text, .value = "LIST", .help = "only these verses"}),
    later("content", {.name = "crop", .help = "crop pages to the ink"}),
    later("content", {.name = "plugin", .kind = path, .value = "FILE", .help = "a plugin", .repeatable = true}),

    later("files", {.name = "name", .kind = text, .value = "TEMPLATE", .help = "names of outputs"}),
    later("files", {.name = "join", .help = "several scores in one PDF"}),
    later("files", {.name = "geometry", .kind = path, .value = "FILE", .help = "boxes of everything on the pages"}),

    layout("run", {.name = "jobs",
                   .letter = 'j',
                   .kind = whole,
                   .value = "N",
                   .unit = "threads",
                   .otherwise = "0",
                   .range = "0..1024",
                   .help = "threads to use; 0 is one for every core"}),
    layout("run", {.name = "timeout",
                   .kind = real,
                   .value = "SECONDS",
                   .unit = "seconds",
                   .otherwise = "0",
                   .range = "0..1e9",
                   .help = "longest time for one score; 0 is no limit"}),
    later("run", {.name = "max-memory", .kind = whole, .value = "MIB", .help = "memory limit"}),
    engraving("run", {.name = "fail-fast", .help = "stop at the first input that fails"}),
    later("run", {.name = "resume", .help = "skip inputs whose outputs are up to date"}),
    engraving("run",
              {.name = "shard",
               .kind = text,
               .value = "I/N",
               .help = "only share I of N of the inputs, for runs on several machines; the shares are disjoint and "
                       "together complete"}),
    later("run", {.name = "isolate", .help = "each score in a process of its own"}),

    layout("reports", {.name = "timings", .help = "a table of how long each stage took, on standard error"}),
    layout("reports",
           {.name = "report", .kind = path, .value = "FILE", .help = "the run report as JSON (schema burin-report/1)"}),
    later("reports", {.name = "report-html", .kind = path, .value = "FILE", .help = "the run report as a page"}),
    layout(
        "reports",
        {.name = "trace", .kind = path, .value = "FILE", .help = "trace events for Chrome's tracing page or Perfetto"}),

    extra(cmd_check, {.name = "fail-on",
                      .kind = choice,
                      .value = "SEVERITY",
                      .otherwise = "error",
                      .range = "note|warning|error",
                      .help = "exit with 3 when something at or above this was found"}),
    extra(cmd_check | cmd_info | cmd_fonts | cmd_elements | cmd_explain | cmd_bench | cmd_program,
          {.name = "json", .help = "print JSON", .line_only = true}),
    extra(cmd_fonts, {.name = "licences", .help = "print the fonts' licences in full", .line_only = true}),
    extra(cmd_bench, {.name = "repeat",
                      .kind = whole,
                      .value = "N",
                      .unit = "runs",
                      .otherwise = "5",
                      .range = "1..10000",
                      .help = "how often each input is engraved"}),
    extra(cmd_bench, {.name = "workload",
                      .kind = choice,
                      .value = "NAME",
                      .range = "a-counter|b-piece-1|c-piece-3|d-transfer|e-disjoint|b-alter-1|c-alter-3|b-struct-1|"
                               "c-struct-3|f-timewalk|g-snapshot|h-store-snapshot",
                      .help = "bench store: only this workload",
                      .repeatable = true,
                      .line_only = true}),
    extra(cmd_bench, {.name = "threads",
                      .kind = text,
                      .value = "N,N...",
                      .otherwise = "1,2,4,8,16",
                      .help = "bench store: how many threads the runs have",
                      .line_only = true}),
    extra(cmd_bench, {.name = "seconds",
                      .kind = real,
                      .value = "SECONDS",
                      .unit = "seconds",
                      .otherwise = "1",
                      .range = "0.001..3600",
                      .help = "bench store: how long each run is measured",
                      .line_only = true}),
    extra(cmd_bench, {.name = "warm-up",
                      .kind = real,
                      .value = "SECONDS",
                      .unit = "seconds",
                      .otherwise = "0.2",
                      .range = "0..3600",
                      .help = "bench store: how long each run goes on before it is measured",
                      .line_only = true}),
    extra(cmd_bench, {.name = "compare",
                      .kind = path,
                      .value = "OLD.json",
                      .help = "add the ratios to the figures of an earlier run's --json",
                      .line_only = true}),

    common({.name = "config",
            .kind = path,
            .value = "FILE",
            .help = "read options from this file; without it ./burin.toml is read if it is there"}),
    common({.name = "verbose", .letter = 'v', .help = "say more; twice says everything", .repeatable = true}),
    common({.name = "quiet", .letter = 'q', .help = "only errors: no warnings, no progress"}),
    common({.name = "log-level",
            .kind = choice,
            .value = "LEVEL",
            .otherwise = "warn",
            .range = "trace|debug|info|warn|error|critical|off",
            .help = "what to log on standard error"}),
    common({.name = "log-format",
            .kind = choice,
            .value = "FORMAT",
            .otherwise = "text",
            .range = "text|json",
            .help = "form of the log and of diagnostics"}),
    common({.name = "color",
            .kind = choice,
            .value = "WHEN",
            .otherwise = "auto",
            .range = "auto|always|never",
            .help = "colours in diagnostics; auto is on a terminal unless NO_COLOR is set"}),
    common({.name = "no-progress", .help = "no progress line on a terminal"}),
    common({.name = "print-config",
            .help = "print every option's value and where it comes from, and stop",
            .line_only = true}),
    common({.name = "help", .letter = 'h', .help = "print help and stop", .line_only = true}),
    common({.name = "version",
            .help = "print the version and stop (--json: of libraries and fonts too)",
            .line_only = true}),
};

}  // namespace

std::span<const OptionSpec> option_table() { return options; }

}  // namespace burin
