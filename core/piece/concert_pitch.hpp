// A piece as it sounds: transposing instruments written at concert pitch.
#pragma once

#include "core/piece/piece.hpp"

namespace burin {

/// The piece with every note and key of transposing instruments as it sounds, but for whole octaves: instruments that
/// sound an octave higher or lower keep their place. Their accidentals are left open, so that layout computes them.
/// Shares everything that does not transpose. O(notes of transposing instruments).
[[nodiscard]] Shared<Piece> at_concert_pitch(const Shared<Piece>& piece);

}  // namespace burin
