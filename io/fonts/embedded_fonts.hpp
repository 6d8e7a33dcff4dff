// The font files, tables and licences that the assembler puts into the program (embedded_fonts.S.in).
#pragma once

#include <span>
#include <string_view>

namespace burin::io {

struct EmbeddedFont {
  std::string_view name;  // "bravura", "edwin-roman"
  std::string_view font, table, licence;
  std::string_view latin;  // a text font cut down to Latin-1 (TextSubsets), empty for a music font
  std::string_view usual;  // and to the usual sets, in Base64, one a line
};

[[nodiscard]] std::span<const EmbeddedFont> embedded_fonts();
/// Null when there is no font of this name.
[[nodiscard]] const EmbeddedFont* embedded_font(std::string_view name);

}  // namespace burin::io
