#include "io/pdf/pdf_fonts.hpp"

#include <hb-ot.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "io/fonts/harfbuzz.hpp"
#include "io/fsys/deflate.hpp"

namespace burin::io {

namespace {

constexpr hb_tag_t cff_tag = HB_TAG('C', 'F', 'F', ' ');
constexpr hb_tag_t glyf_tag = HB_TAG('g', 'l', 'y', 'f');

std::string table(hb_face_t* face, hb_tag_t tag) {
  const Blob blob(hb_face_reference_table(face, tag));
  return bytes_of(blob.get());
}

bool has_table(hb_face_t* face, hb_tag_t tag) {
  const Blob blob(hb_face_reference_table(face, tag));
  return hb_blob_get_length(blob.get()) > 0;
}

Face cut_down(hb_face_t* face, const FontUse& use) {
  const SubsetInput input(hb_subset_input_create_or_fail());
  if (!input) return nullptr;
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const char* tag : {"GSUB", "GPOS", "GDEF", "name", "OS/2", "post", "BASE", "DSIG", "FFTM"}) {
    hb_set_add(dropped, hb_tag_from_string(tag, 4));
  }
  hb_set_t* glyphs = hb_subset_input_glyph_set(input.get());
  for (const auto& [glyph, text] : use.glyphs()) hb_set_add(glyphs, glyph);
  return Face(hb_subset_or_fail(face, input.get()));
}

/// PostScript names allow printable ASCII without delimiters.
std::string post_script_name(hb_face_t* face) {
  std::array<char, 64> text{};
  auto size = static_cast<unsigned>(text.size());
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text.data());
  std::string name(text.data(), std::min<std::size_t>(size, text.size() - 1));
  std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '-'; });
  return name.empty() ? "Font" : name;
}

/// Six capitals that differ where the sets of glyphs differ.
std::string subset_tag(const FontUse& use) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const auto& [glyph, text] : use.glyphs()) hash = (hash ^ glyph) * 0x100000001b3U;
  std::string tag;
  for (int i = 0; i < 6; ++i, hash /= 26) tag += static_cast<char>('A' + hash % 26);
  return tag;
}

std::string widths_of(hb_font_t* font, const FontUse& use) {
  std::string widths;
  std::uint32_t expected = 0xFFFFFFFF;
  for (const auto& [glyph, text] : use.glyphs()) {
    if (glyph != expected)
      widths += (widths.empty() ? "" : "]") + std::to_string(glyph) + "[";
    else
      widths += ' ';
    widths += pdf_number(hb_font_get_glyph_h_advance(font, glyph));
    expected = glyph + 1;
  }
  return widths.empty() ? widths : widths + "]";
}

std::string hex(std::uint32_t glyph) {
  TextBuffer out(8);
  out.put_hex(glyph);
  return out.take();
}

/// Which characters the glyph codes stand for.
std::string to_unicode_map(const FontUse& use) {
  std::vector<std::string> lines;
  for (const auto& [glyph, text] : use.glyphs()) {
    if (!text.empty()) lines.push_back("<" + hex(glyph) + "> <" + utf16_hex(text) + ">\n");
  }
  std::string map =
      "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
      "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t most = 100;  // entries that one block may have
  for (std::size_t i = 0; i < lines.size(); i += most) {
    const std::size_t end = std::min(lines.size(), i + most);
    map += std::to_string(end - i) + " beginbfchar\n";
    for (std::size_t k = i; k < end; ++k) map += lines[k];
    map += "endbfchar\n";
  }
  return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

void add_extents(hb_font_t* font, const FontUse& use, PdfFont& out) {
  for (const auto& [glyph, text] : use.glyphs()) {
    hb_glyph_extents_t extents{};
    if (!hb_font_get_glyph_extents(font, glyph, &extents)) continue;
    out.left = std::min<double>(out.left, extents.x_bearing);
    out.right = std::max<double>(out.right, extents.x_bearing + extents.width);
    out.top = std::max<double>(out.top, extents.y_bearing);
    out.bottom = std::min<double>(out.bottom, extents.y_bearing + extents.height);
  }
  hb_font_extents_t line{};
  hb_font_get_h_extents(font, &line);
  out.ascent = line.ascender;
  out.descent = line.descender;
  out.italic_angle = hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE);
}

}  // namespace

Expected<PdfFont> subset_font(std::string_view bytes, const FontUse& use) {
  const Face face = open_face(bytes);
  PdfFont out;
  out.truetype = !has_table(face.get(), cff_tag);
  if (out.truetype && !has_table(face.get(), glyf_tag)) {
    return fail(Errc::unsupported, "BU0505", "the font has neither CFF nor TrueType outlines");
  }
  const Face subset = cut_down(face.get(), use);
  if (!subset) return fail(Errc::internal, "BU9015", "HarfBuzz cannot make a subset of the font");
  const Blob whole(hb_face_reference_blob(subset.get()));
  const std::string program = out.truetype ? bytes_of(whole.get()) : table(subset.get(), cff_tag);
  out.program_size = program.size();
  out.program = deflated(program);
  out.name = subset_tag(use) + "+" + post_script_name(face.get());
  out.to_unicode = deflated(to_unicode_map(use));
  const Font font(hb_font_create(face.get()));
  hb_font_set_scale(font.get(), 1000, 1000);
  out.widths = widths_of(font.get(), use);
  add_extents(font.get(), use, out);
  return out;
}

int write_font(PdfObjects& objects, const PdfFont& font) {
  const std::string compressed = "/Filter /FlateDecode";
  const std::string kind =
      font.truetype ? " /Length1 " + std::to_string(font.program_size) : std::string(" /Subtype /CIDFontType0C");
  const int program = objects.add_stream(compressed + kind, font.program);
  const int unicode = objects.add_stream(compressed, font.to_unicode);
  const int descriptor =
      objects.add("<< /Type /FontDescriptor /FontName /" + font.name + " /Flags 4 /FontBBox [" + pdf_number(font.left) +
                  " " + pdf_number(font.bottom) + " " + pdf_number(font.right) + " " + pdf_number(font.top) +
                  "] /ItalicAngle " + pdf_number(font.italic_angle) + " /Ascent " + pdf_number(font.ascent) +
                  " /Descent " + pdf_number(font.descent) + " /CapHeight " + pdf_number(font.ascent) +
                  " /StemV 80 /FontFile" + (font.truetype ? "2 " : "3 ") + reference(program) + " >>");
  const int descendant = objects.add(
      "<< /Type /Font /Subtype /CIDFontType" + std::string(font.truetype ? "2 /CIDToGIDMap /Identity" : "0") +
      " /BaseFont /" + font.name + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>" +
      " /FontDescriptor " + reference(descriptor) + " /DW 0 /W [" + font.widths + "] >>");
  return objects.add("<< /Type /Font /Subtype /Type0 /BaseFont /" + font.name + (font.truetype ? "" : "-Identity-H") +
                     " /Encoding /Identity-H /DescendantFonts [" + reference(descendant) + "] /ToUnicode " +
                     reference(unicode) + " >>");
}

}  // namespace burin::io
