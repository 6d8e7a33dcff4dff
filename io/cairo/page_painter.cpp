#include "io/cairo/page_painter.hpp"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "io/fonts/utf8.hpp"

namespace burin::io {

namespace {

constexpr double em_spaces = 4.0;

/// Draws paint lists; x and y map a list's coordinates to the context's.
class PagePainter {
 public:
  PagePainter(cairo_t* context, const FontLibrary& fonts, const CairoFonts& faces, double space)
      : context_(context), fonts_(fonts), faces_(faces), space_(space) {}

  void draw(const PlacedPaint& placed) {
    if (!placed.paint) return;
    scale_ = placed.scale * space_;
    left_ = placed.x * space_;
    top_ = placed.y * space_;
    colors_.clear();
    for (const PaintOp& op : *placed.paint) {
      if (op.kind == PaintKind::open) open(op.group().color);
      if (op.kind == PaintKind::close) close();
      draw_op(op);
    }
    if (!colors_.empty()) use(0);
  }

 private:
  void open(Color own) {
    const Color around = colors_.empty() ? 0 : colors_.back();
    colors_.push_back(own == 0 ? around : own);
    if (colors_.back() != around) use(colors_.back());
  }
  void close() {
    if (colors_.empty()) return;
    const Color inside = colors_.back();
    colors_.pop_back();
    const Color around = colors_.empty() ? 0 : colors_.back();
    if (inside != around) use(around);
  }
  void use(Color color) {
    const Rgb rgb = rgb_of(color);
    cairo_set_source_rgb(context_, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0);
  }

  [[nodiscard]] double x(double v) const noexcept { return left_ + v * scale_; }
  [[nodiscard]] double y(double up) const noexcept { return top_ - up * scale_; }

  void draw_op(const PaintOp& op) {
    switch (op.kind) {
      case PaintKind::glyph: return draw_glyph(op);
      case PaintKind::line: return draw_line(op);
      case PaintKind::rect: return draw_rect(op);
      case PaintKind::polygon: return draw_polygon(op);
      case PaintKind::curve: return draw_curve(op);
      case PaintKind::text: return draw_text(op);
      default: return;
    }
  }

  void set_font(cairo_font_face_t* face, double size) {
    if (face == face_ && size == size_) return;
    face_ = face;
    size_ = size;
    cairo_set_font_face(context_, face);
    cairo_set_font_size(context_, size);
  }

  /// Glyphs carry their code point, so that a search for it finds them.
  void draw_glyph(const PaintOp& op) {
    const std::uint32_t index = fonts_.music_glyph_index(op.code);
    if (index == 0) return;
    set_font(faces_.music(), em_spaces * static_cast<double>(op.v[2]) * scale_);
    const cairo_glyph_t glyph{index, x(op.v[0]), y(op.v[1])};
    const std::string text = to_utf8(op.code);
    const cairo_text_cluster_t cluster{static_cast<int>(text.size()), 1};
    cairo_show_text_glyphs(context_, text.data(), static_cast<int>(text.size()), &glyph, 1, &cluster, 1, {});
  }

  void draw_line(const PaintOp& op) {
    const auto& [x1, y1, x2, y2, width, dash, gap] = op.v;
    cairo_set_line_width(context_, width * scale_);
    const auto style = static_cast<LineStyle>(op.style);
    if (style != LineStyle::solid) {
      const bool dotted = style == LineStyle::dotted;
      const double on = dotted ? 0.0 : std::max(0.01, dash * scale_);
      const std::array<double, 2> pattern{on, std::max(0.01, (gap > 0 ? gap : 2 * width) * scale_)};
      cairo_set_dash(context_, pattern.data(), 2, 0);
      cairo_set_line_cap(context_, dotted ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    }
    cairo_move_to(context_, x(x1), y(y1));
    cairo_line_to(context_, x(x2), y(y2));
    cairo_stroke(context_);
    if (style == LineStyle::solid) return;
    cairo_set_dash(context_, nullptr, 0, 0);
    cairo_set_line_cap(context_, CAIRO_LINE_CAP_BUTT);
  }

  void draw_rect(const PaintOp& op) {
    cairo_rectangle(context_, x(op.v[0]), y(op.v[3]), (op.v[2] - op.v[0]) * scale_, (op.v[3] - op.v[1]) * scale_);
    cairo_fill(context_);
  }

  void draw_polygon(const PaintOp& op) {
    for (std::uint32_t i = 0; i < op.count; ++i) {
      const auto point = op.point(i);
      cairo_line_to(context_, x(point[0]), y(point[1]));
    }
    cairo_close_path(context_);
    cairo_fill(context_);
  }

  void draw_curve(const PaintOp& op) {
    const auto p = op.points<8>();
    const auto cubic = [&](std::size_t a, std::size_t b, std::size_t to) {
      cairo_curve_to(context_, x(p[a][0]), y(p[a][1]), x(p[b][0]), y(p[b][1]), x(p[to][0]), y(p[to][1]));
    };
    cairo_move_to(context_, x(p[0][0]), y(p[0][1]));
    cubic(1, 2, 3);
    cubic(6, 5, 4);
    cairo_close_path(context_);
    if (op.v[0] > 0) {
      cairo_set_line_width(context_, op.v[0] * scale_);
      cairo_set_line_join(context_, CAIRO_LINE_JOIN_ROUND);
      cairo_fill_preserve(context_);
      cairo_stroke(context_);
      cairo_set_line_join(context_, CAIRO_LINE_JOIN_MITER);
    } else {
      cairo_fill(context_);
    }
  }

  void draw_text(const PaintOp& op) {
    const std::string_view text = op.text();
    const auto face = static_cast<FontFace>(op.face);
    const std::vector<TextPiece> pieces = fonts_.shape(text, face);
    if (pieces.empty()) return;
    const double unit = op.v[2] * scale_ / 1000.0;
    const double whole = (pieces.back().x + pieces.back().advance) * unit;
    const auto align = static_cast<TextAlign>(op.align);
    const double left = x(op.v[0]) - (align == TextAlign::start ? 0.0 : align == TextAlign::end ? whole : whole / 2);
    for (const TextPiece& piece : pieces) {
      set_font(piece.music ? faces_.music() : faces_.text(face), op.v[2] * scale_);
      draw_piece(text, piece, left + piece.x * unit, y(op.v[1]), unit);
    }
  }

  /// Glyphs with the characters that they stand for, so that text can be searched whatever ligatures it has.
  void draw_piece(std::string_view text, const TextPiece& piece, double pen, double baseline, double unit) {
    std::vector<cairo_glyph_t> glyphs;
    std::vector<cairo_text_cluster_t> clusters;
    for (std::size_t i = 0; i < piece.glyphs.size(); ++i) {
      const ShapedGlyph& glyph = piece.glyphs[i];
      glyphs.push_back({glyph.glyph, pen + glyph.x * unit, baseline - glyph.y * unit});
      pen += glyph.advance * unit;
      const bool same = i > 0 && glyph.cluster == piece.glyphs[i - 1].cluster;
      if (same)
        ++clusters.back().num_glyphs;
      else
        clusters.push_back({0, 1});
      const std::uint32_t next = i + 1 < piece.glyphs.size() ? piece.glyphs[i + 1].cluster : piece.end;
      if (next > glyph.cluster) clusters.back().num_bytes = static_cast<int>(next - glyph.cluster);
    }
    const std::string_view part = text.substr(piece.begin, piece.end - piece.begin);
    const bool ordered = std::ranges::all_of(clusters, [](const auto& cluster) { return cluster.num_bytes > 0; });
    if (!ordered) return cairo_show_glyphs(context_, glyphs.data(), static_cast<int>(glyphs.size()));
    cairo_show_text_glyphs(context_, part.data(), static_cast<int>(part.size()), glyphs.data(),
                           static_cast<int>(glyphs.size()), clusters.data(), static_cast<int>(clusters.size()), {});
  }

  cairo_t* context_;
  const FontLibrary& fonts_;
  const CairoFonts& faces_;
  double space_;
  double scale_{1}, left_{0}, top_{0};
  cairo_font_face_t* face_{nullptr};
  double size_{0};
  std::vector<Color> colors_;  // of the groups that are open
};

}  // namespace

void draw_page(cairo_t* context, const Page& page, const FontLibrary& fonts, const CairoFonts& faces,
               double points_per_mm) {
  cairo_set_source_rgb(context, 0, 0, 0);
  PagePainter painter(context, fonts, faces, page.space_mm * points_per_mm);
  for (const PlacedSystem& system : page.systems) {
    for (const PlacedStaff& staff : system.staves) painter.draw(staff.paint);
    painter.draw(system.overlay);
  }
  painter.draw(page.furniture);
}

}  // namespace burin::io
