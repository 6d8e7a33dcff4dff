// Layouts of small scores as text, compared with what was accepted. `scripts/golden` shows and accepts differences.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/options/engrave_options.hpp"
#include "core/run/operation.hpp"
#include "io/dump/dump.hpp"
#include "io/fonts/font_library.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/engine.hpp"
#include "pipeline/engine/tbb_executor.hpp"

namespace burin {
namespace {

namespace fs = std::filesystem;

const fs::path folder{BURIN_GOLDEN_FOLDER};

std::vector<std::string> names() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (fs::exists(entry.path() / "input.musicxml")) found.push_back(entry.path().filename().string());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// A small page and a usual staff size, so that few measures make several systems.
EngraveOptions golden_options() {
  EngraveOptions options;
  options.page = {150.0, 200.0};
  options.staff_size_mm = 7.0;
  return options;
}

/// The pages of a score as text, or a message that says why there are none.
std::string layout_text(const fs::path& score) {
  auto bytes = io::read_file(score, 1U << 24U);
  if (!bytes) return "cannot be read";
  const auto executor = layout::make_executor(1);
  Operation operation;
  const auto piece = io::import_musicxml(std::move(*bytes), score.filename().string(), layout::import_table(),
                                         ImportLimits{}, *executor, operation);
  if (!piece) return "import: " + piece.error().message;
  const auto fonts = io::FontLibrary::load({});
  if (!fonts) return "fonts: " + fonts.error().message;
  const auto engraving =
      layout::engrave(**piece, golden_options(), (*fonts)->glyphs(), (*fonts)->text(), *executor, operation);
  if (!engraving) return "layout: " + engraving.error().message;
  std::string text;
  for (const auto& page : engraving->pages) text += io::dump(*page);
  return text;
}

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The first lines that differ, for a person.
std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected);
  std::istringstream right(actual);
  std::string a;
  std::string b;
  for (int line = 1;; ++line) {
    const bool has_left = static_cast<bool>(std::getline(left, a));
    const bool has_right = static_cast<bool>(std::getline(right, b));
    if (!has_left && !has_right) return "no difference";
    if (has_left == has_right && a == b) continue;
    return "line " + std::to_string(line) + "\n  accepted: " + (has_left ? a : "(end)") +
           "\n  now:      " + (has_right ? b : "(end)");
  }
}

class Golden : public testing::TestWithParam<std::string> {};

TEST_P(Golden, is_laid_out_as_accepted) {
  const fs::path place = folder / GetParam();
  const std::string actual = layout_text(place / "input.musicxml");
  // scripts/golden asks for the texts in a folder instead of a verdict
  if (const char* out = std::getenv("BURIN_GOLDEN_OUT")) {
    std::ofstream(fs::path(out) / (GetParam() + ".txt"), std::ios::binary) << actual;
    return;
  }
  if (!fs::exists(place / "expected.txt")) GTEST_SKIP() << "nothing accepted yet: scripts/golden --update";
  const std::string expected = text_of(place / "expected.txt");
  EXPECT_TRUE(expected == actual) << first_difference(expected, actual)
                                  << "\nscripts/golden shows all, scripts/golden --update accepts";
}

INSTANTIATE_TEST_SUITE_P(Layout, Golden, testing::ValuesIn(names()),
                         [](const testing::TestParamInfo<std::string>& each) { return each.param; });

}  // namespace
}  // namespace burin
