// Boxes and copies of painted fragments.
#include <algorithm>
#include <span>

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

double at(const PaintOp& op, std::size_t index) noexcept { return static_cast<double>(op.v[index]); }

void add_text(Box& box, const PaintList& list, const PaintOp& op, const TextMetrics& text) {
  const std::string_view words(list.text.data() + op.ref, op.count);
  const TextExtent extent = text.measure(words, static_cast<FontFace>(op.face), at(op, 2));
  if (extent.ink.empty()) return;
  const auto align = static_cast<TextAlign>(op.align);
  const double shift = align == TextAlign::start    ? 0.0
                       : align == TextAlign::middle ? extent.advance / 2
                                                    : extent.advance;
  box.add(extent.ink.shifted(at(op, 0) - shift, at(op, 1)));
}

void add_points(Box& box, const PaintList& list, const PaintOp& op) {
  for (std::uint32_t i = 0; i < op.count; ++i) {
    const auto& point = list.points[op.ref + i];
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
  for (const PaintOp& op : list.ops) {
    switch (op.kind) {
      case PaintKind::glyph: {
        const Box& ink = glyphs.box(static_cast<GlyphId>(op.ref));
        if (!ink.empty()) box.add(ink.scaled(at(op, 2)).shifted(at(op, 0), at(op, 1)));
        break;
      }
      case PaintKind::line: add_line(box, op); break;
      case PaintKind::rect: box.add({at(op, 0), at(op, 1), at(op, 2), at(op, 3)}); break;
      case PaintKind::polygon:
      case PaintKind::curve: add_points(box, list, op); break;
      case PaintKind::text: add_text(box, list, op, text); break;
      case PaintKind::open:
      case PaintKind::close: break;
    }
  }
  return box;
}

namespace {

void move(PaintOp& op, float dx, float dy) noexcept {
  switch (op.kind) {
    case PaintKind::line:
    case PaintKind::rect:
      op.v[2] += dx;
      op.v[3] += dy;
      [[fallthrough]];
    case PaintKind::glyph:
    case PaintKind::text:
      op.v[0] += dx;
      op.v[1] += dy;
      break;
    default: break;
  }
}

}  // namespace

void append(PaintBuilder& target, const PaintList& source, double dx, double dy) {
  PaintList& list = target.list();
  const auto text = static_cast<std::uint32_t>(list.text.size());
  const auto groups = static_cast<std::uint32_t>(list.groups.size());
  const auto points = static_cast<std::uint32_t>(list.points.size());
  const auto x = static_cast<float>(dx);
  const auto y = static_cast<float>(dy);
  list.text += source.text;
  const std::size_t first_point = list.points.size();
  const std::size_t first_group = list.groups.size();
  const std::size_t first_op = list.ops.size();
  list.points.insert(list.points.end(), source.points.begin(), source.points.end());
  list.groups.insert(list.groups.end(), source.groups.begin(), source.groups.end());
  list.ops.insert(list.ops.end(), source.ops.begin(), source.ops.end());
  for (auto& point : std::span(list.points).subspan(first_point)) point = {point[0] + x, point[1] + y};
  for (GroupInfo& group : std::span(list.groups).subspan(first_group)) {
    group.vpd_begin += text;
    group.vpd_end += text;
    group.label_begin += text;
    group.label_end += text;
  }
  for (PaintOp& op : std::span(list.ops).subspan(first_op)) {
    move(op, x, y);
    if (op.kind == PaintKind::open) op.ref += groups;
    if (op.kind == PaintKind::text) op.ref += text;
    if (op.kind == PaintKind::polygon || op.kind == PaintKind::curve) op.ref += points;
  }
}

}  // namespace burin::layout
