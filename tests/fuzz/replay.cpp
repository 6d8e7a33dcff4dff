// fuzz_replay TARGET [--damaged COUNT] FILE_OR_FOLDER...: runs a fuzz target over files, with any compiler; with
// --damaged over COUNT copies of them that are damaged at random (always the same ones). The input that is being run
// lies in damaged-input in the current folder, so that it is at hand after a crash. Exit 1 when there was no file.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/fuzz/targets.hpp"
#include "tests/fuzz/xml_mutator.hpp"

namespace {

namespace fs = std::filesystem;

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

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

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Up to six changes, most of them of elements, some of bytes.
std::string damaged(std::string text, std::uint32_t seed) {
  std::minstd_rand random(seed + 1);
  for (unsigned changes = 1 + random() % 6; changes > 0 && !text.empty(); --changes) {
    if (random() % 5 != 0) {
      std::string changed = burin::fuzz::mutate_xml(text, static_cast<std::uint32_t>(random()));
      if (!changed.empty()) text = std::move(changed);
    } else if (random() % 2 == 0) {
      text[random() % text.size()] = static_cast<char>(random() % 256);
    } else {
      text.erase(random() % text.size(), random() % 40);
    }
  }
  return text;
}

void replay(const Target& target, const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    std::printf("%s\n", file.c_str());
    std::fflush(stdout);
    target.run(text_of(file));
  }
}

void replay_damaged(const Target& target, const std::vector<fs::path>& files, std::uint32_t count) {
  const fs::path place = "damaged-input";
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string text = damaged(text_of(files[i % files.size()]), i);
    std::ofstream(place, std::ios::binary) << text;
    target.run(text);
  }
  fs::remove(place);
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  const auto* const target =
      std::find_if(targets.begin(), targets.end(), [&](const Target& one) { return one.name == words[1]; });
  if (target == targets.end()) return 2;
  const bool damage = std::string_view(words[2]) == "--damaged";
  if (damage && count < 5) return 2;
  std::vector<fs::path> files;
  for (int i = damage ? 4 : 2; i < count; ++i) {
    const std::vector<fs::path> more = files_in(words[i]);
    files.insert(files.end(), more.begin(), more.end());
  }
  if (files.empty()) return 1;
  if (damage) {
    replay_damaged(*target, files, static_cast<std::uint32_t>(std::strtoul(words[3], nullptr, 10)));
  } else {
    replay(*target, files);
  }
  std::printf("%zu files\n", files.size());
  return 0;
}
