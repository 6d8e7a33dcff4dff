// Files: reading whole inputs, and outputs that appear whole or not at all.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace burin::io {

/// Reads a whole file ("-" is standard input), at most `limit` bytes. Errors: not_found, io, limit.
[[nodiscard]] Expected<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit);

/// Writes beside the final place and renames when complete: the file appears whole or not at all, and one of that name
/// stays until then. On destruction what stands under the temporary name is removed: the partial file, or after
/// commit() the one that was replaced. One thread. Temporary names are registered so that remove_partial_files() can
/// clean up after a signal. The disk is not waited for.
class OutputFile {
 public:
  /// Errors: io; cancelled after remove_partial_files().
  [[nodiscard]] static Expected<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  [[nodiscard]] Expected<void> write(std::string_view bytes);
  /// Flushes and closes, so that many complete files can wait for commit() without holding descriptors. Errors: io.
  [[nodiscard]] Expected<void> finish();
  /// Flushes, checks for errors (full disk) and renames into place. Returns the bytes written.
  /// Does not end a set for a journal (journal.hpp).
  [[nodiscard]] Expected<std::uint64_t> commit();
  /// Undoes commit(): what stood there before stands there again, where the file system can exchange files; otherwise
  /// nothing does.
  void take_back() noexcept;
  /// Name of the temporary file, for libraries that write by themselves.
  [[nodiscard]] const std::filesystem::path& temporary() const noexcept { return temporary_; }

 private:
  enum class Standing : std::uint8_t { beside, in_place, for_another };  // the last: which has the temporary name now

  OutputFile() = default;
  std::filesystem::path final_;
  std::filesystem::path temporary_;
  int descriptor_{-1};
  std::uint64_t bytes_{0};
  bool replaces_{false};  // there is a file of the final name
  Standing standing_{Standing::beside};
};

/// Writes all of the bytes to a descriptor. 0, or the errno of what went wrong. A closed pipe must not be a signal.
[[nodiscard]] int write_all(int descriptor, std::string_view bytes) noexcept;

/// Makes the folders on the way to a file. Errors: io.
[[nodiscard]] Expected<void> make_folders(const std::filesystem::path& target);

/// Writes a whole file atomically; for a journal it is a set of its own.
[[nodiscard]] Expected<std::uint64_t> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Removes every file that was begun and not committed, and lets no new one begin. For the way out after a signal: from
/// any thread, not from a signal handler.
void remove_partial_files() noexcept;

}  // namespace burin::io
