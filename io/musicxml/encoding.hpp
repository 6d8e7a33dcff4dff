// Bytes of an XML file as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace burin::io {

/// A text in UTF-8, and what had to be mended to get there.
struct DecodedText {
  std::string text;
  bool bad_utf8{false};  // was declared UTF-8 but is not: read as Latin-1 where it is broken
};

/// Reads UTF-8 (with or without byte order mark), UTF-16 of both orders (with or without), Latin-1 when declared. A
/// declaration that the bytes contradict is ignored: "UTF-16" written in UTF-8 is UTF-8. NUL becomes a space. The
/// result is always valid UTF-8 without byte order mark. O(n).
[[nodiscard]] DecodedText to_utf8(std::string bytes);

/// Whether a text is valid UTF-8. O(n).
[[nodiscard]] bool valid_utf8(std::string_view text) noexcept;
/// Index, from `from` on, of the first byte that begins no well-formed character; the size when all is well. O(n).
[[nodiscard]] std::size_t end_of_valid_utf8(std::string_view text, std::size_t from) noexcept;

}  // namespace burin::io
