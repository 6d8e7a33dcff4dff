// Makes font tables from font files: at build time for the fonts compiled in, at run time for the user's own.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace burin::io {

inline constexpr char table_magic[8] = {'b', 'u', 'r', 'i', 'n', 'f', 't', '1'};

/// The bytes of a FontTable. `metadata` is the SMuFL metadata JSON, empty for a text font. Fails with bad_input when
/// the font or the JSON cannot be read. Takes some ten milliseconds: every outline is read.
[[nodiscard]] Expected<std::string> build_font_table(std::string_view font, std::string_view metadata);

}  // namespace burin::io
