// What a supervisor and its worker processes say to each other.
#pragma once

#include <string>
#include <string_view>

#include "io/fsys/journal.hpp"

namespace burin::cli {

/// The hidden command of a worker, and the descriptors that it finds open: its job (a length of eight bytes and as many
/// bytes; end of file later means that the supervisor is gone), and where to write.
inline constexpr const char* worker_command = "isolated-score";
inline constexpr int job_descriptor = 3;
inline constexpr int answer_descriptor = 4;

/// Reads or writes everything; false at the end of the file or when nobody reads. A closed pipe must not be a signal.
[[nodiscard]] bool read_fully(int descriptor, char* out, std::size_t size) noexcept;
[[nodiscard]] bool write_fully(int descriptor, std::string_view bytes) noexcept;

/// Bytes after their length.
[[nodiscard]] std::string with_length(std::string_view bytes);

/// What a worker wrote: the journal of its files, then 'r' and its result.
struct Answer {
  io::FileJournal files;
  std::string result;
  bool complete{false};  // the result is there
};
/// Reads an answer as far as it came. O(bytes).
[[nodiscard]] Answer read_answer(std::string_view bytes);

}  // namespace burin::cli
