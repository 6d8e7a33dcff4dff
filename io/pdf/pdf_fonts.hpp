// Font subsets for PDF.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "io/pdf/font_use.hpp"
#include "io/pdf/pdf_objects.hpp"

namespace burin::io {

/// What a PDF needs of one font.
struct PdfFont {
  std::string name;             // PostScript name with the subset's tag: "ABCDEF+Bravura"
  bool truetype{false};         // TrueType outlines; otherwise a bare CFF table
  std::string program;          // deflated font program
  std::size_t program_size{0};  // before deflating
  std::string to_unicode;       // deflated CMap
  std::string widths;           // of the /W array
  double ascent{0}, descent{0}, left{0}, bottom{0}, right{0}, top{0};  // 1/1000 em
  double italic_angle{0};
};

/// Cuts a font down to the used glyphs, keeping their indices. Pure and thread-safe. Fails with unsupported when the
/// font has neither a CFF nor a glyf table.
[[nodiscard]] Expected<PdfFont> subset_font(std::string_view bytes, const FontUse& use);

/// Writes the font's objects and returns the number of the font dictionary.
[[nodiscard]] int write_font(PdfObjects& objects, const PdfFont& font);

}  // namespace burin::io
