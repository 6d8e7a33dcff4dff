// Reading UTF-8 that may be malformed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace burin::io {

inline constexpr char32_t replacement_character = 0xFFFD;

/// Reads the character at `at` and moves `at` behind it. What is no UTF-8 gives U+FFFD and moves on by one byte.
/// Precondition: at < text.size().
[[nodiscard]] inline char32_t next_character(std::string_view text, std::size_t& at) noexcept {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const unsigned lead = byte(at);
  if (lead < 0x80) return ++at, static_cast<char32_t>(lead);
  const std::size_t more = lead >= 0xF0 && lead < 0xF5   ? 3
                           : lead >= 0xE0 && lead < 0xF0 ? 2
                           : lead >= 0xC2 && lead < 0xE0 ? 1
                                                         : 0;
  if (more == 0) return ++at, replacement_character;
  char32_t code = lead & (0x3FU >> more);
  for (std::size_t i = 1; i <= more; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return ++at, replacement_character;
    code = code << 6U | (byte(at + i) & 0x3FU);
  }
  constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
  const bool valid = code >= least[more] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!valid) return ++at, replacement_character;
  at += more + 1;
  return code;
}

/// A character in UTF-8; U+FFFD for what is none.
[[nodiscard]] inline std::string to_utf8(char32_t code) {
  const bool valid = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
  if (!valid) code = replacement_character;
  if (code < 0x80) return {static_cast<char>(code)};
  const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr unsigned leads[] = {0, 0xC0, 0xE0, 0xF0};
  std::string text{static_cast<char>(leads[more] | (code >> (6 * more)))};
  for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F));
  return text;
}

}  // namespace burin::io
