// Intervals: their names, and what they do to pitches and keys.
#pragma once

#include <string_view>

#include "core/base/result.hpp"
#include "core/piece/attributes.hpp"
#include "core/piece/pitch.hpp"

namespace burin {

/// Reads "M3", "m2", "P5", "A4", "d5", "AA4", "P8", "M10"; downwards with a minus before or after the quality ("-M3",
/// "M-3"), upwards also with a plus. Up to the 50th. Fails with bad_input BU0215.
[[nodiscard]] Expected<Interval> parse_interval(std::string_view text);
/// The usual interval of so many semitones: 4 is a major third, 6 an augmented fourth. -84 to 84.
[[nodiscard]] Expected<Interval> interval_of_semitones(std::int64_t semitones);

/// Sounding height in quarter tones above C0, whatever the spelling.
[[nodiscard]] int quarter_tones_of(Pitch pitch) noexcept;

/// How many fifths a key moves: 4 for a major third up.
[[nodiscard]] int fifths_of(Interval interval) noexcept;

/// The pitch an interval away; its spelling follows the interval, so the way back gives the same pitch. What leaves the
/// range of pitches (octaves -1 to 10) stays at its edge.
[[nodiscard]] Pitch transposed(Pitch pitch, Interval interval) noexcept;

/// The interval that is used under a key: the enharmonic one where the key would else have more than seven signs.
[[nodiscard]] Interval readable_under(const KeySignature& key, Interval interval) noexcept;

/// The key an interval away, of seven signs at most; non-traditional keys move sign by sign.
[[nodiscard]] KeySignature transposed(const KeySignature& key, Interval interval);

}  // namespace burin
