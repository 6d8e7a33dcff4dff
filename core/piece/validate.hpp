// What makes a piece whole: promises that hold between its parts, and ranges of its numbers.
#pragma once

#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// Looks whether a piece is whole: every staff has as many measures as the piece; numbers lie in their ranges (pitches,
/// note values, lines of a staff, ratios of tuplets); chords have notes, two-note tremolos two items; durations are not
/// negative; groups and layouts name musicians that are there. Importers and the verbs on measures keep all of that;
/// scripts and files made elsewhere may not. Errors: bad_input BU0214, which names the first wrong place. O(items).
[[nodiscard]] Expected<void> validate(const Piece& piece);

/// The same for one measure of a staff that stands at this path. O(items).
[[nodiscard]] Expected<void> validate(const Measure& measure, const Vpd& at);

}  // namespace burin
