// Waiting for a file to change.
#pragma once

#include <filesystem>

#include "core/base/result.hpp"

namespace burin::io {

/// Follows one file by name: writing in place counts when the writer closes it, and so does another file that is
/// renamed to the name, as most editors do. Changes while nobody waits are kept. Linux (inotify). One thread.
class FileWatcher {
 public:
  /// Errors: io BU0404 when the folder of the file cannot be watched.
  [[nodiscard]] static Expected<FileWatcher> create(const std::filesystem::path& file);
  FileWatcher(FileWatcher&& other) noexcept;
  FileWatcher& operator=(FileWatcher&& other) noexcept;
  FileWatcher(const FileWatcher&) = delete;
  FileWatcher& operator=(const FileWatcher&) = delete;
  ~FileWatcher();

  /// Sleeps until the file has changed and been left alone for `quiet_ms`. Several changes in a row count once.
  /// Errors: io BU0404.
  [[nodiscard]] Expected<void> wait(int quiet_ms);

 private:
  FileWatcher() = default;
  /// Whether an event of the file came within the time (-1: without end).
  [[nodiscard]] Expected<bool> event_within(int milliseconds);

  std::string name_;
  int descriptor_{-1};
};

}  // namespace burin::io
