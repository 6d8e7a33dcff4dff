#include "io/pdf/page_content.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "io/fonts/utf8.hpp"
#include "io/svg/text_buffer.hpp"

namespace burin::io {

namespace {

constexpr double units = 250.0;  // per space
constexpr double music_em = 4 * units;
constexpr double points_per_mm = 72.0 / 25.4;
/// Viewers get slow on paths of very many pieces.
constexpr std::size_t longest_path = 400;

long whole(double spaces) noexcept { return TextBuffer::rounded(spaces * units); }

/// The order of drawing does not matter for things of one colour: a list's lines of one width, its rectangles and its
/// glyphs of one size are each gathered and drawn together, black first. That makes streams small and quick to draw.
class ListWriter {
 public:
  ListWriter(TextBuffer& out, FontUses& uses, const FontLibrary& fonts) : out_(out), uses_(uses), fonts_(fonts) {}

  void write(const PaintList& list) {
    std::vector<Color> wanted{0};
    for (const PaintOp& op : list) {
      if (op.kind != PaintKind::open) continue;
      const Color color = op.group().color;
      if (std::ranges::find(wanted, color) == wanted.end()) wanted.push_back(color);
    }
    for (const Color color : wanted) write(list, color);
  }

 private:
  /// Draws what has one colour.
  void write(const PaintList& list, Color wanted) {
    if (wanted != 0) put_color(wanted);
    std::vector<Color> open{0};
    for (const PaintOp& op : list) {
      if (op.kind == PaintKind::open) {
        const Color own = op.group().color;
        open.push_back(own == 0 ? open.back() : own);
      } else if (op.kind == PaintKind::close) {
        if (open.size() > 1) open.pop_back();
      } else if (open.back() == wanted) {
        add(op);
      }
    }
    flush_lines();
    flush_fills();
    flush_glyphs();
    lines_.clear();
    fills_.clear();
    glyphs_.clear();
    if (wanted != 0) out_.put("Q\n");
  }

  void put_color(Color color) {
    const Rgb rgb = rgb_of(color);
    out_.put("q ");
    for (const std::string_view operation : {" rg ", " RG\n"}) {
      for (const std::uint8_t part : {rgb.red, rgb.green, rgb.blue}) out_.put_decimal(part / 255.0), out_.put(' ');
      out_.put(operation);
    }
  }

  struct Line {
    long width_thousandths;
    long x1, y1, x2, y2;
  };
  struct MusicGlyph {
    long em;  // units
    long x, y;
    std::uint32_t glyph;
  };

  void add(const PaintOp& op) {
    switch (op.kind) {
      case PaintKind::glyph: return add_glyph(op);
      case PaintKind::line: return add_line(op);
      case PaintKind::rect: return add_rect(op.v[0], op.v[1], op.v[2], op.v[3]);
      case PaintKind::polygon: return add_polygon(op);
      case PaintKind::curve: return put_curve(op);
      case PaintKind::text: return put_text(op);
      default: return;
    }
  }

  void add_glyph(const PaintOp& op) {
    const std::uint32_t glyph = use_music_glyph(op.code);
    if (glyph == 0) return;
    glyphs_.push_back(
        {TextBuffer::rounded(music_em * static_cast<double>(op.v[2])), whole(op.v[0]), whole(op.v[1]), glyph});
  }

  std::uint32_t use_music_glyph(GlyphId id) {
    const std::uint32_t glyph = fonts_.music_glyph_index(id);
    FontUse& use = uses_[pdf_music_font];
    if (glyph != 0 && !use.has(glyph)) use.add(glyph, to_utf8(id));
    return glyph;
  }

  void add_line(const PaintOp& op) {
    const auto& [x1, y1, x2, y2, width, dash, gap] = op.v;
    const Line line{TextBuffer::rounded(width * units * 1000), whole(x1), whole(y1), whole(x2), whole(y2)};
    const auto style = static_cast<LineStyle>(op.style);
    // Viewers thicken thin strokes to whole pixels, which turns small staves black on a screen; fills stay as they are.
    const float half = width / 2;
    const bool solid = style == LineStyle::solid;
    if (solid && y1 == y2) return add_rect(std::min(x1, x2), y1 - half, std::max(x1, x2), y1 + half);
    if (solid && x1 == x2) return add_rect(x1 - half, std::min(y1, y2), x1 + half, std::max(y1, y2));
    if (solid) return lines_.push_back(line);
    const bool dotted = style == LineStyle::dotted;
    out_.put(dotted ? "q 1 J [0 " : "q [");
    if (!dotted) out_.put(std::max(1L, whole(dash))), out_.put(' ');
    out_.put(std::max(1L, whole(gap > 0 ? gap : 2 * width)));
    out_.put("] 0 d ");
    put_width(line.width_thousandths);
    put_segment(line);
    out_.put("S Q\n");
  }

  void put_width(long thousandths) {
    out_.put_decimal(static_cast<double>(thousandths) / 1000.0);
    out_.put(" w\n");
  }

  void put_point(long x, long y, std::string_view operation) {
    out_.put(x);
    out_.put(' ');
    out_.put(y);
    out_.put(operation);
  }

  void put_segment(const Line& line) {
    put_point(line.x1, line.y1, " m ");
    put_point(line.x2, line.y2, " l\n");
  }

  void flush_lines() {
    std::ranges::stable_sort(lines_, {}, &Line::width_thousandths);
    for (std::size_t i = 0; i < lines_.size();) {
      const long width = lines_[i].width_thousandths;
      put_width(width);
      while (i < lines_.size() && lines_[i].width_thousandths == width) {
        const std::size_t stop = std::min(lines_.size(), i + longest_path);
        for (; i < stop && lines_[i].width_thousandths == width; ++i) put_segment(lines_[i]);
        out_.put("S\n");
      }
    }
  }

  void add_rect(float x1, float y1, float x2, float y2) {
    const long left = whole(x1);
    const long bottom = whole(y1);
    const long right = whole(x2);
    const long top = whole(y2);
    if (left == right || bottom == top) return;
    fills_.push_back({{{left, bottom}, {right, bottom}, {right, top}, {left, top}}, true});
  }

  /// Shapes that are filled together must turn the same way, or they would punch holes into each other.
  void add_polygon(const PaintOp& op) {
    Fill fill;
    double area = 0;
    for (std::uint32_t i = 0; i < op.count; ++i) {
      const auto a = op.point(i);
      const auto b = op.point((i + 1) % op.count);
      area += static_cast<double>(a[0]) * b[1] - static_cast<double>(b[0]) * a[1];
      fill.points.push_back({whole(a[0]), whole(a[1])});
    }
    if (area < 0) std::ranges::reverse(fill.points);
    if (fill.points.size() > 2) fills_.push_back(std::move(fill));
  }

  void flush_fills() {
    for (std::size_t i = 0; i < fills_.size(); ++i) {
      put_fill(fills_[i]);
      if ((i + 1) % longest_path == 0 || i + 1 == fills_.size()) out_.put("f\n");
    }
  }

  struct Fill {
    std::vector<std::array<long, 2>> points;
    bool rect{false};
  };

  void put_fill(const Fill& fill) {
    const auto& p = fill.points;
    if (fill.rect && p[0][0] < p[2][0] && p[0][1] < p[2][1]) {
      put_point(p[0][0], p[0][1], " ");
      put_point(p[2][0] - p[0][0], p[2][1] - p[0][1], " re\n");
      return;
    }
    for (std::size_t i = 0; i < p.size(); ++i) put_point(p[i][0], p[i][1], i == 0 ? " m " : " l ");
    out_.put("h\n");
  }

  void put_curve(const PaintOp& op) {
    const auto p = op.points<8>();
    const auto put = [&](std::size_t i, std::string_view operation) {
      put_point(whole(p[i][0]), whole(p[i][1]), operation);
    };
    const long outline = TextBuffer::rounded(op.v[0] * units * 1000);
    if (outline > 0) put_width(outline);
    put(0, " m ");
    put(1, " "), put(2, " "), put(3, " c ");
    put(6, " "), put(5, " "), put(4, outline > 0 ? " c b\n" : " c f\n");
  }

  void flush_glyphs() {
    if (glyphs_.empty()) return;
    std::ranges::stable_sort(glyphs_, std::greater<>(), &MusicGlyph::em);
    out_.put("BT\n");
    long em = -1;
    long x = 0;
    long y = 0;
    for (const MusicGlyph& glyph : glyphs_) {
      if (glyph.em != em) {
        em = glyph.em;
        out_.put("/F4 ");
        out_.put(em);
        out_.put(" Tf\n");
      }
      put_point(glyph.x - x, glyph.y - y, " Td<");
      out_.put_hex(glyph.glyph);
      out_.put(">Tj\n");
      x = glyph.x;
      y = glyph.y;
    }
    out_.put("ET\n");
  }

  void put_text(const PaintOp& op) {
    const std::string_view text = op.text();
    const auto face = static_cast<FontFace>(op.face);
    const std::vector<TextPiece> pieces = fonts_.shape(text, face);
    const long em = whole(op.v[2]);
    if (pieces.empty() || em <= 0) return;
    const double unit = static_cast<double>(op.v[2]) / 1000.0;
    const double width = (pieces.back().x + pieces.back().advance) * unit;
    const auto align = static_cast<TextAlign>(op.align);
    const double left = op.v[0] - (align == TextAlign::start ? 0.0 : align == TextAlign::end ? width : width / 2);
    out_.put("BT\n");
    for (const TextPiece& piece : pieces) {
      const std::size_t font = piece.music ? pdf_music_font : static_cast<std::size_t>(face);
      out_.put("/F");
      out_.put(static_cast<long>(font));
      out_.put(' ');
      out_.put(em);
      out_.put(" Tf\n");
      use_piece(text, piece, font);
      put_piece(piece, left + piece.x * unit, op.v[1], unit, font);
    }
    out_.put("ET\n");
  }

  /// The text of a cluster belongs to its first glyph; the others of the cluster stand for nothing. Whatever is drawn
  /// as a space is read as a plain one.
  void use_piece(std::string_view text, const TextPiece& piece, std::size_t font) {
    FontUse& use = uses_[font];
    for (std::size_t i = 0; i < piece.glyphs.size(); ++i) {
      const ShapedGlyph& glyph = piece.glyphs[i];
      if (use.has(glyph.glyph)) continue;
      std::uint32_t end = piece.end;
      for (const ShapedGlyph& other : piece.glyphs) {
        if (other.cluster > glyph.cluster) end = std::min(end, other.cluster);
      }
      const bool first = i == 0 || piece.glyphs[i - 1].cluster != glyph.cluster;
      const std::string_view part = first ? text.substr(glyph.cluster, end - glyph.cluster) : std::string_view();
      const bool blank = part == "\u00A0" || (part.size() == 1 && static_cast<unsigned char>(part[0]) <= ' ');
      use.add(glyph.glyph, blank ? " " : part);
    }
  }

  void put_piece(const TextPiece& piece, double x, double y, double unit, std::size_t font) {
    const bool on_line =
        std::ranges::all_of(piece.glyphs, [](const ShapedGlyph& g) { return g.x == 0.0F && g.y == 0.0F; });
    if (on_line) return put_run(piece.glyphs, whole(x), whole(y), font);
    for (const ShapedGlyph& glyph : piece.glyphs) {
      put_run({&glyph, 1}, whole(x + glyph.x * unit), whole(y + glyph.y * unit), font);
      x += glyph.advance * unit;
    }
  }

  void put_run(std::span<const ShapedGlyph> glyphs, long x, long y, std::size_t font) {
    out_.put("1 0 0 1 ");
    put_point(x, y, " Tm[<");
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      out_.put_hex(glyphs[i].glyph);
      const float kern =
          fonts_.glyph_advance(font == pdf_music_font ? std::nullopt : std::optional(static_cast<FontFace>(font)),
                               glyphs[i].glyph) -
          glyphs[i].advance;
      if (i + 1 == glyphs.size() || std::abs(kern) < 0.5F) continue;
      out_.put('>');
      out_.put_decimal(kern);
      out_.put('<');
    }
    out_.put(">]TJ\n");
  }

  TextBuffer& out_;
  FontUses& uses_;
  const FontLibrary& fonts_;
  std::vector<Line> lines_;
  std::vector<Fill> fills_;
  std::vector<MusicGlyph> glyphs_;
};

class PageContentWriter {
 public:
  PageContentWriter(const Page& page, const FontLibrary& fonts) : page_(page), fonts_(fonts) {}

  PageContent write() {
    out_.put("1 j\n");
    for (const PlacedSystem& system : page_.systems) {
      for (const PlacedStaff& staff : system.staves) put_placed(staff.paint);
      put_placed(system.overlay);
    }
    put_placed(page_.furniture);
    content_.operators = out_.take();
    return std::move(content_);
  }

 private:
  void put_placed(const PlacedPaint& placed) {
    if (!placed.paint || placed.paint->empty()) return;
    const double space = page_.space_mm * points_per_mm;
    const double k = space * placed.scale / units;
    out_.put("q ");
    out_.put_exact(k);
    out_.put(" 0 0 ");
    out_.put_exact(k);
    out_.put(' ');
    out_.put_decimal(placed.x * space);
    out_.put(' ');
    out_.put_decimal(page_.height_mm * points_per_mm - placed.y * space);
    out_.put(" cm\n");
    ListWriter(out_, content_.fonts, fonts_).write(*placed.paint);
    out_.put("Q\n");
  }

  const Page& page_;
  const FontLibrary& fonts_;
  TextBuffer out_{64 * 1024};
  PageContent content_;
};

}  // namespace

PageContent page_content(const Page& page, const FontLibrary& fonts) { return PageContentWriter(page, fonts).write(); }

}  // namespace burin::io
