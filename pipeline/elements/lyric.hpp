// Texts of syllables: their stretches, each with a look of its own.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/color.hpp"
#include "pipeline/elements/element.hpp"

namespace burin::layout {

/// A stretch of a syllable.
struct LyricRun {
  std::string_view text;
  FontFace face{FontFace::roman};
  Color color{0};       // 0 = that of the syllable
  bool elision{false};  // joins two syllables
};

/// A syllable without the spaces around it, and without the hyphens that some files write into the text (as hyphens or
/// as dashes) although the word goes on by itself: two syllables have one hyphen between them (handbook §17.1). A view
/// into `text`. O(bytes).
[[nodiscard]] std::string_view printed_syllable(std::string_view text, std::string_view syllabic);
/// Whether a syllable brings the hyphen before it along in its text.
[[nodiscard]] bool begins_with_hyphen(std::string_view text) noexcept;

/// The stretches of a syllable from left to right; one where all of it looks the same: then `printed` is its text.
/// Views into the mark. O(bytes).
[[nodiscard]] std::vector<LyricRun> lyric_runs(const Mark& mark, std::string_view printed);
/// Em of a syllable in staff spaces, when most are `usual`.
[[nodiscard]] double lyric_size(const Mark& mark, double usual, const SizeReference& reference) noexcept;
/// Width of all its stretches. O(bytes).
[[nodiscard]] double lyric_width(const Mark& mark, std::string_view printed, double size, const TextMetrics& text);

}  // namespace burin::layout
