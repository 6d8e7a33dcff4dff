#include "io/svg/svg_head.hpp"

#include "io/svg/xml_text.hpp"

namespace burin::io {

namespace {

constexpr std::size_t few_pages = 8;  // documents up to here bring no character of a font that they don't use

class HeadWriter {
 public:
  HeadWriter(const Page& page, std::size_t page_count, const DocumentInfo& info, const SvgNeeds& needs,
             const FontLibrary& fonts, const SvgOptions& options)
      : page_(page), page_count_(page_count), info_(info), needs_(needs), fonts_(fonts), options_(options) {}

  TextBuffer write() {
    put_root();
    put_about();
    put_definitions();
    if (options_.background) put_background();
    return std::move(head_);
  }

 private:
  [[nodiscard]] long page_units(double mm) const {
    return TextBuffer::rounded(page_.space_mm > 0 ? mm / page_.space_mm * svg_units : 0.0);
  }

  void put_root() {
    head_.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    head_.put_decimal(page_.width_mm);
    head_.put("mm\" height=\"");
    head_.put_decimal(page_.height_mm);
    head_.put("mm\" viewBox=\"0 0 ");
    head_.put(page_units(page_.width_mm));
    head_.put(' ');
    head_.put(page_units(page_.height_mm));
    head_.put("\" data-staff-space=\"250\" fill=\"currentColor\" font-family=\"");
    put_xml(head_, fonts_.text_family());
    head_.put(", 'Century Schoolbook', C059, 'Times New Roman', serif\">\n");
  }

  void put_about() {
    head_.put("<title>");
    put_xml(head_, info_.title);
    head_.put("</title>\n<desc>");
    if (!info_.composer.empty()) put_xml(head_, info_.composer), head_.put(", ");
    head_.put("page ");
    head_.put(static_cast<long>(page_.number));
    head_.put(" of ");
    head_.put(static_cast<long>(page_count_));
    head_.put("</desc>\n<metadata>");
    put_xml(head_, info_.creator);
    head_.put("</metadata>\n");
  }

  void put_definitions() {
    head_.put("<defs>\n");
    put_embedded_fonts();
    needs_.glyphs.each([&](GlyphId id) {
      head_.put("<path id=\"");
      put_glyph_id(head_, id);
      head_.put("\" d=\"");
      head_.put(fonts_.outline(id));
      head_.put("\"/>\n");
    });
    for (std::size_t face = 0; face < needs_.outlines.size(); ++face) {
      for (const std::uint32_t glyph : needs_.outlines[face]) put_outline(glyph, static_cast<FontFace>(face));
    }
    head_.put("</defs>\n");
  }

  /// The faces that texts are set in, cut down to the characters of the page: it looks the same where they are not
  /// installed.
  void put_embedded_fonts() {
    bool any = false;
    for (std::size_t f = 0; f < needs_.texts.size(); ++f) {
      if (needs_.texts[f].empty()) continue;
      const auto face = static_cast<FontFace>(f);
      const auto font = fonts_.text_subset(needs_.texts[f].sorted(page_count_ > few_pages), face);
      if (font->empty()) continue;
      head_.put(any ? "@font-face{font-family:\"" : "<style>\n@font-face{font-family:\"");
      put_xml(head_, fonts_.text_family());
      head_.put("\";font-style:");
      head_.put(is_italic(face) ? "italic" : "normal");
      head_.put(";font-weight:");
      head_.put(is_bold(face) ? "bold" : "normal");
      head_.put(";src:url(data:font/otf;base64,");
      head_.put(*font);
      head_.put(") format(\"opentype\")}\n");
      any = true;
    }
    if (any) head_.put("</style>\n");
  }

  void put_outline(std::uint32_t glyph, FontFace face) {
    head_.put("<path id=\"");
    put_outline_id(head_, glyph, face);
    head_.put("\" d=\"");
    head_.put(fonts_.text_outline(glyph, face));
    head_.put("\"/>\n");
  }

  void put_background() {
    head_.put("<rect width=\"");
    head_.put(page_units(page_.width_mm));
    head_.put("\" height=\"");
    head_.put(page_units(page_.height_mm));
    head_.put("\" fill=\"white\"/>\n");
  }

  const Page& page_;
  std::size_t page_count_;
  const DocumentInfo& info_;
  const SvgNeeds& needs_;
  const FontLibrary& fonts_;
  const SvgOptions& options_;
  TextBuffer head_{192 * 1024};  // faces of the text font are most of it
};

}  // namespace

TextBuffer svg_head(const Page& page, std::size_t page_count, const DocumentInfo& info, const SvgNeeds& needs,
                    const FontLibrary& fonts, const SvgOptions& options) {
  return HeadWriter(page, page_count, info, needs, fonts, options).write();
}

}  // namespace burin::io
