#include "io/fonts/embedded_fonts.hpp"

#include <algorithm>

// NOLINTBEGIN: the names are made by the assembler file
#define BURIN_FONT(symbol, name, package)                                     \
  extern "C" const char burin_font_##symbol[], burin_font_##symbol##_end[];   \
  extern "C" const char burin_table_##symbol[], burin_table_##symbol##_end[]; \
  extern "C" const char burin_latin_##symbol[], burin_latin_##symbol##_end[]; \
  extern "C" const char burin_usual_##symbol[], burin_usual_##symbol##_end[]; \
  extern "C" const char burin_licence_##package[], burin_licence_##package##_end[];
#include "io/fonts/embedded_fonts.inc"
#undef BURIN_FONT
// NOLINTEND

namespace burin::io {

std::span<const EmbeddedFont> embedded_fonts() {
#define BURIN_FONT(symbol, name, package)                                \
  EmbeddedFont{name,                                                     \
               {burin_font_##symbol, burin_font_##symbol##_end},         \
               {burin_table_##symbol, burin_table_##symbol##_end},       \
               {burin_licence_##package, burin_licence_##package##_end}, \
               {burin_latin_##symbol, burin_latin_##symbol##_end},       \
               {burin_usual_##symbol, burin_usual_##symbol##_end}},
  static const EmbeddedFont fonts[] = {
#include "io/fonts/embedded_fonts.inc"
  };
#undef BURIN_FONT
  return fonts;
}

const EmbeddedFont* embedded_font(std::string_view name) {
  const auto fonts = embedded_fonts();
  const auto found = std::ranges::find(fonts, name, &EmbeddedFont::name);
  return found == fonts.end() ? nullptr : &*found;
}

}  // namespace burin::io
