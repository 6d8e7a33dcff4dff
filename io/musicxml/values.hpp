// Words of the format and what they mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin::io {

/// "quarter" → 2; no_value for anything that is no note type.
[[nodiscard]] NoteValue note_value(std::string_view type) noexcept;
/// The written value that a sounding length fits exactly (0 to 3 dots), or no_value.
[[nodiscard]] WrittenDuration value_of_length(Rational quarters) noexcept;
/// "C" … "B" → 0 … 6; -1 for anything else.
[[nodiscard]] int step_of(std::string_view name) noexcept;
/// Quarter tones of a decimal alteration ("-1", "0.5"), limited to ±12.
[[nodiscard]] std::int8_t alter_of(std::string_view text) noexcept;
/// Whether a text is an alteration: a number of semitones from -6 to 6.
[[nodiscard]] bool is_alter(std::string_view text) noexcept;
[[nodiscard]] NoteheadShape notehead_of(std::string_view name) noexcept;
[[nodiscard]] StemDirection stem_of(std::string_view name) noexcept;
[[nodiscard]] BeamState beam_of(std::string_view name) noexcept;
[[nodiscard]] BarStyle bar_style_of(std::string_view name) noexcept;
[[nodiscard]] ClefSign clef_sign_of(std::string_view name) noexcept;  // treble for unknown names
[[nodiscard]] bool is_clef_sign(std::string_view name) noexcept;
/// "above", "over" … → side.
[[nodiscard]] Side side_of(std::string_view placement) noexcept;
/// Whole number inside [low, high]; nothing for anything else. White space around it is allowed.
[[nodiscard]] std::optional<std::int64_t> whole(std::string_view text, std::int64_t low, std::int64_t high) noexcept;
/// Finite decimal number inside ±1e9; nothing for anything else.
[[nodiscard]] std::optional<double> decimal(std::string_view text) noexcept;
/// A font size in points: a number, or a word of CSS as if "medium" were 12; 0 for anything else.
[[nodiscard]] double points_of(std::string_view text) noexcept;
/// A length in divisions ("24", "0.5") inside ±1e9 as an exact number; nothing for anything else.
[[nodiscard]] std::optional<Rational> divisions_of(std::string_view text) noexcept;

}  // namespace burin::io
