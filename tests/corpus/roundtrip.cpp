// Whether scores come back from their own export: import(export(import(x))) equals import(x), and a second export is
// the same to the byte. Names each file that does not, with the first difference.
//
//   roundtrip [--but LIST] FILE-OR-FOLDER…    exit 0: all come back; 1: some do not; 77: there are none
//
// LIST names, a line each, "file name<TAB>what is lost", the files that are known not to come back whole. One of them
// that does come back is a failure, too: its line has to go.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <string_view>

#include "core/store/piece_difference.hpp"
#include "io/musicxml/import.hpp"
#include "io/musicxml/writer/write_musicxml.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/engine/tbb_executor.hpp"
#include "score_files.hpp"

namespace burin {
namespace {

namespace fs = std::filesystem;

constexpr int skipped = 77;

std::string slurp(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

Expected<Shared<Piece>> read(std::string bytes, const std::string& name, Executor& executor) {
  Operation operation;
  return io::import_musicxml(std::move(bytes), name, layout::import_table(), ImportLimits{}, executor, operation);
}

Expected<std::string> write(const Piece& piece, Executor& executor) {
  Operation operation;
  return io::write_musicxml(piece, layout::export_table(), executor, operation);
}

/// What is wrong with a file; nothing when all is well.
Expected<std::string> complaint(const fs::path& path, Executor& executor) {
  BURIN_TRY(const Shared<Piece> piece, read(slurp(path), path.string(), executor));
  BURIN_TRY(const std::string text, write(*piece, executor));
  BURIN_TRY(const Shared<Piece> again, read(text, "export of " + path.string(), executor));
  if (auto difference = first_difference(*piece, *again)) return "differs at " + *difference;
  if (!(*piece == *again)) return std::string("differs where no difference is seen");
  BURIN_TRY(const Shared<Piece> packed, read(io::pack_score(text), "packed " + path.string(), executor));
  if (first_difference(*piece, *packed)) return std::string("differs when packed");
  BURIN_TRY(const std::string second, write(*again, executor));
  return second == text ? std::string() : std::string("second export differs from the first");
}

std::set<std::string> known_from(const fs::path& list) {
  std::set<std::string> names;
  std::ifstream in(list);
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.front() != '#') names.insert(line.substr(0, line.find('\t')));
  }
  return names;
}

int run(int argc, char** argv) {
  std::vector<fs::path> files;
  std::set<std::string> known;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--but" && i + 1 < argc)
      known = known_from(argv[++i]);
    else
      test::collect_scores(argv[i], files);
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) {
    std::cout << "no scores there\n";
    return skipped;
  }
  const auto executor = layout::make_executor(2);
  std::size_t equal = 0;
  std::size_t wrong = 0;
  for (const fs::path& file : files) {
    const Expected<std::string> said = complaint(file, *executor);
    const bool whole = said && said->empty();
    const bool expected = known.contains(file.filename().string());
    equal += whole ? 1 : 0;
    wrong += whole == expected ? 1 : 0;
    if (whole && expected) {
      std::cout << file.string() << ": comes back now, but is listed as one that does not\n";
    } else if (!whole) {
      std::cout << file.string() << ": " << (said ? *said : said.error().message) << "\n";
    }
  }
  std::cout << equal << " of " << files.size() << " come back as they were\n";
  return wrong == 0 ? 0 : 1;
}

}  // namespace
}  // namespace burin

int main(int argc, char** argv) { return burin::run(argc, argv); }
