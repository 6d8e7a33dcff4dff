// The text of a score, unpacked a piece at a time, and cut at its parts as far as it is there.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/run/operation.hpp"
#include "io/musicxml/container.hpp"
#include "io/musicxml/part_cutter.hpp"

namespace burin::io {

/// Reads a file's bytes, packed or not. One thread at a time; the text of parts that were given out may be read by
/// others meanwhile.
class ScoreText {
 public:
  ScoreText() = default;
  ScoreText(const ScoreText&) = delete;
  ScoreText& operator=(const ScoreText&) = delete;

  /// Once, before anything else. Reads the beginning of the text. Errors: those of PackedScore; limit for a file that
  /// is too large.
  [[nodiscard]] Expected<void> open(std::string bytes, const std::string& name, const ImportLimits& limits);
  /// Reads on until one more part is complete, and says which part of slices() it is; nothing when all has been read.
  /// The rest of an odd text is read, but not cut. Errors: bad_input for a broken zip; those of the operation, which is
  /// asked every quarter of a megabyte.
  [[nodiscard]] Expected<std::optional<std::size_t>> next_part(const Operation& operation);

  /// Whether the text had to be looked at as a whole after all: parts that were given out don't count then. For good
  /// only when all has been read.
  [[nodiscard]] bool odd() const noexcept { return cutter_.odd(); }
  [[nodiscard]] const PartSlices& slices() const noexcept { return cutter_.slices(); }
  /// The room of the text, without byte order mark. It never moves, but nothing may be read of it before it has been
  /// filled: up to the end of a part that was given out, or all of it at the end.
  [[nodiscard]] std::string_view text() const noexcept { return {begin_ + skipped_, size_ - skipped_}; }
  /// All bytes of the text as they came, except that comments may be blank. Ends the use of text().
  [[nodiscard]] std::string take();
  /// Gives the text up.
  void close();

 private:
  [[nodiscard]] Expected<void> read_more();

  std::string bytes_;  // of the file
  std::optional<PackedScore> packed_;
  std::unique_ptr<char[]> unpacked_;
  char* begin_{nullptr};
  std::size_t size_{0};
  std::size_t read_{0};
  bool all_read_{false};
  std::size_t skipped_{0};  // a byte order mark
  std::size_t given_{0};    // parts
  PartCutter cutter_;
};

}  // namespace burin::io
