// What stands under the bracket of an ending, and its room: handbook §18.
#pragma once

#include <string>

#include "core/font/text_metrics.hpp"
#include "core/piece/attributes.hpp"

namespace burin::layout {

constexpr double ending_size = 2.0;    // em of the text
constexpr double ending_indent = 0.6;  // of the text behind the left hook

/// "1." for the number 1; the file's own text where it has one.
[[nodiscard]] inline std::string ending_text(const Ending& ending) {
  std::string text = ending.text.empty() ? ending.number : ending.text;
  if (!text.empty() && text.back() >= '0' && text.back() <= '9') text += '.';
  return text;
}

/// Width of a bracket that holds its text, with as much room behind as before it. Staff spaces of its staff.
[[nodiscard]] inline double ending_width(const Ending& ending, const TextMetrics& text) {
  return text.measure(ending_text(ending), FontFace::bold, ending_size).advance + 2 * ending_indent;
}

}  // namespace burin::layout
