// Scores that the programs of this folder are given: files, or everything below folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace burin::test {

/// Appends a file that is there, or the scores below a folder, in no order.
inline void collect_scores(const std::filesystem::path& path, std::vector<std::filesystem::path>& files) {
  if (!std::filesystem::is_directory(path)) {
    if (std::filesystem::exists(path)) files.push_back(path);
    return;
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".musicxml" || extension == ".xml" || extension == ".mxl") files.push_back(entry.path());
  }
}

}  // namespace burin::test
