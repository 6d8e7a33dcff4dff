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

/// The text of one part. It lives as long as somebody has its room; that of a file that is not packed is the file's own
/// and lives as long as the score's.
struct PartText {
  TextSlice slice;  // where it lies in the text, which begins behind the byte order mark
  std::string_view text;
  std::shared_ptr<const char[]> room;
};

/// Reads a file's bytes, packed or not. Of a packed score only the parts in work are there at a time: memory that has
/// been read from is still in the processor's cache when the next part is unpacked into it. One thread at a time; the
/// text of parts that were given out may be read by others meanwhile.
class ScoreText {
 public:
  ScoreText() = default;
  ScoreText(const ScoreText&) = delete;
  ScoreText& operator=(const ScoreText&) = delete;

  /// Once, before anything else. Reads the beginning of the text. Errors: those of PackedScore; limit for a file that
  /// is too large.
  [[nodiscard]] Expected<void> open(std::string bytes, const std::string& name, const ImportLimits& limits);
  /// Reads on until one more part is complete, and gives it out; nothing when all has been read. The rest of an odd
  /// text is read, but not cut. Errors: bad_input for a broken zip; those of the operation, which is asked every
  /// quarter of a megabyte.
  [[nodiscard]] Expected<std::optional<PartText>> next_part(const Operation& operation);

  /// Whether the text has to be looked at as a whole after all: parts that were given out don't count then. For good
  /// only when all has been read.
  [[nodiscard]] bool odd() const noexcept { return cutter_.odd(); }
  /// How many parts were found.
  [[nodiscard]] std::size_t parts() const noexcept { return cutter_.slices().parts.size(); }
  /// The text before the first part that was given out.
  [[nodiscard]] std::string_view head() const noexcept { return head_; }
  /// All bytes of the text as they came, except that comments may be blank; a packed one is unpacked once more. Ends
  /// the life of parts without a room. Errors: those of open.
  [[nodiscard]] Expected<std::string> take();
  /// Gives the text up.
  void close();

 private:
  [[nodiscard]] Expected<void> read_more();
  void make_room(std::size_t step);
  [[nodiscard]] PartText part(std::size_t index) const;

  std::string bytes_;  // of the file
  std::string name_;
  ImportLimits limits_;
  std::optional<PackedScore> packed_;
  std::shared_ptr<char[]> room_;  // of what is unpacked and not yet given up
  std::size_t capacity_{0};
  char* begin_{nullptr};  // of what is there
  std::size_t gone_{0};   // bytes before it
  std::size_t read_{0};   // bytes behind it that have been read
  std::size_t size_{0};   // of the whole text
  bool all_read_{false};
  std::size_t skipped_{0};  // a byte order mark
  std::size_t given_{0};    // parts
  std::string head_;
  PartCutter cutter_;
};

}  // namespace burin::io
