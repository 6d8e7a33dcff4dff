// What a process tells another of its files, so that they can be cleared away should it be killed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace burin::io {

/// Which file it is, whatever it is called.
struct FileIdentity {
  std::uint64_t device{0};
  std::uint64_t number{0};
  friend bool operator==(FileIdentity, FileIdentity) = default;
};
/// All zero where there is no such file.
[[nodiscard]] FileIdentity identity_of(const std::filesystem::path& path) noexcept;

/// From now on every OutputFile of this process (files.hpp) tells the descriptor what it is about to do, before it does
/// it. Before the first file is begun; somebody has to read at the other end.
void keep_journal(int descriptor) noexcept;
/// Tells the journal that all files put into place so far belong there, whatever comes. Any thread.
void journal_complete_set() noexcept;

/// The journal of another process, as far as it came. One thread.
class FileJournal {
 public:
  /// Takes one entry off the front of the bytes; false when they begin with none, or with a part of one.
  [[nodiscard]] bool take(std::string_view& bytes);
  /// After the end of the process that kept it: removes its temporary files. Where a set of files was not put into
  /// place completely, takes back what was: an old file stands there again if the file system could exchange the two.
  void clear_away() const;

 private:
  struct Placed {
    std::string temporary;
    std::string final_name;
    FileIdentity file;  // the new one
  };
  std::vector<std::string> begun_;
  std::vector<Placed> placed_;  // of the set that is not complete
};

/// Entries of a journal, for who writes one.
[[nodiscard]] std::string journal_begins(const std::string& temporary);
[[nodiscard]] std::string journal_not_begun(const std::string& temporary);
[[nodiscard]] std::string journal_places(const std::string& temporary, const std::string& final_name);
[[nodiscard]] std::string journal_completes();

}  // namespace burin::io
