// Where the outputs of each input go.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/batch/claims.hpp"
#include "cli/batch/inputs.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// Formats and places of a whole run.
struct OutputPlan {
  std::vector<std::string> formats;  // "pdf", "svg", "svgz", "png", "musicxml", "mxl", "burin", each once
  std::filesystem::path folder;      // empty: beside each input
  std::filesystem::path file;        // one input, one file: exactly this; for svg and png the stem of its pages
  bool to_stdout{false};
  std::string name;  // --name: template of the names of files; empty: as described at output_path
  bool join{false};  // one PDF of all inputs, in `file`
};

/// What tells the outputs of one input apart.
struct OutputName {
  std::string part;  // as part_file_names gives it; empty: the full score
  std::uint32_t number{0};
  std::string title;
};

/// Whether a format holds the score itself rather than pages of it.
[[nodiscard]] bool is_score_format(std::string_view format);
/// Whether any of the formats shows pages, so that the score has to be laid out.
[[nodiscard]] bool needs_pages(const OutputPlan& plan);

/// Reads -o and -f. Errors: usage.
[[nodiscard]] Expected<OutputPlan> plan_outputs(const Settings& settings, const InputList& list);

/// Whether at most one result goes to standard output, of those that are not options' (`taken`) and of what the run
/// options send to
/// "-". Errors: usage.
[[nodiscard]] Expected<void> check_standard_output(const Settings& settings, bool taken);

/// Formats that hold the score itself have all of it: whether nothing less is asked for. Errors: usage.
[[nodiscard]] Expected<void> check_score_formats(const Settings& settings, const OutputPlan& plan);

/// Folder and stem of one input's outputs: "<base>.pdf", "<base>-001.svg".
[[nodiscard]] std::filesystem::path base_of(const OutputPlan& plan, const Input& input);
/// Name of a file. Without a template "<base>.pdf", "<base>-001.svg", and "-<part>" after the base for parts; page
/// numbers have three digits, more when `pages` needs them. A template is filled in; where it lacks {part} or {page}
/// and these are needed to tell files apart, they follow it. `page` 0: the only file of its format. A name that no file
/// system takes is shortened before its end.
[[nodiscard]] std::filesystem::path output_path(const OutputPlan& plan, const Input& input, const OutputName& name,
                                                const std::string& format, std::size_t page = 0, std::size_t pages = 1);

/// Names of parts as pieces of files' names, each there once: with the part's number where two would be alike.
[[nodiscard]] std::vector<std::string> part_file_names(const std::vector<std::string>& parts);

/// Gives every input an error whose outputs would replace those of another one before it, or an input, as far as that
/// can be told without reading the scores; the rest is told when they are written (Claims).
void refuse_collisions(const OutputPlan& plan, const Claims& claims, std::vector<Input>& inputs);

}  // namespace burin::cli
