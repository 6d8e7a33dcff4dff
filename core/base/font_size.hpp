// Font sizes of files: points, or one of the words of CSS.
#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace burin {

/// What a word of CSS makes of the usual size ("medium"); 0 for anything else. Factors: CSS Fonts Level 4, "absolute
/// size" mapping table. O(1).
[[nodiscard]] constexpr double css_size_factor(std::string_view word) noexcept {
  constexpr std::array<std::pair<std::string_view, double>, 7> words{{{"xx-small", 0.6},
                                                                      {"x-small", 0.75},
                                                                      {"small", 8.0 / 9.0},
                                                                      {"medium", 1.0},
                                                                      {"large", 1.2},
                                                                      {"x-large", 1.5},
                                                                      {"xx-large", 2.0}}};
  for (const auto& [name, factor] : words) {
    if (name == word) return factor;
  }
  return 0.0;
}

/// Points that a file without page of its own means by "medium" (CSS).
inline constexpr double medium_points = 12.0;
inline constexpr double most_points = 1000.0;

}  // namespace burin
