#include "io/fsys/journal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <functional>

#include "io/fsys/files.hpp"

namespace burin::io {
namespace {

namespace fs = std::filesystem;

class Journal : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "burin-journal-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    for (const char* old : {"a", "b", "c"}) ASSERT_TRUE(write_file(folder_ / old, "old").has_value());
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// What a process that ends within `work` has told of its files.
  [[nodiscard]] static FileJournal journal_of(const std::function<void()>& work) {
    std::array<int, 2> ends{};
    EXPECT_EQ(::pipe(ends.data()), 0);
    const pid_t id = ::fork();
    if (id == 0) {
      keep_journal(ends[1]);
      work();
      ::_exit(1);
    }
    ::close(ends[1]);
    ::waitpid(id, nullptr, 0);
    std::string bytes(65536, '\0');
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(::read(ends[0], bytes.data(), bytes.size()), 0)));
    ::close(ends[0]);
    FileJournal journal;
    std::string_view rest = bytes;
    while (journal.take(rest)) {
    }
    EXPECT_TRUE(rest.empty());
    return journal;
  }
  [[nodiscard]] std::vector<OutputFile> written(const std::vector<std::string>& names) const {
    std::vector<OutputFile> files;
    for (const std::string& name : names) {
      files.push_back(OutputFile::create(folder_ / name).value());
      static_cast<void>(files.back().write("new"));
      static_cast<void>(files.back().finish());
    }
    return files;
  }
  /// Names and contents of everything in the folder, "a=old".
  [[nodiscard]] std::vector<std::string> content() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      out.push_back(entry.path().filename().string() + "=" + read_file(entry.path(), 100).value());
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  fs::path folder_;
};

TEST_F(Journal, ASetThatAKilledProcessHadNotPutIntoPlaceCompletelyIsTakenBack) {
  for (std::size_t placed = 0; placed < 4; ++placed) {
    const FileJournal journal = journal_of([&] {
      std::vector<OutputFile> files = written({"a", "new", "b", "c"});
      for (std::size_t i = 0; i < placed; ++i) static_cast<void>(files[i].commit());
      ::_exit(1);
    });
    journal.clear_away();
    EXPECT_THAT(content(), testing::ElementsAre("a=old", "b=old", "c=old")) << placed;
  }
}

TEST_F(Journal, ACompleteSetStaysWhateverComesAfterIt) {
  const FileJournal journal = journal_of([&] {
    std::vector<OutputFile> files = written({"a", "new"});
    for (OutputFile& file : files) static_cast<void>(file.commit());
    journal_complete_set();
    std::vector<OutputFile> later = written({"b", "c"});
    static_cast<void>(later[0].commit());
    ::_exit(1);
  });
  journal.clear_away();
  EXPECT_THAT(content(), testing::ElementsAre("a=new", "b=old", "c=old", "new=new"));
}

TEST_F(Journal, WhatTheProcessHasTakenBackByItselfStaysAsItIs) {
  const FileJournal journal = journal_of([&] {
    std::vector<OutputFile> files = written({"a", "new"});
    for (OutputFile& file : files) static_cast<void>(file.commit());
    for (OutputFile& file : files) file.take_back();
    ::_exit(1);
  });
  journal.clear_away();
  EXPECT_THAT(content(), testing::ElementsAre("a=old", "b=old", "c=old"));
}

TEST_F(Journal, AFileOfSomebodyElsesUnderATemporaryNameIsNotRemoved) {
  const FileJournal journal = journal_of([&] {
    const fs::path theirs = folder_ / (".a.part" + std::to_string(::getpid()) + "-");
    for (int serial = 0; serial < 100; ++serial) {
      static_cast<void>(write_file(theirs.string() + std::to_string(serial), "theirs"));
    }
    const std::vector<OutputFile> files = written({"a"});
    ::_exit(1);
  });
  const std::size_t theirs = content().size() - 4;
  journal.clear_away();
  EXPECT_EQ(content().size(), theirs + 3);
}

TEST_F(Journal, PartOfAnEntryIsNone) {
  const std::string whole = journal_places((folder_ / "a").string(), (folder_ / "b").string());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    FileJournal journal;
    std::string_view bytes = std::string_view(whole).substr(0, size);
    EXPECT_FALSE(journal.take(bytes));
    EXPECT_EQ(bytes.size(), size);
  }
}

}  // namespace
}  // namespace burin::io
