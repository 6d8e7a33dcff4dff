// Pieces in files: by id in a store, and over the shared scores.
#include "io/store/piece_files.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/piece/validate.hpp"
#include "core/run/executor.hpp"
#include "core/store/family_names.hpp"
#include "core/store/piece_compare.hpp"
#include "io/fsys/files.hpp"
#include "io/musicxml/import.hpp"
#include "pipeline/elements/element.hpp"
#include "tests/support/piece_samples.hpp"

namespace burin::io {
namespace {

namespace fs = std::filesystem;

class PieceFiles : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("burin-pieces-" + std::to_string(::getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  fs::path folder_;
};

TEST_F(PieceFiles, AStoreSavesAndLoadsById) {
  const ImportTable& table = layout::import_table();
  PieceStore store;
  ASSERT_TRUE(store.put("one", test::orchestra(3, 20)));
  ASSERT_TRUE(save_piece(store, "one", folder_ / "one.burin", table));
  ASSERT_TRUE(load_piece(store, "two", folder_ / "one.burin", table));
  EXPECT_EQ(**store.find("two"), **store.find("one"));
  EXPECT_EQ(*store.list(), (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(save_piece(store, "none", folder_ / "x", table).error().id, "BU0204");
  EXPECT_EQ(load_piece(store, "x", folder_ / "none", table).error().code, Errc::not_found);
  EXPECT_EQ(save_piece(store, "one", folder_ / "no/such/place.burin", table).error().code, Errc::io);
  std::ofstream(folder_ / "other.burin") << "burinpc\nrubbish that is long enough";
  EXPECT_EQ(load_piece(store, "x", folder_ / "other.burin", table).error().code, Errc::unsupported);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder_)) files += entry.is_regular_file() ? 1 : 0;
  EXPECT_EQ(files, 2U) << "nothing partial stays";
}

TEST_F(PieceFiles, AFileWhoseStavesDoNotFitTogetherIsRefused) {
  const ImportTable& table = layout::import_table();
  auto torn = std::make_shared<Piece>(*test::orchestra(2, 4));
  torn->measures.resize(3);
  ASSERT_TRUE(save_piece(*torn, folder_ / "torn.burin", table));
  const auto read = load_piece(folder_ / "torn.burin", table);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().id, "BU0214");
  EXPECT_EQ(read.error().message, "m/0/0/0: the staff has 4 measures, the piece 3");
}

fs::path shared_folder() {
  if (const char* named = std::getenv("BURIN_SHARED")) return named;
  return fs::path(__FILE__).parent_path() / "../../../../../shared";
}

TEST_F(PieceFiles, EverySharedScoreIsWholeAndComesBackEqual) {
  const fs::path corpus = shared_folder() / "corpus" / "visible";
  if (!fs::exists(corpus)) GTEST_SKIP() << "no shared scores";
  const ImportTable& table = layout::import_table();
  std::size_t scores = 0;
  for (const auto& entry : fs::recursive_directory_iterator(corpus)) {
    const std::string extension = entry.path().extension().string();
    if (extension != ".mxl" && extension != ".musicxml" && extension != ".xml") continue;
    if (entry.file_size() > 300'000) continue;  // the largest take long, and are no different
    auto bytes = read_file(entry.path(), 1ULL << 30);
    ASSERT_TRUE(bytes);
    SerialExecutor executor;
    Operation operation;
    const auto piece = import_musicxml(std::move(*bytes), "x", table, {}, executor, operation);
    if (!piece) continue;
    ++scores;
    const auto whole = validate(**piece);
    EXPECT_TRUE(whole) << entry.path() << ": " << whole.error().message;
    const auto again = decode_piece(encode_piece(**piece, TableNames(table)), TableNames(table));
    ASSERT_TRUE(again) << entry.path();
    EXPECT_TRUE(**again == **piece) << entry.path();
    EXPECT_TRUE(share_equal_parts(*piece, *again) == *piece) << entry.path();
  }
  EXPECT_GT(scores, 100U);
}

}  // namespace
}  // namespace burin::io
