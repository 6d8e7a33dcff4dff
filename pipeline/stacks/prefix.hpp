// Clefs, keys and times at the left and right edges of measures.
#pragma once

#include "pipeline/stacks/stacks.hpp"

namespace burin::layout {

/// Key and time changes that follow the left barline of a measure inside a line.
[[nodiscard]] PrefixSigns change_signs(const Context& context, std::uint32_t measure);
/// Clef, key and (if it changes here) time at the start of a system that begins with this measure.
[[nodiscard]] PrefixSigns header_signs(const Context& context, std::uint32_t measure);
/// Key and time that the next measure brings, at the end of a line. Empty after the last measure.
[[nodiscard]] PrefixSigns courtesy_signs(const Context& context, std::uint32_t measure);

/// Whether a staff prints a key (time) change at the start of a measure.
[[nodiscard]] bool key_changes(const Context& context, std::uint32_t staff, std::uint32_t measure);
/// Whether the header of a system that begins with this measure shows the time: where it changes, and at the first
/// measure that is printed.
[[nodiscard]] bool header_has_time(const Context& context, std::uint32_t staff, std::uint32_t measure);
[[nodiscard]] bool time_changes(const Context& context, std::uint32_t staff, std::uint32_t measure);

}  // namespace burin::layout
