// One pass over the text of a score: where its parts begin, before any parsing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/limits.hpp"

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
/// Position of a text in another one from an offset on; npos when it is not there. O(n).
[[nodiscard]] std::size_t find_text(std::string_view text, std::string_view wanted, std::size_t from) noexcept;
/// Position of the next <part> tag from an offset on; npos when there is none. O(n).
[[nodiscard]] std::size_t next_part(std::string_view text, std::size_t from) noexcept;

/// Overwrites the comments of a text, which may grow at its end, with spaces (lines stay), so that what is in them is
/// not taken for elements.
class CommentScan {
 public:
  /// Looks at what has been added; `whole` when nothing will follow. O(what is new).
  void run(char* text, std::size_t size, bool whole) noexcept;
  /// What is left of the text begins so much later; at most settled(). O(1).
  void forget(std::size_t bytes) noexcept { settled_ -= bytes; }
  /// Up to here the text has no comments any more.
  [[nodiscard]] std::size_t settled() const noexcept { return settled_; }
  [[nodiscard]] bool has_cdata() const noexcept { return cdata_; }
  /// Whether the text has CDATA sections, or a comment that is too long to wait for while the text grows.
  [[nodiscard]] bool odd() const noexcept { return cdata_ || long_comment_; }

 private:
  std::size_t settled_{0};
  bool cdata_{false};
  bool long_comment_{false};
};
/// Overwrites the comments of a whole text. Says whether the text has CDATA sections. O(n).
bool blank_comments(std::string& text) noexcept;
/// Cuts a partwise text at its parts. O(n).
[[nodiscard]] PartSlices slice_parts(std::string_view text);

/// The music of a part cut at measures, so that it can be parsed a stretch at a time: stretches of about `wanted`
/// bytes, each beginning at a <measure> tag, from the first of them to the part's closing tag. Empty when the text is
/// not that plain. A nested <measure> would be cut at, too: its stretches are then no XML, and the part has to be
/// parsed whole.
[[nodiscard]] std::vector<TextSlice> cut_at_measures(std::string_view part, std::size_t wanted);

/// A limit on the shape of XML that a text exceeds, and where.
struct ShapeProblem {
  enum class Kind : std::uint8_t { depth, attribute, text };
  Kind kind{Kind::depth};
  std::size_t offset{0};
};
/// Finds the first place where elements lie too deep, an attribute or a text is too long. `depth` counts the elements
/// around the text. Comments, CDATA and declarations are stepped over (CDATA counts as text). O(n).
[[nodiscard]] std::optional<ShapeProblem> check_shape(std::string_view text, const ImportLimits& limits,
                                                      std::uint32_t depth = 0) noexcept;

/// Whether an attribute or a text may be too long: looks only for its ends at every few kilobytes, so a yes may be
/// wrong. For texts without CDATA. O(n / limits).
[[nodiscard]] bool has_long_parts(std::string_view text, const ImportLimits& limits) noexcept;

struct LinePlace {
  std::uint32_t line{1};
  std::uint32_t column{1};
};
/// Line and column from 1 of an offset, counted on from the start of the text or from an earlier offset whose place is
/// known. Columns count bytes. O(offset - from_offset + length of the line).
[[nodiscard]] LinePlace place_of(std::string_view text, std::size_t offset, std::size_t from_offset = 0,
                                 LinePlace from = {}) noexcept;
/// Where in a whole text a place lies that was counted from the start of a piece of it. O(1).
[[nodiscard]] constexpr LinePlace place_behind(LinePlace start, LinePlace within) noexcept {
  if (within.line > 1) return {start.line + within.line - 1, within.column};
  return {start.line, start.column + within.column - 1};
}

}  // namespace burin::io
