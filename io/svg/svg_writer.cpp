#include "io/svg/svg_writer.hpp"

#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "io/fonts/utf8.hpp"
#include "io/svg/text_buffer.hpp"
#include "io/svg/written_text.hpp"
#include "io/svg/xml_text.hpp"

namespace burin::io {

namespace {

constexpr double units = 250.0;    // viewBox units per staff space
constexpr double em_spaces = 4.0;  // staff spaces per em of the music font
constexpr GlyphId first_smufl = 0xE000;
constexpr std::size_t smufl_size = 0x1900;
constexpr std::size_t few_pages = 8;  // documents up to here bring no character of a font that they don't use

/// Glyphs that a page uses, in order of code point.
class UsedGlyphs {
 public:
  void add(GlyphId id) {
    if (id >= first_smufl && id - first_smufl < smufl_size)
      smufl_[id - first_smufl] = true;
    else
      others_[id] = true;
  }
  template <class Fn>
  void each(Fn&& fn) const {
    for (const auto& [id, used] : others_) fn(id);
    for (std::size_t i = 0; i < smufl_size; ++i) {
      if (smufl_[i]) fn(static_cast<GlyphId>(first_smufl + i));
    }
  }

 private:
  std::array<bool, smufl_size> smufl_{};
  std::map<GlyphId, bool> others_;
};

void put_code(TextBuffer& out, GlyphId id) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  int shift = 12;
  while (shift < 20 && (id >> (shift + 4)) != 0) shift += 4;
  for (; shift >= 0; shift -= 4) out.put(digits[(id >> shift) & 0xFU]);
}

bool is_italic(FontFace face) noexcept { return face == FontFace::italic || face == FontFace::bold_italic; }
bool is_bold(FontFace face) noexcept { return face == FontFace::bold || face == FontFace::bold_italic; }

/// Where a paint list's coordinates lie in those of the group around it.
struct Frame {
  double x{0.0}, y{0.0};  // viewBox units
  double scale{1.0};
  [[nodiscard]] double k() const noexcept { return units * scale; }
  [[nodiscard]] long h(double v) const noexcept { return TextBuffer::rounded(x + v * k()); }
  [[nodiscard]] long v(double up) const noexcept { return TextBuffer::rounded(y - up * k()); }
  [[nodiscard]] long size(double v) const noexcept { return TextBuffer::rounded(v * k()); }
};

class PageWriter {
 public:
  PageWriter(const Page& page, const FontLibrary& fonts, const SvgOptions& options)
      : page_(page), fonts_(fonts), options_(options), out_(expected_size(page)) {}

  std::string write(std::size_t page_count, const DocumentInfo& info) {
    body();
    TextBuffer head(64 * 1024);
    put_root(head);
    put_about(head, page_count, info);
    put_definitions(head, page_count);
    if (options_.background) put_background(head);
    constexpr std::string_view end = "</svg>\n";
    std::string page;
    page.reserve(head.size() + out_.size() + end.size());
    page.append(head.view()).append(out_.view()).append(end);
    return page;
  }

 private:
  static std::size_t expected_size(const Page& page) {
    std::size_t words = 0;
    const auto add = [&](const PlacedPaint& placed) { words += placed.paint ? placed.paint->words().size() : 0; };
    add(page.furniture);
    for (const PlacedSystem& system : page.systems) {
      add(system.overlay);
      for (const PlacedStaff& staff : system.staves) add(staff.paint);
    }
    return words * 8 + 65536;
  }

  [[nodiscard]] long page_units(double mm) const {
    return TextBuffer::rounded(page_.space_mm > 0 ? mm / page_.space_mm * units : 0.0);
  }

  void put_root(TextBuffer& head) const {
    head.put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"");
    head.put_decimal(page_.width_mm);
    head.put("mm\" height=\"");
    head.put_decimal(page_.height_mm);
    head.put("mm\" viewBox=\"0 0 ");
    head.put(page_units(page_.width_mm));
    head.put(' ');
    head.put(page_units(page_.height_mm));
    head.put("\" data-staff-space=\"250\" fill=\"currentColor\" font-family=\"");
    put_xml(head, fonts_.text_family());
    head.put(", 'Century Schoolbook', C059, 'Times New Roman', serif\">\n");
  }

  void put_about(TextBuffer& head, std::size_t page_count, const DocumentInfo& info) const {
    head.put("<title>");
    put_xml(head, info.title);
    head.put("</title>\n<desc>");
    if (!info.composer.empty()) put_xml(head, info.composer), head.put(", ");
    head.put("page ");
    head.put(static_cast<long>(page_.number));
    head.put(" of ");
    head.put(static_cast<long>(page_count));
    head.put("</desc>\n<metadata>");
    put_xml(head, info.creator);
    head.put("</metadata>\n");
  }

  void put_definitions(TextBuffer& head, std::size_t page_count) const {
    head.put("<defs>\n");
    put_embedded_fonts(head, page_count);
    used_.each([&](GlyphId id) {
      head.put("<path id=\"");
      put_code(head, id);
      head.put("\" d=\"");
      head.put(fonts_.outline(id));
      head.put("\"/>\n");
    });
    for (std::size_t face = 0; face < used_text_.size(); ++face) {
      for (const auto& [glyph, used] : used_text_[face]) put_text_definition(head, glyph, static_cast<FontFace>(face));
    }
    head.put("</defs>\n");
  }

  /// The faces that texts are set in, cut down to the characters of the page: it looks the same where they are not
  /// installed.
  void put_embedded_fonts(TextBuffer& head, std::size_t page_count) const {
    bool any = false;
    for (std::size_t f = 0; f < written_.size(); ++f) {
      if (written_[f].empty()) continue;
      const auto face = static_cast<FontFace>(f);
      const auto font = fonts_.text_subset(written_[f].sorted(page_count > few_pages), face);
      if (font->empty()) continue;
      head.put(any ? "@font-face{font-family:\"" : "<style>\n@font-face{font-family:\"");
      put_xml(head, fonts_.text_family());
      head.put("\";font-style:");
      head.put(is_italic(face) ? "italic" : "normal");
      head.put(";font-weight:");
      head.put(is_bold(face) ? "bold" : "normal");
      head.put(";src:url(data:font/otf;base64,");
      head.put(*font);
      head.put(") format(\"opentype\")}\n");
      any = true;
    }
    if (any) head.put("</style>\n");
  }

  void put_text_definition(TextBuffer& head, std::uint32_t glyph, FontFace face) const {
    head.put("<path id=\"");
    put_text_id(head, glyph, face);
    head.put("\" d=\"");
    head.put(fonts_.text_outline(glyph, face));
    head.put("\"/>\n");
  }

  static void put_text_id(TextBuffer& out, std::uint32_t glyph, FontFace face) {
    constexpr std::array<std::string_view, 4> names{"t", "ti", "tb", "tbi"};
    out.put(names[static_cast<std::size_t>(face)]);
    out.put(static_cast<long>(glyph));
  }

  void put_background(TextBuffer& head) const {
    head.put("<rect width=\"");
    head.put(page_units(page_.width_mm));
    head.put("\" height=\"");
    head.put(page_units(page_.height_mm));
    head.put("\" fill=\"white\"/>\n");
  }

  void body() {
    begin_group("page", page_.vpd);
    out_.put(">\n");
    for (const PlacedSystem& system : page_.systems) put_system(system);
    put_list(page_.furniture);
    out_.put("</g>\n");
  }

  void begin_group(std::string_view name, std::string_view vpd) {
    out_.put("<g class=\"");
    out_.put(name);
    out_.put('"');
    if (!vpd.empty()) attribute(" data-vpd=\"", vpd);
  }

  void attribute(std::string_view begin, std::string_view value) {
    out_.put(begin);
    put_xml(out_, value);
    out_.put('"');
  }

  void put_system(const PlacedSystem& system) {
    begin_group("system", system.vpd);
    out_.put(">\n");
    for (const PlacedStaff& staff : system.staves) put_staff(staff);
    put_list(system.overlay);
    out_.put("</g>\n");
  }

  /// A staff is placed by its group, so that its contents read the same wherever it stands.
  void put_staff(const PlacedStaff& staff) {
    begin_group("staff", staff.vpd);
    if (staff.paint.scale != 1.0) out_.put(" data-scale=\""), out_.put_decimal(staff.paint.scale), out_.put('"');
    out_.put(" transform=\"translate(");
    out_.put(TextBuffer::rounded(staff.paint.x * units));
    out_.put(' ');
    out_.put(TextBuffer::rounded(staff.paint.y * units));
    out_.put(')');
    if (staff.paint.scale != 1.0) out_.put(" scale("), out_.put_decimal(staff.paint.scale), out_.put(')');
    out_.put("\">\n");
    frame_ = {};
    if (staff.paint.paint) put_ops(*staff.paint.paint);
    out_.put("</g>\n");
  }

  void put_list(const PlacedPaint& placed) {
    if (!placed.paint) return;
    frame_ = {placed.x * units, placed.y * units, placed.scale};
    put_ops(*placed.paint);
  }

  /// Opens without a close and closes without an open are mended: whatever layout hands over, the page is valid XML.
  void put_ops(const PaintList& list) {
    std::size_t depth = 0;
    for (const PaintOp& op : list) {
      if (op.kind == PaintKind::open) {
        ++depth;
        put_open(op.group());
      } else if (op.kind != PaintKind::close) {
        put_leaf(op);
      } else if (depth > 0) {
        --depth;
        out_.put("</g>\n");
      }
    }
    for (; depth > 0; --depth) out_.put("</g>\n");
  }

  void put_open(const GroupInfo& info) {
    out_.put("<g class=\"");
    out_.put(name_of(info.group));
    if (info.extras != extra_none) put_extras(info.extras);
    out_.put('"');
    if (!info.vpd.empty()) attribute(" data-vpd=\"", info.vpd);
    if (info.group == GroupClass::measure) attribute(" data-measure=\"", info.label);
    if (info.group == GroupClass::unsupported) attribute(" data-element=\"", info.label);
    if (info.index >= 0) out_.put(" data-n=\""), out_.put(static_cast<long>(info.index)), out_.put('"');
    if (info.has_onset) put_onset(info.onset);
    if (info.staff >= 0) out_.put(" data-staff=\""), out_.put(static_cast<long>(info.staff)), out_.put('"');
    if (info.scale != 1.0) out_.put(" data-scale=\""), out_.put_decimal(info.scale), out_.put('"');
    if (info.color != 0) put_color(info.color);
    out_.put(">\n");
  }

  /// Fills inherit it; strokes are drawn in the current colour.
  void put_color(Color color) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text("#");
    for (int shift = 20; shift >= 0; shift -= 4) text += digits[(color >> static_cast<unsigned>(shift)) & 0xFU];
    attribute(" color=\"", text);
    attribute(" fill=\"", text);
  }

  void put_extras(std::uint8_t extras) {
    constexpr std::array<std::string_view, 4> names{" grace", " cue", " reminder", " continuation"};
    for (std::size_t i = 0; i < names.size(); ++i) {
      if ((extras & (1U << i)) != 0) out_.put(names[i]);
    }
  }

  void put_onset(Rational onset) {
    out_.put(" data-onset=\"");
    out_.put(static_cast<long>(onset.num()));
    if (onset.den() != 1) out_.put('/'), out_.put(static_cast<long>(onset.den()));
    out_.put('"');
  }

  void put_leaf(const PaintOp& op) {
    switch (op.kind) {
      case PaintKind::glyph: return put_glyph(op);
      case PaintKind::line: return put_line(op);
      case PaintKind::rect: return put_rect(op.v[0], op.v[1], op.v[2], op.v[3]);
      case PaintKind::polygon: return put_polygon(op);
      case PaintKind::curve: return put_curve(op);
      case PaintKind::text: return put_text(op);
      default: return;
    }
  }

  void put_glyph(const PaintOp& op) {
    const GlyphId id = op.code;
    if (!fonts_.glyphs().has(id)) return;
    used_.add(id);
    const double scale = static_cast<double>(op.v[2]) * frame_.scale;
    out_.put("<use href=\"#");
    put_code(out_, id);
    put_use_place(frame_.h(op.v[0]), frame_.v(op.v[1]), scale);
  }

  void put_use_place(long x, long y, double scale) {
    if (scale == 1.0) {
      out_.put("\" x=\"");
      out_.put(x);
      out_.put("\" y=\"");
      out_.put(y);
    } else {
      out_.put("\" transform=\"translate(");
      out_.put(x);
      out_.put(' ');
      out_.put(y);
      out_.put(") scale(");
      out_.put_decimal(scale);
      out_.put(')');
    }
    out_.put("\"/>\n");
  }

  /// Upright lines become rectangles: the same ink in fewer bytes.
  void put_line(const PaintOp& op) {
    const auto& [x1, y1, x2, y2, width, dash, gap] = op.v;
    const float half = width / 2;
    const bool solid = op.style == static_cast<std::uint8_t>(LineStyle::solid);
    if (solid && y1 == y2) return put_rect(std::min(x1, x2), y1 - half, std::max(x1, x2), y1 + half);
    if (solid && x1 == x2) return put_rect(x1 - half, std::min(y1, y2), x1 + half, std::max(y1, y2));
    place("<line x1=\"", frame_.h(x1));
    place("\" y1=\"", frame_.v(y1));
    place("\" x2=\"", frame_.h(x2));
    place("\" y2=\"", frame_.v(y2));
    place("\" stroke=\"currentColor\" stroke-width=\"", frame_.size(width));
    if (op.style == static_cast<std::uint8_t>(LineStyle::dashed)) {
      place("\" stroke-dasharray=\"", std::max(1L, frame_.size(dash)));
      place(" ", std::max(1L, frame_.size(gap)));
    } else if (!solid) {
      // A dash of one unit with round ends is a dot; of length zero some viewers draw nothing.
      place("\" stroke-linecap=\"round\" stroke-dasharray=\"1 ", std::max(2L, frame_.size(gap > 0 ? gap : 2 * width)));
    }
    out_.put("\"/>\n");
  }

  void place(std::string_view before, long number) {
    out_.put(before);
    out_.put(number);
  }

  void put_rect(float left, float bottom, float right, float top) {
    const long x = frame_.h(left);
    const long y = frame_.v(top);
    place("<rect x=\"", x);
    place("\" y=\"", y);
    place("\" width=\"", frame_.h(right) - x);
    place("\" height=\"", frame_.v(bottom) - y);
    out_.put("\"/>\n");
  }

  void put_point(const std::array<float, 2>& point) {
    out_.put(frame_.h(point[0]));
    out_.put(' ');
    out_.put(frame_.v(point[1]));
  }

  void put_polygon(const PaintOp& op) {
    out_.put("<polygon points=\"");
    for (std::uint32_t i = 0; i < op.count; ++i) {
      if (i > 0) out_.put(' ');
      put_point(op.point(i));
    }
    out_.put("\"/>\n");
  }

  void put_curve(const PaintOp& op) {
    const auto p = op.points<8>();
    const auto cubic = [&](std::size_t a, std::size_t b, std::size_t to) {
      out_.put('C');
      put_point(p[a]);
      out_.put(' ');
      put_point(p[b]);
      out_.put(' ');
      put_point(p[to]);
    };
    out_.put("<path d=\"M");
    put_point(p[0]);
    cubic(1, 2, 3);
    cubic(6, 5, 4);
    out_.put("Z\"");
    const long outline = frame_.size(op.v[0]);
    if (outline > 0) {
      place(" stroke=\"currentColor\" stroke-linejoin=\"round\" stroke-width=\"", outline);
      out_.put('"');
    }
    out_.put("/>\n");
  }

  [[nodiscard]] bool text_font_suffices(std::string_view text, FontFace face) const {
    for (std::size_t at = 0; at < text.size();) {
      const char32_t code = next_character(text, at);
      if (code >= 0x7F && !fonts_.text_has(code, face) && fonts_.glyphs().has(code)) return false;
    }
    return true;
  }

  void put_text(const PaintOp& op) {
    const std::string_view text = op.text();
    const auto face = static_cast<FontFace>(op.face);
    const auto align = static_cast<TextAlign>(op.align);
    const double size = op.v[2];
    if (!options_.outline_text && text_font_suffices(text, face)) {
      return put_plain_text(text, frame_.h(op.v[0]), frame_.v(op.v[1]), size, face, align);
    }
    const std::vector<TextPiece> pieces = fonts_.shape(text, face);
    if (pieces.empty()) return;
    const double per_unit = size / 1000.0;
    const double whole = (pieces.back().x + pieces.back().advance) * per_unit;
    const double left = op.v[0] - (align == TextAlign::start ? 0.0 : align == TextAlign::end ? whole : whole / 2);
    for (const TextPiece& piece : pieces) {
      const double x = left + piece.x * per_unit;
      if (piece.music || options_.outline_text)
        put_outlined(text, piece, x, op.v[1], size, face);
      else
        put_plain_text(text.substr(piece.begin, piece.end - piece.begin), frame_.h(x), frame_.v(op.v[1]), size, face,
                       TextAlign::start);
    }
  }

  void put_outlined(std::string_view text, const TextPiece& piece, double x, double y, double size, FontFace face) {
    const double per_unit = size / 1000.0;
    for (const ShapedGlyph& glyph : piece.glyphs) {
      const long gx = frame_.h(x + glyph.x * per_unit);
      const long gy = frame_.v(y + glyph.y * per_unit);
      x += glyph.advance * per_unit;
      if (piece.music) {
        std::size_t at = glyph.cluster;
        const GlyphId id = next_character(text, at);
        used_.add(id);
        out_.put("<use href=\"#");
        put_code(out_, id);
      } else {
        if (fonts_.text_outline(glyph.glyph, face).empty()) continue;
        used_text_[static_cast<std::size_t>(face)][glyph.glyph] = true;
        out_.put("<use href=\"#");
        put_text_id(out_, glyph.glyph, face);
      }
      put_use_place(gx, gy, size / em_spaces * frame_.scale);
    }
  }

  void put_plain_text(std::string_view text, long x, long y, double size, FontFace face, TextAlign align) {
    place("<text x=\"", x);
    place("\" y=\"", y);
    place("\" font-size=\"", frame_.size(size));
    out_.put('"');
    if (is_italic(face)) out_.put(" font-style=\"italic\"");
    if (is_bold(face)) out_.put(" font-weight=\"bold\"");
    written_[static_cast<std::size_t>(face)].add(text);
    // A viewer without the text font takes another one: it then keeps the width that the layout has reckoned with.
    if (text.size() > 2) {
      place(" textLength=\"", frame_.size(fonts_.text().measure(text, face, size).advance));
      out_.put("\" lengthAdjust=\"spacingAndGlyphs\"");
    }
    if (align != TextAlign::start) {
      out_.put(align == TextAlign::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
    }
    const bool spaces_count = text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos;
    out_.put(spaces_count ? " xml:space=\"preserve\">" : ">");
    put_xml(out_, text);
    out_.put("</text>\n");
  }

  const Page& page_;
  const FontLibrary& fonts_;
  const SvgOptions& options_;
  TextBuffer out_;
  UsedGlyphs used_;
  std::array<std::map<std::uint32_t, bool>, 4> used_text_;  // outlines, by face
  std::array<WrittenText, 4> written_;                      // characters, by face
  Frame frame_;
};

}  // namespace

std::string svg_page(const Page& page, std::size_t page_count, const DocumentInfo& info, const FontLibrary& fonts,
                     const SvgOptions& options) {
  return PageWriter(page, fonts, options).write(page_count, info);
}

}  // namespace burin::io
