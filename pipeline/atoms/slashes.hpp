// Slash notation without stems: one slash for each beat.
#pragma once

#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// What each slash of a measure stands for.
struct SlashBeat {
  WrittenDuration value{2, 0};
  Rational length{1};
  [[nodiscard]] bool falls_on(Rational at) const noexcept { return (at / length).den() == 1; }
};

/// Room that a slash takes in its column, staff spaces to the right.
inline constexpr double slash_room = 2.2;

/// Whether a staff has slashes by the beat in a measure (with stems they follow the notes).
[[nodiscard]] bool slashes_by_beat(const Context& context, std::uint32_t staff, std::uint32_t measure) noexcept;
/// What the file says, else a beat of the metre. O(log changes).
[[nodiscard]] SlashBeat slash_beat(const Context& context, std::uint32_t staff, std::uint32_t measure);
[[nodiscard]] GlyphId slash_glyph(Measure::SlashMode mode, const SlashBeat& beat, const GlyphMetrics& font);
/// All beats of a measure, if the staff has slashes by the beat there; else none. O(beats).
[[nodiscard]] std::vector<Rational> slash_beats(const Context& context, std::uint32_t staff, std::uint32_t measure);
/// Those beats of a measure on which no note of the staff's first voice begins, so that the slash stands alone.
/// O(beats * events).
[[nodiscard]] std::vector<Rational> slashes_alone(const Context& context, std::uint32_t staff,
                                                  const MeasureAtoms& atoms);

}  // namespace burin::layout
