// A piece as it sounds: transposing instruments written at concert pitch.
#pragma once

#include <cstdint>
#include <span>

#include "core/piece/piece.hpp"

namespace burin {

/// The piece with every note and key of transposing instruments as it sounds, but for whole octaves: instruments that
/// sound an octave higher or lower keep their place. Their accidentals are left open, so that layout computes them.
/// Shares everything that does not transpose. O(notes of transposing instruments).
[[nodiscard]] Shared<Piece> at_concert_pitch(const Shared<Piece>& piece);

/// The piece as some of its musicians (by index) read it in parts of their own, where the file says how these differ
/// from a score in concert pitch: transposed back, in the clefs that it has for parts. The same piece when it says
/// nothing. O(notes of instruments concerned).
[[nodiscard]] Shared<Piece> as_in_parts(const Shared<Piece>& piece, std::span<const std::uint32_t> musicians);

}  // namespace burin
