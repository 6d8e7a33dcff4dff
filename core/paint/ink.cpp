#include "core/paint/ink.hpp"

#include <algorithm>

namespace burin {

namespace {

double at(const PaintOp& op, std::size_t index) noexcept { return static_cast<double>(op.v[index]); }

Box text_box(const PaintOp& op, const TextMetrics& text) {
  const TextExtent extent = text.measure(op.text(), static_cast<FontFace>(op.face), at(op, 2));
  if (extent.ink.empty()) return {};
  const auto align = static_cast<TextAlign>(op.align);
  const double shift = align == TextAlign::start    ? 0.0
                       : align == TextAlign::middle ? extent.advance / 2
                                                    : extent.advance;
  return extent.ink.shifted(at(op, 0) - shift, at(op, 1));
}

Box points_box(const PaintOp& op) {
  Box box;
  for (std::uint32_t i = 0; i < op.count; ++i) {
    const auto point = op.point(i);
    const auto x = static_cast<double>(point[0]);
    const auto y = static_cast<double>(point[1]);
    box.add({x, y, x, y});
  }
  return box;
}

Box line_box(const PaintOp& op) {
  const double half = at(op, 4) / 2;
  return {std::min(at(op, 0), at(op, 2)) - half, std::min(at(op, 1), at(op, 3)) - half,
          std::max(at(op, 0), at(op, 2)) + half, std::max(at(op, 1), at(op, 3)) + half};
}

}  // namespace

Box ink_of(const PaintOp& op, const GlyphMetrics& glyphs, const TextMetrics& text) {
  switch (op.kind) {
    case PaintKind::glyph: {
      const Box& ink = glyphs.box(op.code);
      return ink.empty() ? Box{} : ink.scaled(at(op, 2)).shifted(at(op, 0), at(op, 1));
    }
    case PaintKind::line: return line_box(op);
    case PaintKind::rect: return {at(op, 0), at(op, 1), at(op, 2), at(op, 3)};
    case PaintKind::polygon:
    case PaintKind::curve: return points_box(op);
    case PaintKind::text: return text_box(op, text);
    case PaintKind::open:
    case PaintKind::close: break;
  }
  return {};
}

}  // namespace burin
