#include "io/fsys/files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace burin::io {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "burin-files-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder_)) found.push_back(entry.path().filename().string());
    return found;
  }
  fs::path folder_;
};

TEST_F(Files, WhatIsWrittenIsReadBack) {
  const auto written = write_file(folder_ / "a.txt", "hello");
  ASSERT_TRUE(written.has_value());
  EXPECT_EQ(*written, 5U);
  EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "hello");
  EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(Files, AnUncommittedFileLeavesNothingAndTheOldOneStays) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "old").has_value());
  {
    auto file = OutputFile::create(folder_ / "a.txt");
    ASSERT_TRUE(file.has_value());
    ASSERT_TRUE(file->write("new").has_value());
  }
  EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "old");
  EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(Files, WhatIsTakenBackLeavesWhatStoodThere) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "old").has_value());
  {
    auto again = OutputFile::create(folder_ / "a.txt");
    auto fresh = OutputFile::create(folder_ / "b.txt");
    ASSERT_TRUE(again.has_value() && fresh.has_value());
    ASSERT_TRUE(again->write("new").has_value() && fresh->write("new").has_value());
    ASSERT_TRUE(again->commit().has_value() && fresh->commit().has_value());
    EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "new");
    again->take_back();
    fresh->take_back();
  }
  EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "old");
  EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(Files, AnOldFileIsReplacedInOneStepAndLeavesNothingBeside) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "old").has_value());
  fs::permissions(folder_ / "a.txt", fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_file(folder_ / "a.txt", "new").has_value());
  EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "new");
  EXPECT_EQ(fs::status(folder_ / "a.txt").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

// The process writes nothing more after remove_partial_files(), so these ask a process of their own.
[[noreturn]] void leave() {
  remove_partial_files();
  std::_Exit(0);
}

TEST_F(Files, PartialFilesAreRemovedOnTheWayOut) {
  const auto begin_and_leave = [this] {
    const auto file = OutputFile::create(folder_ / "a.txt");
    if (file && names().size() == 1) leave();
  };
  EXPECT_EXIT(begin_and_leave(), testing::ExitedWithCode(0), "");
  EXPECT_THAT(names(), testing::IsEmpty());
}

TEST_F(Files, ACommittedFileIsNotRemovedOnTheWayOut) {
  ASSERT_TRUE(write_file(folder_ / "a.txt", "done").has_value());
  EXPECT_EXIT(leave(), testing::ExitedWithCode(0), "");
  EXPECT_THAT(names(), testing::ElementsAre("a.txt"));
}

TEST_F(Files, AMissingFileIsNotFoundAndNamed) {
  const auto read = read_file(folder_ / "none.xml", 100);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Errc::not_found);
  EXPECT_THAT(read.error().message, testing::AllOf(testing::HasSubstr("none.xml"), testing::HasSubstr("No such file")));
}

TEST_F(Files, AFolderCannotBeReadAsAFile) {
  const auto read = read_file(folder_, 100);
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(read.error().code, Errc::io);
}

TEST_F(Files, AFileOverTheLimitIsRefused) {
  ASSERT_TRUE(write_file(folder_ / "big", std::string(1000, 'x')).has_value());
  EXPECT_EQ(read_file(folder_ / "big", 999).error().code, Errc::limit);
  EXPECT_TRUE(read_file(folder_ / "big", 1000).has_value());
}

TEST_F(Files, WritingIntoAFolderThatIsNotThereFailsAsIo) {
  const auto written = write_file(folder_ / "none" / "a.txt", "x");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, Errc::io);
}

TEST_F(Files, AFullDiskFailsAsIo) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  auto file = OutputFile::create("/dev/full");
  ASSERT_TRUE(file.has_value());
  const auto written = file->write("x");
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().code, Errc::io);
  EXPECT_THAT(written.error().message, testing::HasSubstr("No space left"));
}

TEST_F(Files, AReplacedFileKeepsItsPermissions) {
  ASSERT_TRUE(write_file(folder_ / "a", "1").has_value());
  fs::permissions(folder_ / "a", fs::perms::owner_read | fs::perms::owner_write);
  ASSERT_TRUE(write_file(folder_ / "a", "2").has_value());
  EXPECT_EQ(fs::status(folder_ / "a").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(Files, ATemporaryNameThatAnotherContainersProcessHasIsPassedOver) {
  const std::string first = ".a.txt.part" + std::to_string(::getpid()) + "-";
  for (int serial = 0; serial < 100; ++serial) std::ofstream(folder_ / (first + std::to_string(serial))) << "theirs";
  ASSERT_TRUE(write_file(folder_ / "a.txt", "ours").has_value());
  EXPECT_EQ(read_file(folder_ / "a.txt", 100).value(), "ours");
  EXPECT_EQ(names().size(), 101U);
}

TEST_F(Files, VeryLongNamesStillGetATemporaryName) {
  const fs::path path = folder_ / std::string(255, 'n');
  EXPECT_TRUE(write_file(path, "x").has_value());
  EXPECT_TRUE(fs::exists(path));
}

}  // namespace
}  // namespace burin::io
