// Bytes in letters, for data inside of other files.
#pragma once

#include <string>
#include <string_view>

namespace burin::io {

/// The bytes in Base64 with padding (RFC 4648, section 4). O(bytes).
[[nodiscard]] inline std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto byte = [&](std::size_t i) -> unsigned {
      return at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
    };
    const unsigned three = byte(0) << 16U | byte(1) << 8U | byte(2);
    for (std::size_t i = 0; i < 4; ++i) {
      const bool padding = at + i > bytes.size();
      out += padding ? '=' : letters[three >> (18 - 6 * i) & 63U];
    }
  }
  return out;
}

}  // namespace burin::io
