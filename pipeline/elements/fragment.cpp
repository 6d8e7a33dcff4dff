// Boxes of painted fragments.
#include <algorithm>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

double at(const PaintOp& op, std::size_t index) noexcept { return static_cast<double>(op.v[index]); }

void add_text(Box& box, const PaintOp& op, const TextMetrics& text) {
  const TextExtent extent = text.measure(op.text(), static_cast<FontFace>(op.face), at(op, 2));
  if (extent.ink.empty()) return;
  const auto align = static_cast<TextAlign>(op.align);
  const double shift = align == TextAlign::start    ? 0.0
                       : align == TextAlign::middle ? extent.advance / 2
                                                    : extent.advance;
  box.add(extent.ink.shifted(at(op, 0) - shift, at(op, 1)));
}

void add_points(Box& box, const PaintOp& op) {
  for (std::uint32_t i = 0; i < op.count; ++i) {
    const auto point = op.point(i);
    const auto x = static_cast<double>(point[0]);
    const auto y = static_cast<double>(point[1]);
    box.add({x, y, x, y});
  }
}

void add_line(Box& box, const PaintOp& op) {
  const double half = at(op, 4) / 2;
  box.add({std::min(at(op, 0), at(op, 2)) - half, std::min(at(op, 1), at(op, 3)) - half,
           std::max(at(op, 0), at(op, 2)) + half, std::max(at(op, 1), at(op, 3)) + half});
}

}  // namespace

Box ink_box(const PaintList& list, const GlyphMetrics& glyphs, const TextMetrics& text) {
  Box box;
  for (const PaintOp& op : list) {
    switch (op.kind) {
      case PaintKind::glyph: {
        const Box& ink = glyphs.box(op.code);
        if (!ink.empty()) box.add(ink.scaled(at(op, 2)).shifted(at(op, 0), at(op, 1)));
        break;
      }
      case PaintKind::line: add_line(box, op); break;
      case PaintKind::rect: box.add({at(op, 0), at(op, 1), at(op, 2), at(op, 3)}); break;
      case PaintKind::polygon:
      case PaintKind::curve: add_points(box, op); break;
      case PaintKind::text: add_text(box, op, text); break;
      case PaintKind::open:
      case PaintKind::close: break;
    }
  }
  return box;
}

}  // namespace burin::layout
