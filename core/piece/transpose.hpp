// Transposition of a piece or a part of it.
#pragma once

#include "core/import/source_element.hpp"
#include "core/piece/interval.hpp"
#include "core/piece/operations.hpp"

namespace burin {

/// Transposes what lies at or below a path: pitches, chord symbols, and from the staff upwards the keys. Where a key
/// would have more than seven signs, it and the notes under it are spelled enharmonically. Printed accidentals are
/// decided anew against the keys as they then are; those that only reminded go on reminding. Unpitched notes, and the
/// keys of staves with a percussion clef, stay. A unison changes nothing. Errors: BU0202, BU0203. O(notes of the
/// instruments concerned).
[[nodiscard]] Edited transpose(Shared<Piece> piece, const Vpd& at, Interval interval, const ImportTable& signs);

/// An accidental that is still to be decided from the music around it. Never stays in a piece.
inline constexpr AccidentalSign undecided_accidental = 0xFFFFFFFF;

/// Whether there is an undecided accidental at or below a path.
[[nodiscard]] bool has_undecided_accidentals(const Piece& piece, const Vpd& at);
/// Decides them: a sign where the key and the measure so far ask for one, none where the instrument has no printed
/// accidentals at all and layout decides. O(items of the instruments concerned).
[[nodiscard]] Edited settle_accidentals(Shared<Piece> piece, const Vpd& at, const ImportTable& signs);

}  // namespace burin
