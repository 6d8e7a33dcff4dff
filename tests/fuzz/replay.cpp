// fuzz_replay TARGET FILE_OR_FOLDER...: runs a fuzz target over files, with any compiler. Exit 1 when there was no
// file.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/targets.hpp"

namespace {

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

namespace fs = std::filesystem;

constexpr std::array targets{Target{"musicxml", burin::fuzz::import_score},
                             Target{"engrave", burin::fuzz::engrave_score},
                             Target{"mxl", burin::fuzz::unpack_container}, Target{"vpd", burin::fuzz::read_vpd},
                             Target{"script", burin::fuzz::read_script}};

std::vector<fs::path> files_in(const fs::path& place) {
  if (!fs::exists(place)) return {};
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.is_regular_file()) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const auto target =
      std::find_if(targets.begin(), targets.end(), [&](const auto& one) { return one.name == words[1]; });
  if (target == targets.end()) return 2;
  std::size_t ran = 0;
  for (int i = 2; i < count; ++i) {
    for (const fs::path& file : files_in(words[i])) {
      std::printf("%s\n", file.c_str());
      std::fflush(stdout);
      std::ifstream in(file, std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      target->run(bytes);
      ++ran;
    }
  }
  std::printf("%zu inputs\n", ran);
  return ran == 0 ? 1 : 0;
}
