// What a supervisor and its worker processes say to each other.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "io/fsys/journal.hpp"

namespace burin::cli {

/// The hidden command of a worker, and the descriptors that it finds open: its job (a length of eight bytes and as many
/// bytes; later replies of the same form; the end of the file means that the supervisor is gone), and where to write.
inline constexpr const char* worker_command = "isolated-score";
inline constexpr int job_descriptor = 3;
inline constexpr int answer_descriptor = 4;

/// Reads or writes everything; false at the end of the file or when nobody reads. A closed pipe must not be a signal.
[[nodiscard]] bool read_fully(int descriptor, char* out, std::size_t size) noexcept;
[[nodiscard]] bool write_fully(int descriptor, std::string_view bytes) noexcept;

/// Bytes after their length.
[[nodiscard]] std::string with_length(std::string_view bytes);

/// What a worker says, as it comes: the journal of its files, questions for places of outputs, then its result. One
/// thread. O(bytes) all together.
class Answer {
 public:
  /// Takes bytes; they may end anywhere.
  void add(std::string_view bytes);
  /// The places that the worker wants, once for each time that it asks and then waits for a reply.
  [[nodiscard]] std::optional<std::vector<std::filesystem::path>> question();
  /// What became of its files so far.
  [[nodiscard]] const io::FileJournal& files() const noexcept { return files_; }
  /// Null before all of it is there.
  [[nodiscard]] const std::string* result() const noexcept { return result_ ? &*result_ : nullptr; }

 private:
  io::FileJournal files_;
  std::string pending_;
  std::optional<std::vector<std::filesystem::path>> question_;
  std::optional<std::string> result_;
};
[[nodiscard]] std::string as_question(const std::vector<std::filesystem::path>& places);
[[nodiscard]] std::string as_result(std::string_view bytes);

/// What the supervisor replies to a question, without the length before it.
[[nodiscard]] std::string encode_reply(const Expected<void>& reply);
[[nodiscard]] Expected<void> decode_reply(std::string_view bytes);

}  // namespace burin::cli
