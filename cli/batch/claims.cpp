#include "cli/batch/claims.hpp"

namespace burin::cli {

namespace {

namespace fs = std::filesystem;

/// The name of a file in its real folder. A file that is a link is replaced itself, not what it points to.
fs::path place_of(const fs::path& path) {
  std::error_code ignored;
  const fs::path folder = fs::weakly_canonical(fs::absolute(path, ignored).parent_path(), ignored);
  return folder / path.filename();
}

Error over_an_input(const std::string& input, const fs::path& place) {
  return {Errc::bad_input,
          "BU0312",
          "its output " + place.string() + " would be written over a score that is read",
          {input, 0, 0, {}, {}, {}},
          "give another folder or name to -o"};
}

Error over_an_output(const std::string& input, const fs::path& place, const std::string& other) {
  return {Errc::bad_input,
          "BU0305",
          "its output " + place.string() + " would be written over " +
              (other == input ? std::string("another one of its own") : "the output of " + other),
          {input, 0, 0, {}, {}, {}},
          "tell them apart with --name, rename one of them, or use another folder"};
}

}  // namespace

Claims::Claims(const std::vector<Input>& inputs) {
  std::error_code ignored;
  for (const Input& input : inputs) {
    if (input.is_stdin()) continue;
    read_.insert(place_of(input.path));
    read_.insert(fs::weakly_canonical(input.path, ignored));  // a link is read for what it points to
  }
}

bool Claims::is_read(const fs::path& place) const { return read_.contains(place_of(place)); }

Expected<void> Claims::take(const std::string& input, const std::vector<fs::path>& places) {
  std::map<fs::path, const fs::path*> wanted;
  for (const fs::path& place : places) {
    fs::path real = place_of(place);
    if (read_.contains(real)) return tl::unexpected(over_an_input(input, place));
    if (!wanted.emplace(std::move(real), &place).second) return tl::unexpected(over_an_output(input, place, input));
  }
  const std::lock_guard lock(mutex_);
  for (const auto& [real, place] : wanted) {
    const auto other = taken_.find(real);
    if (other != taken_.end()) return tl::unexpected(over_an_output(input, *place, other->second));
  }
  for (const auto& [real, place] : wanted) taken_.emplace(real, input);
  return {};
}

}  // namespace burin::cli
