// Colours that a file asks for.
#pragma once

#include <cstdint>
#include <string_view>

namespace burin {

/// Red, green and blue in the lower three bytes under a mark in the highest; 0 = none: that of what stands around.
using Color = std::uint32_t;

/// Reads "#RRGGBB" or "#AARRGGBB" (transparency is left out). Black and anything else are none. O(1).
[[nodiscard]] constexpr Color color_of(std::string_view text) noexcept {
  if (text.size() == 9)
    text.remove_prefix(2);
  else if (text.size() == 7)
    text.remove_prefix(1);
  else
    return 0;
  Color value = 0;
  for (const char c : text) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return 0;
    value = value * 16 + static_cast<Color>(digit);
  }
  return value == 0 ? 0 : value | 0x01000000U;
}

/// Red, green, blue from 0 to 255.
struct Rgb {
  std::uint8_t red{0}, green{0}, blue{0};
};
[[nodiscard]] constexpr Rgb rgb_of(Color color) noexcept {
  return {static_cast<std::uint8_t>(color >> 16U), static_cast<std::uint8_t>(color >> 8U),
          static_cast<std::uint8_t>(color)};
}

}  // namespace burin
