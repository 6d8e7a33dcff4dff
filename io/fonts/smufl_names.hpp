// Glyph names of SMuFL, as font metadata uses them.
#pragma once

#include <optional>
#include <string_view>

#include "core/font/glyph_metrics.hpp"

namespace burin::io {

/// The code point of a SMuFL glyph that carries anchors in music fonts, by its canonical name ("noteheadBlack"). O(log
/// n). Names of optional glyphs are defined by each font's own metadata and are not known here.
[[nodiscard]] std::optional<GlyphId> smufl_code_point(std::string_view name) noexcept;

/// The anchor that metadata calls "stemUpSE" and so on.
[[nodiscard]] std::optional<Anchor> anchor_by_name(std::string_view name) noexcept;

}  // namespace burin::io
