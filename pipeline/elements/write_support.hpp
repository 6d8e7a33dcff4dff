// What families share when they say how their marks are written: the way back of read_support.
#pragma once

#include <array>
#include <string_view>

#include "core/export/export_table.hpp"

namespace burin::layout {

/// The way back of read_text_style.
inline constexpr auto text_style = std::to_array<ExportField>({
    {Param::italic, "font-style", ExportField::As::flag, "italic"},
    {Param::bold, "font-weight", ExportField::As::flag, "bold"},
    {Param::font_size, "font-size"},
    {Param::enclosure, "enclosure"},
    {Param::justify, "justify"},
    {Param::color, "color"},
});

/// The next part of a text up to a separator; takes both off the text. An exhausted text gives empty parts.
[[nodiscard]] std::string_view next_part(std::string_view& text, char separator) noexcept;

/// "start", "stop", "continue", "let-ring", or nothing: the way back of role_of_type.
[[nodiscard]] std::string_view type_of_role(SpanRole role) noexcept;

/// A mark that is one child with a text inside its element: Param::kind is the tag, Param::text the text.
void write_kind(const Mark& mark, ElementOutput& out);

}  // namespace burin::layout
