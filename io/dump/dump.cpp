#include "io/dump/dump.hpp"

#include <array>
#include <cstdio>

#include "io/svg/text_buffer.hpp"

namespace burin::io {

namespace {

class Dumper {
 public:
  void page(const Page& page) {
    line("page").number(page.number).name(page.vpd).place(page.width_mm, page.height_mm).number(page.space_mm).end();
    ++depth_;
    for (const PlacedSystem& one : page.systems) system(one);
    placed("furniture", page.furniture);
    --depth_;
  }

  void list(const PaintList& list) {
    const int outer = depth_;
    for (const PaintOp& op : list) {
      if (op.kind == PaintKind::close)
        depth_ = std::max(outer, depth_ - 1);
      else
        command(op);
    }
    depth_ = outer;
  }

  std::string take() { return out_.take(); }

 private:
  Dumper& line(std::string_view word) {
    for (int i = 0; i < depth_; ++i) out_.put("  ");
    out_.put(word);
    return *this;
  }
  Dumper& number(double v) {
    out_.put(' ');
    out_.put_decimal(v);
    return *this;
  }
  Dumper& place(double x, double y) { return number(x).number(y); }
  Dumper& name(std::string_view text) {
    if (!text.empty()) out_.put(' '), out_.put(text);
    return *this;
  }
  Dumper& quoted(std::string_view text) {
    out_.put(" \"");
    for (const char c : text) {
      if (c == '\n')
        out_.put("\\n");
      else if (c == '"' || c == '\\')
        out_.put('\\'), out_.put(c);
      else
        out_.put(c);
    }
    out_.put('"');
    return *this;
  }
  void end() { out_.put('\n'); }

  void system(const PlacedSystem& system) {
    line("system").name(system.vpd).end();
    ++depth_;
    for (const PlacedStaff& staff : system.staves) {
      line("staff").number(staff.staff).name(staff.vpd).end();
      ++depth_;
      placed("paint", staff.paint);
      --depth_;
    }
    placed("overlay", system.overlay);
    --depth_;
  }

  void placed(std::string_view word, const PlacedPaint& placed) {
    if (!placed.paint) return;
    line(word).place(placed.x, placed.y);
    if (placed.scale != 1.0) name("scale").number(placed.scale);
    end();
    ++depth_;
    list(*placed.paint);
    --depth_;
  }

  void group(const GroupInfo& info) {
    line(name_of(info.group));
    constexpr std::array<std::string_view, 4> extras{"grace", "cue", "reminder", "continuation"};
    for (std::size_t i = 0; i < extras.size(); ++i) {
      if ((info.extras & (1U << i)) != 0) name(extras[i]);
    }
    name(info.vpd);
    if (!info.label.empty()) quoted(info.label);
    if (info.color != 0) name("coloured");
    if (info.index >= 0) name("n").number(info.index);
    if (info.has_onset) name("onset").name(info.onset.str());
    if (info.staff >= 0) name("staff").number(info.staff);
    if (info.scale != 1.0) name("scale").number(info.scale);
    end();
    ++depth_;
  }

  void points(const PaintOp& op) {
    for (std::uint32_t i = 0; i < op.count; ++i) place(op.point(i)[0], op.point(i)[1]);
  }

  void glyph(const PaintOp& op) {
    std::array<char, 16> code{};
    std::snprintf(code.data(), code.size(), "%04X", static_cast<unsigned>(op.code));
    line("glyph").name(code.data()).place(op.v[0], op.v[1]);
    if (op.v[2] != 1.0F) name("scale").number(op.v[2]);
    end();
  }

  void text(const PaintOp& op) {
    constexpr std::array<std::string_view, 4> faces{"roman", "italic", "bold", "bold-italic"};
    constexpr std::array<std::string_view, 3> aligns{"start", "middle", "end"};
    line("text").quoted(op.text()).place(op.v[0], op.v[1]).number(op.v[2]);
    name(faces[op.face]).name(aligns[op.align]).end();
  }

  void stroke(const PaintOp& op) {
    line("line").place(op.v[0], op.v[1]).place(op.v[2], op.v[3]).name("width").number(op.v[4]);
    const auto style = static_cast<LineStyle>(op.style);
    if (style != LineStyle::solid) name(style == LineStyle::dashed ? "dashed" : "dotted").place(op.v[5], op.v[6]);
    end();
  }

  void command(const PaintOp& op) {
    switch (op.kind) {
      case PaintKind::open: return group(op.group());
      case PaintKind::glyph: return glyph(op);
      case PaintKind::line: return stroke(op);
      case PaintKind::rect: return line("rect").place(op.v[0], op.v[1]).place(op.v[2], op.v[3]).end();
      case PaintKind::polygon: return line("polygon"), points(op), end();
      case PaintKind::curve: return line("curve"), points(op), name("outline").number(op.v[0]).end();
      case PaintKind::text: return text(op);
      default: return;
    }
  }

  TextBuffer out_{4096};
  int depth_{0};
};

}  // namespace

std::string dump(const Page& page) {
  Dumper dumper;
  dumper.page(page);
  return dumper.take();
}

std::string dump(const PaintList& list) {
  Dumper dumper;
  dumper.list(list);
  return dumper.take();
}

}  // namespace burin::io
