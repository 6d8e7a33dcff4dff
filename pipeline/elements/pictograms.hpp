// Signs by what files call them: percussion instruments and sticks, and glyphs by their SMuFL names.
#pragma once

#include <string_view>

#include "core/font/glyph_metrics.hpp"

namespace burin::layout {

/// The pictogram of a percussion instrument, beater or stick: `kind` is the tag inside <percussion>, `value` its text.
/// 0 when there is none. O(n), n is small; thread-safe.
[[nodiscard]] GlyphId pictogram(std::string_view kind, std::string_view value) noexcept;

/// The glyph with that SMuFL name among those that scores name; 0 for others. O(n), n is small; thread-safe.
[[nodiscard]] GlyphId glyph_named(std::string_view name) noexcept;

}  // namespace burin::layout
