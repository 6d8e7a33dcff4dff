// Clefs, keys and times at the left and right edges of measures.
#pragma once

#include "pipeline/elements/clef.hpp"
#include "pipeline/elements/glyphs.hpp"
#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Key and time changes that follow the left barline of a measure inside a line.
[[nodiscard]] PrefixSigns change_signs(const Context& context, std::uint32_t measure);
/// Clef, key and (if it changes here) time at the start of a system that begins with this measure.
[[nodiscard]] PrefixSigns header_signs(const Context& context, std::uint32_t measure);
/// Key and time that the next measure brings, at the end of a line. Empty after the last measure.
[[nodiscard]] PrefixSigns courtesy_signs(const Context& context, std::uint32_t measure);

/// Clef, key and time of a staff as they are printed, in the sizes that their file asks for.
[[nodiscard]] GlyphGroup clef_sign(const Context& context, const Clef& clef, ClefSize size, int staff_lines = 5);
[[nodiscard]] GlyphGroup key_sign(const Context& context, std::uint32_t staff, Position at,
                                  const KeySignature* previous);
[[nodiscard]] GlyphGroup time_sign(const Context& context, const TimeSignature& time);

/// The group of staves that has one time signature for all, if the staff belongs to one; it grows with their number.
[[nodiscard]] const PartGroup* time_group(const Context& context, std::uint32_t staff);
[[nodiscard]] double time_group_factor(const Context& context, const PartGroup& group);

/// Naturals that the key at the start of a measure wants before the barline; empty for most. Their width is that of the
/// staff's own spaces.
[[nodiscard]] GlyphGroup naturals_before(const Context& context, std::uint32_t staff, std::uint32_t measure);

/// Whether a staff prints a key (time) change at the start of a measure.
[[nodiscard]] bool key_changes(const Context& context, std::uint32_t staff, std::uint32_t measure);
/// Whether the header of a system that begins with this measure shows the time: where it changes, and at the first
/// measure that is printed.
[[nodiscard]] bool header_has_time(const Context& context, std::uint32_t staff, std::uint32_t measure);
[[nodiscard]] bool time_changes(const Context& context, std::uint32_t staff, std::uint32_t measure);

}  // namespace burin::layout
