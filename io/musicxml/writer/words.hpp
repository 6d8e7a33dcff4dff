// What values are called in the format: the way back of io/musicxml/values.
#pragma once

#include <string>
#include <string_view>

#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin::io {

/// "quarter"; empty for no_value and for what has no name.
[[nodiscard]] std::string_view name_of_value(NoteValue value) noexcept;
/// 0 … 6 → "C" … "B".
[[nodiscard]] std::string_view name_of_step(int step) noexcept;
/// Quarter tones → semitones as a decimal: 1 → "0.5".
[[nodiscard]] std::string alter_text(int quarter_tones);
[[nodiscard]] std::string_view name_of(NoteheadShape shape) noexcept;
/// Empty for automatic ones.
[[nodiscard]] std::string_view name_of(StemDirection stem) noexcept;
/// Empty for none.
[[nodiscard]] std::string_view name_of(BeamState state) noexcept;
/// Empty for automatic ones.
[[nodiscard]] std::string_view name_of(BarStyle style) noexcept;
[[nodiscard]] std::string_view name_of(ClefSign sign) noexcept;
[[nodiscard]] std::string_view name_of(TimeSignature::Symbol symbol) noexcept;
/// Empty for none.
[[nodiscard]] std::string_view name_of(TimeSignature::Relation relation) noexcept;
/// "#RRGGBB"; empty for none.
[[nodiscard]] std::string color_text(Color color);
/// "above", "below" or empty.
[[nodiscard]] std::string_view placement_of(Side side) noexcept;

}  // namespace burin::io
