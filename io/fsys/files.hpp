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

/// Writes beside the final place and renames when complete: the file appears whole or not at all. On destruction
/// without commit() the partial file is removed. One thread. Temporary names are registered so that
/// remove_partial_files() can clean up after a signal.
class OutputFile {
 public:
  [[nodiscard]] static Expected<OutputFile> create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  [[nodiscard]] Expected<void> write(std::string_view bytes);
  /// Flushes, checks for errors (full disk) and renames into place. Returns the bytes written.
  [[nodiscard]] Expected<std::uint64_t> commit();
  /// Name of the temporary file, for libraries that write by themselves.
  [[nodiscard]] const std::filesystem::path& temporary() const noexcept { return temporary_; }

 private:
  OutputFile() = default;
  std::filesystem::path final_;
  std::filesystem::path temporary_;
  int descriptor_{-1};
  std::uint64_t bytes_{0};
};

/// Writes a whole file atomically.
[[nodiscard]] Expected<std::uint64_t> write_file(const std::filesystem::path& path, std::string_view bytes);

/// Removes every file that was begun and not committed. For the way out after a signal: async-signal-safe, any thread.
/// At most 64 files are remembered at a time.
void remove_partial_files() noexcept;

}  // namespace burin::io
