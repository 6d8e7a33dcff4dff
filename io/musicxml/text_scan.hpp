// One pass over the text of a score: where its parts begin, before any parsing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace burin::io {

/// A piece of text by offsets.
struct TextSlice {
  std::size_t begin{0};
  std::size_t end{0};
};

/// A partwise score cut at its parts. `parts` is empty when the text cannot be cut safely (timewise, CDATA sections, no
/// parts): then it has to be parsed as a whole.
struct PartSlices {
  std::size_t head_end{0};  // the text before the first part
  std::vector<TextSlice> parts;
};

/// Name of the root element without prefix; empty when there is none. Looks past declaration, comments and DOCTYPE.
[[nodiscard]] std::string_view root_name(std::string_view text) noexcept;
/// Overwrites comments with spaces (lines stay), so that what is in them is not taken for elements. Says whether the
/// text has CDATA sections. O(n).
bool blank_comments(std::string& text) noexcept;
/// Cuts a partwise text at its parts. O(n).
[[nodiscard]] PartSlices slice_parts(std::string_view text);
/// Line and column from 1 of an offset. O(offset).
struct LinePlace {
  std::uint32_t line{1};
  std::uint32_t column{1};
};
[[nodiscard]] LinePlace place_of(std::string_view text, std::size_t offset, std::size_t from_offset = 0,
                                 LinePlace from = {}) noexcept;

}  // namespace burin::io
