// Cuts a partwise score at its parts while its text is still being unpacked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "io/musicxml/text_scan.hpp"

namespace burin::io {

/// Follows a text that grows at its end, in UTF-8 from its first byte on. What it accepts is plain: UTF-8 without NUL,
/// score-partwise, no CDATA, and between parts nothing but white space and comments. Such a text is cut just as
/// slice_parts would cut it; any other is odd and has to be looked at as a whole. One thread.
class PartCutter {
 public:
  /// Looks at what has been added since the last call, up to `size` bytes; `whole` when nothing will follow. Comments
  /// are overwritten with spaces, as blank_comments does; what lies before the end of a found part is not touched any
  /// more. O(what is new).
  void grow(char* text, std::size_t size, bool whole);
  /// Gives up the text before the part in hand: from now on the text that grows begins there. Offsets in slices() go on
  /// counting from the beginning. Says how many bytes that is. O(1).
  [[nodiscard]] std::size_t forget() noexcept;
  /// Whether the text is none that can be cut while it grows. Says so for good only when the text is whole.
  [[nodiscard]] bool odd() const noexcept { return state_ == State::odd; }
  /// What was found so far.
  [[nodiscard]] const PartSlices& slices() const noexcept { return slices_; }

 private:
  enum class State : std::uint8_t { list, first_part, part, behind_part, behind_score, odd };

  bool check_encoding(std::string_view text, bool whole);
  bool step(std::string_view text, bool whole);
  bool find_list(std::string_view text);
  bool find_first_part(std::string_view text);
  bool find_end_of_part(std::string_view text);
  bool look_behind_part(std::string_view text, bool whole);
  void begin_part(std::size_t at) noexcept;
  bool give_up() noexcept;

  State state_{State::list};
  PartSlices slices_;
  CommentScan comments_;
  std::size_t checked_{0};  // up to here the text is UTF-8
  std::size_t at_{0};       // up to here everything has been looked at
  std::size_t begin_{0};    // of the part in hand
  std::size_t gone_{0};     // bytes that were given up
};

}  // namespace burin::io
