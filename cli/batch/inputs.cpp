#include "cli/batch/inputs.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <fstream>
#include <iostream>

namespace burin::cli {

namespace {

namespace fs = std::filesystem;

bool is_score_name(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension == ".musicxml" || extension == ".xml" || extension == ".mxl" || extension == ".burin";
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

Input missing(const fs::path& path, std::string message, std::string help = {}) {
  Input input;
  input.path = path;
  input.error =
      Error{Errc::not_found, "BU0304", std::move(message), {path.string(), 0, 0, {}, {}, {}}, std::move(help)};
  return input;
}

std::uint64_t size_of(const fs::path& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  return error ? 0 : size;
}

/// Scores below a folder, sorted, so that the order never depends on the file system.
std::vector<fs::path> scores_below(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> found;
  fs::recursive_directory_iterator walk(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && walk != fs::recursive_directory_iterator(); walk.increment(error)) {
    std::error_code ignored;
    if (is_hidden(walk->path())) {
      walk.disable_recursion_pending();
    } else if (is_score_name(walk->path()) && walk->is_regular_file(ignored)) {
      found.push_back(walk->path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

void add_folder(const fs::path& folder, std::vector<Input>& out) {
  std::error_code error;
  const std::vector<fs::path> found = scores_below(folder, error);
  if (error) return out.push_back(missing(folder, "cannot be read: " + error.message()));
  if (found.empty()) {
    return out.push_back(
        missing(folder, "has no score in it", "scores are files named .musicxml, .xml, .mxl or .burin"));
  }
  for (const fs::path& path : found) {
    Input input;
    input.path = path;
    input.inner = path.parent_path().lexically_relative(folder);
    if (input.inner == ".") input.inner.clear();
    input.bytes = size_of(path);
    out.push_back(std::move(input));
  }
}

void add_path(const std::string& word, std::vector<Input>& out) {
  std::error_code ignored;
  if (word != "-" && fs::is_directory(word, ignored)) return add_folder(word, out);
  Input input;
  input.path = word;
  input.bytes = size_of(word);
  out.push_back(std::move(input));
}

void add_list(const std::string& name, std::vector<Input>& out) {
  std::ifstream file;
  if (name != "-") file.open(name);
  std::istream& in = name == "-" ? std::cin : file;
  if (!in) return out.push_back(missing(name, "the list of inputs cannot be read"));
  const std::size_t before = out.size();
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) add_path(line, out);
  }
  if (out.size() == before) out.push_back(missing(name, "the list names no inputs"));
}

/// A whole number from 1 to a million, or 0 when the text is none.
std::size_t share_number(std::string_view text) {
  std::size_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && out <= 1'000'000 ? out : 0;
}

}  // namespace

std::string Input::stem() const { return is_stdin() ? "stdin" : path.stem().string(); }

InputList expand_inputs(const std::vector<std::string>& words) {
  InputList list;
  for (const std::string& word : words) {
    if (word.size() > 1 && word.front() == '@')
      add_list(word.substr(1), list.inputs);
    else
      add_path(word, list.inputs);
  }
  std::error_code ignored;
  list.single_file = words.size() == 1 && words.front().front() != '@' && !fs::is_directory(words.front(), ignored);
  return list;
}

Expected<void> keep_shard(std::string_view shard, std::vector<Input>& inputs) {
  if (shard.empty()) return {};
  const std::size_t slash = shard.find('/');
  const std::size_t share = share_number(shard.substr(0, slash));
  const std::size_t shares = slash == std::string_view::npos ? 0 : share_number(shard.substr(slash + 1));
  if (share == 0 || share > shares) {
    return fail(Errc::usage, "BU0301", "--shard: '" + std::string(shard) + "' is not I/N with I from 1 to N");
  }
  std::vector<Input> kept;
  for (std::size_t i = share - 1; i < inputs.size(); i += shares) kept.push_back(std::move(inputs[i]));
  inputs = std::move(kept);
  return {};
}

}  // namespace burin::cli
