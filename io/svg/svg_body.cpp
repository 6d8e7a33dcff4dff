#include "io/svg/svg_body.hpp"

#include <cmath>

#include "io/fonts/utf8.hpp"
#include "io/svg/xml_text.hpp"

namespace burin::io {

namespace {

constexpr double em_spaces = 4.0;  // staff spaces per em of the music font

/// Where a paint list's coordinates lie in those of the group around it.
struct Frame {
  double x{0.0}, y{0.0};  // viewBox units
  double scale{1.0};
  [[nodiscard]] double k() const noexcept { return svg_units * scale; }
  [[nodiscard]] long h(double v) const noexcept { return TextBuffer::rounded(x + v * k()); }
  [[nodiscard]] long v(double up) const noexcept { return TextBuffer::rounded(y - up * k()); }
  [[nodiscard]] long size(double v) const noexcept { return TextBuffer::rounded(v * k()); }
};

class StretchWriter {
 public:
  StretchWriter(const Page& page, std::size_t words, const FontLibrary& fonts, const SvgOptions& options)
      : page_(page), fonts_(fonts), options_(options), out_(words * 10 + 4096) {}

  SvgStretch write(std::span<const BodyPart> parts) {
    for (const BodyPart& part : parts) put_part(part);
    return {std::move(out_), std::move(needs_)};
  }

 private:
  void put_part(const BodyPart& part) {
    switch (part.kind) {
      case BodyPart::Kind::page_begin: return begin_whole_group("page", page_.vpd);
      case BodyPart::Kind::system_begin: return begin_whole_group("system", part.system->vpd);
      case BodyPart::Kind::staff: return put_staff(*part.staff);
      case BodyPart::Kind::system_end: put_list(part.system->overlay); break;
      case BodyPart::Kind::page_end: put_list(page_.furniture); break;
    }
    out_.put("</g>\n");
  }

  void begin_whole_group(std::string_view name, std::string_view vpd) {
    begin_group(name, vpd);
    out_.put(">\n");
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

  /// A staff is placed by its group, so that its contents read the same wherever it stands.
  void put_staff(const PlacedStaff& staff) {
    begin_group("staff", staff.vpd);
    if (staff.paint.scale != 1.0) out_.put(" data-scale=\""), out_.put_decimal(staff.paint.scale), out_.put('"');
    out_.put(" transform=\"translate(");
    out_.put(TextBuffer::rounded(staff.paint.x * svg_units));
    out_.put(' ');
    out_.put(TextBuffer::rounded(staff.paint.y * svg_units));
    out_.put(')');
    if (staff.paint.scale != 1.0) out_.put(" scale("), out_.put_decimal(staff.paint.scale), out_.put(')');
    out_.put("\">\n");
    frame_ = {};
    if (staff.paint.paint) put_ops(*staff.paint.paint);
    out_.put("</g>\n");
  }

  void put_list(const PlacedPaint& placed) {
    if (!placed.paint) return;
    frame_ = {placed.x * svg_units, placed.y * svg_units, placed.scale};
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
    needs_.glyphs.add(id);
    const double scale = static_cast<double>(op.v[2]) * frame_.scale;
    out_.put("<use href=\"#");
    put_glyph_id(out_, id);
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
        needs_.glyphs.add(id);
        out_.put("<use href=\"#");
        put_glyph_id(out_, id);
      } else {
        if (fonts_.text_outline(glyph.glyph, face).empty()) continue;
        needs_.outlines[static_cast<std::size_t>(face)].insert(glyph.glyph);
        out_.put("<use href=\"#");
        put_outline_id(out_, glyph.glyph, face);
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
    needs_.texts[static_cast<std::size_t>(face)].add(text);
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
  SvgNeeds needs_;
  Frame frame_;
};

std::size_t words_of(const PlacedPaint& placed) { return placed.paint ? placed.paint->words().size() : 0; }

}  // namespace

std::vector<BodyPart> body_parts(const Page& page) {
  using Kind = BodyPart::Kind;
  std::vector<BodyPart> parts;
  parts.push_back({Kind::page_begin, nullptr, nullptr, 0});
  for (const PlacedSystem& system : page.systems) {
    parts.push_back({Kind::system_begin, &system, nullptr, 0});
    for (const PlacedStaff& staff : system.staves)
      parts.push_back({Kind::staff, &system, &staff, words_of(staff.paint)});
    parts.push_back({Kind::system_end, &system, nullptr, words_of(system.overlay)});
  }
  parts.push_back({Kind::page_end, nullptr, nullptr, words_of(page.furniture)});
  return parts;
}

SvgStretch write_stretch(const Page& page, std::span<const BodyPart> parts, const FontLibrary& fonts,
                         const SvgOptions& options) {
  std::size_t words = 0;
  for (const BodyPart& part : parts) words += part.words;
  return StretchWriter(page, words, fonts, options).write(parts);
}

}  // namespace burin::io
