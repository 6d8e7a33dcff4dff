// Where the outputs of each input go.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/batch/inputs.hpp"
#include "core/options/settings.hpp"

namespace burin::cli {

/// Formats and places of a whole run.
struct OutputPlan {
  std::vector<std::string> formats;  // "pdf", "svg", "svgz", "png", "musicxml", "mxl", "burin", each once
  std::filesystem::path folder;      // empty: beside each input
  std::filesystem::path file;        // one input, one file: exactly this; for svg and png the stem of its pages
  bool to_stdout{false};
};

/// Whether a format holds the score itself rather than pages of it.
[[nodiscard]] bool is_score_format(std::string_view format);
/// Whether any of the formats shows pages, so that the score has to be laid out.
[[nodiscard]] bool needs_pages(const OutputPlan& plan);

/// Reads -o and -f. Errors: usage.
[[nodiscard]] Expected<OutputPlan> plan_outputs(const Settings& settings, const InputList& list);

/// Folder and stem of one input's outputs: "<base>.pdf", "<base>-001.svg".
[[nodiscard]] std::filesystem::path base_of(const OutputPlan& plan, const Input& input);
/// Name of the only file of a format that writes one.
[[nodiscard]] std::filesystem::path single_path(const OutputPlan& plan, const Input& input, const std::string& format);
/// Name of a page, from 1; at least three digits, more when `pages` needs them.
[[nodiscard]] std::filesystem::path page_path(const std::filesystem::path& base, std::size_t page, std::size_t pages,
                                              const std::string& format);

/// Gives every input an error whose outputs another one before it has already claimed, or would replace an input.
void refuse_collisions(const OutputPlan& plan, std::vector<Input>& inputs);

}  // namespace burin::cli
