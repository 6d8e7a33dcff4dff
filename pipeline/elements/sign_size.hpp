// What a font size of the file makes of a sign.
#pragma once

#include "core/piece/piece.hpp"

namespace burin::layout {

/// What sizes of the file are compared with, in points.
struct SizeReference {
  double space{5.0};   // a staff space: so big are texts compared with the staff
  double music{12.0};  // the font of the music's signs
};

/// By the file's own staff: its font of music is as high as the staff (SMuFL). A file without page of its own has
/// staves of 7 mm, and its sizes count from CSS's medium. O(1).
[[nodiscard]] SizeReference size_reference(const Piece& piece) noexcept;

/// Factor of a sign of the music font. Signs grow, to the double at most, but don't shrink: programs write the size of
/// their font of words beside signs, too. 1 for 0 points. O(1).
[[nodiscard]] double music_factor(double points, const SizeReference& reference) noexcept;
/// The same by what a mark's parameters say.
[[nodiscard]] double music_factor(const Mark& mark, const SizeReference& reference) noexcept;

/// Factor of words that are usually `size` staff spaces high. Programs give sizes on the page, or as on staves of 7 mm:
/// the reading that is nearer to the usual size counts. Sizes near the usual one (by a quarter) are the program's
/// own habit and change nothing; words of CSS are taken at their word. From 0.4 to 4. O(1).
[[nodiscard]] double text_factor(double points, double size, const SizeReference& reference) noexcept;
[[nodiscard]] double text_factor(const Mark& mark, double size, const SizeReference& reference) noexcept;

}  // namespace burin::layout
