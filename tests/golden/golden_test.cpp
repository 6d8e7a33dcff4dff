// Layouts of small scores as text, compared with what was accepted. `scripts/golden` shows and accepts differences.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "core/options/engrave_parse.hpp"
#include "core/options/for_piece.hpp"
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

/// What a score's file `options` asks for, one "name value" a line: options of the program, and "part" for the layout
/// of one part. Without one: a small page and a usual staff size, so that few measures make several systems.
Expected<EngraveOptions> golden_options(const fs::path& place, const Piece& piece) {
  Settings settings;
  BURIN_CHECK(settings.set("page-size", {"150x200mm"}, Source::config));
  BURIN_CHECK(settings.set("staff-size", {"7"}, Source::config));
  std::ifstream file(place / "options");
  std::string measures;
  std::string part;
  for (std::string name, value; file >> name >> value;) {
    if (name == "measures") measures = value;
    if (name == "part") part = value;
    if (name != "measures" && name != "part") BURIN_CHECK(settings.set(name, {value}, Source::command_line));
  }
  BURIN_TRY(EngraveOptions options, engrave_options(settings));
  BURIN_CHECK(set_measures(measures, piece, options));
  if (part.empty()) return options;
  BURIN_TRY(const std::vector<Part> parts, select_parts(parts_of(piece), {part}));
  options.musicians = parts.front().musicians;
  options.part_name = parts.front().name;
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
  const auto options = golden_options(score.parent_path(), **piece);
  if (!options) return "options: " + options.error().message;
  const auto engraving = layout::engrave(**piece, *options, (*fonts)->glyphs(), (*fonts)->text(), *executor, operation);
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
