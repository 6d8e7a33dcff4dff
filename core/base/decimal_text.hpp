// Numbers as text for files.
#pragma once

#include <array>
#include <charconv>
#include <string>

namespace burin {

/// The shortest decimal without exponent that reads as the same number; "0" for what is none or beyond ±1e15.
[[nodiscard]] inline std::string decimal_text(double number) {
  if (!(number > -1e15 && number < 1e15)) return "0";
  std::array<char, 512> text{};
  const auto written = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  return {text.data(), written.ptr};
}

}  // namespace burin
