#include "core/base/codes.hpp"

#include <algorithm>
#include <array>

namespace burin {

namespace {

constexpr auto codes = std::to_array<CodeInfo>({
    {"BU0001", "cancelled", "The run was asked to stop, by Ctrl-C, by a signal or by --fail-fast.",
     "Run the command again; inputs that were finished stay written."},
    {"BU0002", "time limit reached", "A score took longer than --timeout allows and was given up.",
     "Raise --timeout, or give the run more threads with --jobs."},
    {"BU0003", "not enough memory", "The machine had no memory left for a score.",
     "Use fewer --jobs, or engrave fewer inputs at once."},
    {"BU0004", "diagnostics not shown", "A score has more diagnostics than are printed.",
     "The run report (--report FILE) lists more of them."},
    {"BU0101", "not a fraction", "A text that should be a fraction such as 3/4 is none.", "Write it as N/D."},
    {"BU0201", "address not understood", "A path to a part of the score has a form that cannot be read.",
     "Use the canonical form, such as m/0/0/2/14/0/i/5."},
    {"BU0301", "option with a wrong value", "A value given to an option is malformed or out of range.",
     "The message names the allowed values; `burin COMMAND --help` lists them all."},
    {"BU0302", "unknown option", "An option, a key of the config file or a variable is not known.",
     "Look for a typing mistake; the nearest known name is suggested."},
    {"BU0303", "option not available", "The option belongs to burin's contract but this version cannot do it yet.",
     "Leave it out, or use a later version."},
    {"BU0304", "no input", "No input was given, or a folder has no .musicxml, .xml or .mxl file in it.",
     "Name at least one score, a folder with scores, @LIST or - for standard input."},
    {"BU0305", "outputs collide", "Two inputs would be written to the same output file.",
     "Rename one of them, or engrave them to different folders with -o."},
    {"BU0306", "output does not fit the inputs", "-o names a single file, but there is more to write than one file.",
     "Give a folder to -o, or one input and one format."},
    {"BU0307", "configuration not readable", "The configuration file is missing or malformed.",
     "Check its path and its form: `key = value` lines, perhaps below a [engrave] heading."},
    {"BU0308", "standard output takes one file", "The score needs several files, but the output is standard output.",
     "Write to a folder with -o, or choose -f pdf."},
    {"BU0401", "no such file", "An input, or a file that it needs, is not where it was looked for.", "Check the path."},
    {"BU0402", "cannot write", "An output could not be written: no space, no permission, or no such folder.",
     "The message names the file and the reason; nothing partial is left."},
    {"BU0403", "input too large", "An input is larger than the limit on the size of files.",
     "Raise the limit, or check that the file is what it should be."},
    {"BU0404", "cannot read", "A file is there but could not be read.",
     "Check its permissions, and that it is no folder."},
    {"BU0501", "font metadata not readable", "The metadata file beside a music font is no JSON object.",
     "Use the metadata.json that came with the font."},
    {"BU0502", "not a font", "A file that was named as a font has no outlines that can be read.",
     "Name an OpenType font (.otf or .ttf)."},
    {"BU0503", "no such font", "No font of this name is built in or was found.",
     "Built in are bravura, leland (music) and edwin (text); name others by path, or with --font-dir."},
    {"BU0504", "picture too large", "A page at this resolution has more pixels in a row than a PNG may have here.",
     "Lower the resolution, or the page size."},
    {"BU0505", "font cannot be embedded", "A font has outlines of a kind that PDF cannot hold.",
     "Choose a font with CFF or TrueType outlines."},
    {"BU9001", "a defect in burin", "Something happened in burin that must never happen.",
     "Please send the printed report with the score, if you may share it."},
    {"BU9011", "damaged font table", "A font table inside the program is not what the build made.",
     "The program file is damaged: install it again."},
    {"BU9012", "FreeType does not start", "The library that reads fonts refused to start.", "Check the installation."},
    {"BU9013", "font lost", "A font that was read before cannot be opened again.", "Please send the printed report."},
    {"BU9014", "cairo failed", "The drawing library reported an error.", "The message names it."},
    {"BU9015", "font subset failed", "The part of a font that a PDF needs could not be cut out.",
     "Please send the printed report with the score, if you may share it."},
});

}  // namespace

std::span<const CodeInfo> code_table() { return codes; }

const CodeInfo* find_code(std::string_view code) {
  const auto found = std::lower_bound(codes.begin(), codes.end(), code,
                                      [](const CodeInfo& info, std::string_view text) { return info.code < text; });
  return found != codes.end() && found->code == code ? &*found : nullptr;
}

}  // namespace burin
