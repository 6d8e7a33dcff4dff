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
  option.commands = group == "run" ? cmd_engrave : cmd_pages;
  return option;
}

/// What is laid out and which pages of it are written: nothing that two scores could be compared by.
constexpr OptionSpec choosing(OptionSpec option) {
  option.group = "content";
  option.since = v01;
  option.commands = cmd_engrave | cmd_apply | cmd_watch;
  return option;
}

/// Where results go.
constexpr OptionSpec result(OptionSpec option) {
  option.group = "output";
  option.since = v01;
  option.commands = cmd_pages | cmd_report;
  return option;
}

/// What is written beside the pages.
constexpr OptionSpec written(std::string_view group, OptionSpec option) {
  option.group = group;
  option.since = v01;
  option.commands = cmd_engrave | cmd_apply;
  return option;
}

/// What tells about a run as a whole.
constexpr OptionSpec reporting(OptionSpec option) {
  option.group = "reports";
  option.since = v01;
  option.commands = cmd_engrave | cmd_apply | cmd_check;
  return option;
}

/// An option of the contract that this version refuses with exit 2 rather than ignores.
constexpr OptionSpec later(std::string_view group, OptionSpec option) {
  option.group = group;
  option.commands = cmd_engrave;
  option.available = false;
  return option;
}

/// A limit on what a file may hold.
constexpr OptionSpec limit(OptionSpec option) {
  option.group = "limits";
  option.since = v01;
  option.commands = cmd_import;
  option.kind = whole;
  option.value = "N";
  return option;
}

constexpr OptionSpec extra(std::uint32_t commands, OptionSpec option) {
  option.group = "command";
  option.since = v01;
  option.commands = commands;
  return option;
}

constexpr std::array options{
    result({.name = "output",
            .letter = 'o',
            .kind = path,
            .value = "OUT",
            .help = "file for one input and one single-file format, otherwise a folder that mirrors the "
                    "inputs' folders; - is standard output; without it, beside each input (report: standard output)"}),
    engraving("output", {.name = "format",
                         .letter = 'f',
                         .kind = choice,
                         .value = "FORMAT",
                         .range = "svg|svgz|pdf|png|musicxml|mxl|burin",
                         .help = "what to write, may be repeated; musicxml and mxl are the score again, burin is the "
                                 "score to be read quickly and whole; without it the format follows the name of OUT, "
                                 "and a folder gets pdf",
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
    layout("size",
           {.name = "fit",
            .kind = choices,
            .value = "LIST",
            .otherwise = "shrink,hide",
            .range = "shrink|hide|split|grow|none",
            .help = "what may be done so that the tallest system fits the page: a smaller staff, empty staves "
                    "left out, the upper staves on one page and the lower ones on the next, the page enlarged"}),
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
    layout("breaks", {.name = "max-systems",
                      .kind = whole,
                      .value = "N",
                      .unit = "systems",
                      .otherwise = "0",
                      .range = "0..1000",
                      .help = "systems on a page at most; 0 is as many as fit"}),
    layout("breaks", {.name = "page-turns", .help = "right-hand pages end where the player has time to turn them"}),

    layout("look", {.name = "style",
                    .kind = path,
                    .value = "FILE",
                    .help = "style file with a line KEY = VALUE for each change of the house style"}),
    layout("look", {.name = "set",
                    .kind = text,
                    .value = "KEY=VALUE",
                    .help = "one number of the house style (`burin style --list`), may be repeated; wins over --style",
                    .repeatable = true}),
    layout("look", {.name = "music-font",
                    .kind = text,
                    .value = "FONT",
                    .otherwise = "bravura",
                    .help = "bravura, leland, or the path of a SMuFL font with its metadata beside it"}),
    layout("look", {.name = "text-font", .kind = text, .value = "FONT", .otherwise = "edwin", .help = "font of texts"}),
    layout("look", {.name = "font-dir", .kind = path, .value = "DIR", .help = "folder with further fonts"}),
    engraving("look", {.name = "background", .help = "a white page behind SVG pages"}),
    engraving("look", {.name = "outline-text", .help = "text of SVG pages as outlines"}),

    choosing({.name = "parts", .help = "the full score and every part"}),
    choosing({.name = "part",
              .kind = text,
              .value = "NAME|INDEX|GLOB",
              .help = "only these parts, may be repeated: by name (* and ? stand for any letters) or by "
                      "number from 1",
              .repeatable = true}),
    choosing({.name = "no-score", .help = "with --parts: no full score"}),
    layout("content", {.name = "pitch",
                       .kind = choice,
                       .value = "PITCH",
                       .otherwise = "written",
                       .range = "written|concert",
                       .help = "notes of transposing instruments as they are read or as they sound"}),
    engraving("content",
              {.name = "transpose",
               .kind = text,
               .value = "INTERVAL",
               .help = "everything higher or lower: an interval such as M2, -m3 or P8, or a number of semitones; keys "
                       "and chord symbols go along"}),
    layout("content", {.name = "multirest",
                       .kind = choice,
                       .value = "WHEN",
                       .otherwise = "encoded",
                       .range = "encoded|auto|never",
                       .help = "multi-measure rests: where the file writes them, wherever all staves rest, or none"}),
    layout("content", {.name = "measures",
                       .kind = text,
                       .value = "FROM-TO",
                       .help = "only these measures, by their printed numbers; FROM- is up to the end"}),
    choosing({.name = "pages",
              .kind = text,
              .value = "LIST",
              .help = "write only these pages, such as 1,3-5,9-; the layout stays that of the whole score"}),
    layout("content",
           {.name = "verses", .kind = text, .value = "LIST", .help = "only these verses of lyrics, such as 1,3-"}),
    engraving("content", {.name = "crop", .help = "pages end where their ink ends, and have no page numbers"}),
    layout("content", {.name = "header",
                       .kind = text,
                       .value = "TEXT",
                       .help = "line above the music from the second page on; {title}, {composer}, {part}, {page} and "
                               "{pages} are filled in; parts have their name there"}),
    layout("content", {.name = "footer",
                       .kind = text,
                       .value = "TEXT",
                       .help = "line at the foot of every page, with the same fields"}),
    later("content", {.name = "plugin", .kind = path, .value = "FILE", .help = "a plugin", .repeatable = true}),

    engraving("files", {.name = "name",
                        .kind = text,
                        .value = "TEMPLATE",
                        .help = "names of outputs in a folder, such as {stem}-{part}-{page:03}; also {title} and "
                                "{number}, the number of the part"}),
    written("files", {.name = "join", .help = "all inputs one after the other in one PDF"}),
    written("files", {.name = "geometry",
                      .kind = path,
                      .value = "FILE",
                      .help = "boxes of pages, systems, staves, measures and signs in millimetres, as JSON"}),

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
    layout("run", {.name = "max-memory",
                   .kind = whole,
                   .value = "MIB",
                   .unit = "MiB",
                   .otherwise = "0",
                   .range = "0..1048576",
                   .help = "memory that the run may take (with --isolate: each worker); a score that needs more alone "
                           "is given up, the others go on; 0 is no limit"}),
    engraving("run", {.name = "fail-fast", .help = "stop at the first input that fails"}),
    engraving("run", {.name = "resume",
                      .help = "skip inputs whose outputs are newer and were made with the same options and version, as "
                              "an earlier run with this option has noted beside them"}),
    engraving("run",
              {.name = "shard",
               .kind = text,
               .value = "I/N",
               .help = "only share I of N of the inputs, for runs on several machines; the shares are disjoint and "
                       "together complete"}),
    engraving("run", {.name = "isolate",
                      .help = "each score in a worker process of its own, --jobs of them at a time; one that crashes, "
                              "hangs or is killed costs its score only"}),

    limit({.name = "max-file-bytes",
           .unit = "bytes",
           .otherwise = "1073741824",
           .range = "1..9007199254740992",
           .help = "largest file that is read"}),
    limit({.name = "max-unpacked-bytes",
           .unit = "bytes",
           .otherwise = "2147483648",
           .range = "1..9007199254740992",
           .help = "largest score inside a .mxl, unpacked"}),
    limit({.name = "max-zip-ratio",
           .otherwise = "400",
           .range = "1..4294967295",
           .help = "how many times smaller a .mxl may have made its score (asked from 16 MiB on)"}),
    limit({.name = "max-zip-entries", .otherwise = "10000", .range = "1..4294967295", .help = "files inside a .mxl"}),
    limit({.name = "max-xml-depth", .otherwise = "200", .range = "1..100000", .help = "elements inside each other"}),
    limit({.name = "max-attribute-bytes",
           .unit = "bytes",
           .otherwise = "10000",
           .range = "1..4294967295",
           .help = "length of one attribute"}),
    limit({.name = "max-text-bytes",
           .unit = "bytes",
           .otherwise = "100000",
           .range = "1..4294967295",
           .help = "length of one text"}),
    limit({.name = "max-parts", .otherwise = "1000", .range = "1..100000", .help = "parts of a score"}),
    limit({.name = "max-staves", .otherwise = "64", .range = "1..100", .help = "staves of a part"}),
    limit({.name = "max-measures", .otherwise = "50000", .range = "1..10000000", .help = "measures of a part"}),
    limit({.name = "max-notes", .otherwise = "20000000", .range = "1..4000000000", .help = "notes of a score"}),
    limit({.name = "max-voices",
           .otherwise = "64",
           .range = "1..2000",
           .help = "voices in a measure of a part; further ones are left out"}),

    reporting({.name = "timings", .help = "a table of how long each stage took, on standard error"}),
    reporting(
        {.name = "report", .kind = path, .value = "FILE", .help = "the run report as JSON (schema burin-report/1)"}),
    reporting(
        {.name = "report-html",
         .kind = path,
         .value = "FILE",
         .help = "the run report as a web page in one file: stages, tasks over threads, small pages, diagnostics"}),
    reporting(
        {.name = "trace", .kind = path, .value = "FILE", .help = "trace events for Chrome's tracing page or Perfetto"}),

    extra(cmd_check, {.name = "fail-on",
                      .kind = choice,
                      .value = "SEVERITY",
                      .otherwise = "error",
                      .range = "note|warning|error",
                      .help = "exit with 3 when something at or above this was found"}),
    extra(
        cmd_check | cmd_diff | cmd_info | cmd_fonts | cmd_elements | cmd_explain | cmd_bench | cmd_style | cmd_program,
        {.name = "json", .help = "print JSON", .line_only = true}),
    extra(cmd_check,
          {.name = "sarif", .help = "print what was found as SARIF 2.1.0, for code review tools", .line_only = true}),
    extra(cmd_fonts, {.name = "licences", .help = "print the fonts' licences in full", .line_only = true}),
    extra(cmd_style, {.name = "list", .help = "list every key of the house style", .line_only = true}),
    extra(cmd_bench, {.name = "repeat",
                      .kind = whole,
                      .value = "N",
                      .unit = "runs",
                      .range = "1..1000000",
                      .help = "how often each input is engraved (5), imported (9), edited (1000) or cancelled (1000)"}),
    extra(cmd_bench, {.name = "scale",
                      .help = "pipeline: synthetic scores of 10,000 to 1,000,000 notes instead of inputs",
                      .line_only = true}),
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
                      .help = "add the ratio of each workload's median to that in an older --json report",
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
