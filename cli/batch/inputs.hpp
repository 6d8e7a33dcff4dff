// Inputs of a run: files, folders, standard input, lists of them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace burin::cli {

/// One score to be read.
struct Input {
  std::filesystem::path path;   // "-" is standard input
  std::filesystem::path inner;  // its folder inside the folder that was given; empty for a file that was named itself
  std::optional<Error> error;   // what was asked for does not exist or has no scores in it: fails without being read
  std::uint64_t bytes{0};       // size as a file, a guess of what it takes; 0 when unknown

  [[nodiscard]] bool is_stdin() const { return path == "-"; }
  /// Name without folder and extension; "stdin" for standard input.
  [[nodiscard]] std::string stem() const;
};

struct InputList {
  std::vector<Input> inputs;
  bool single_file{false};  // exactly one word, and it names a file or standard input
};

/// Expands words to inputs. Folders are searched recursively for .musicxml, .xml, .mxl and .burin, sorted by path,
/// hidden ones left out; @LIST names a file with one input a line. Never fails: what cannot be found becomes an input
/// with an error.
[[nodiscard]] InputList expand_inputs(const std::vector<std::string>& words);

/// Keeps share I of N ("2/8"): every N-th input from the I-th. "" keeps all. Errors: usage.
[[nodiscard]] Expected<void> keep_shard(std::string_view shard, std::vector<Input>& inputs);

}  // namespace burin::cli
