// Pitches as written: step, alteration, octave.
#pragma once

#include <compare>
#include <cstdint>

namespace burin {

/// A written pitch. `alter` counts quarter tones (sharp = 2, flat = -2), so that microtones stay exact.
struct Pitch {
  std::int8_t step{0};    // 0 = C … 6 = B
  std::int8_t octave{4};  // scientific: 4 begins at middle C
  std::int8_t alter{0};   // quarter tones

  /// Steps above C0: the diatonic height that decides the place on the staff.
  [[nodiscard]] constexpr int diatonic() const noexcept { return octave * 7 + step; }
  friend constexpr auto operator<=>(Pitch, Pitch) noexcept = default;
};

/// An interval for transposition: diatonic steps and quarter tones, with whole octaves apart.
struct Interval {
  std::int8_t steps{0};
  std::int8_t quarter_tones{0};
  std::int8_t octaves{0};
  friend constexpr bool operator==(Interval, Interval) noexcept = default;
};

}  // namespace burin
