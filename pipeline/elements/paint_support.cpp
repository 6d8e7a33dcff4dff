#include "pipeline/elements/paint_support.hpp"

#include <array>
#include <cmath>
#include <vector>

namespace burin::layout {

void paint_centred_glyph(const SignContext& context, GroupClass group, GlyphId id, PaintBuilder& out, double scale) {
  const Box& box = context.glyphs->box(id);
  if (box.empty()) return;
  const double size = scale * context.scale;
  out.open(group, context.vpd, context.extras);
  out.glyph(id, -(box.left + box.right) / 2 * size, 0.0, size);
  out.close();
}

GlyphId for_side(GlyphId above, const SignContext& context) noexcept {
  if (context.above) return above;
  const GlyphId below = above + 1;
  return context.glyphs->has(below) ? below : above;
}

WordStyle word_style(const Mark& mark, WordStyle otherwise) noexcept {
  const Params& params = mark.parameters();
  const bool italic = params.whole(Param::italic) != 0 || otherwise.face == FontFace::italic;
  const bool bold = params.whole(Param::bold) != 0 || otherwise.face == FontFace::bold;
  otherwise.face = face_of(italic, bold);
  return otherwise;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    if (!line.empty()) lines.emplace_back(line);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

void paint_frame(const Box& box, double thickness, PaintBuilder& out) {
  out.line({box.left, box.bottom}, {box.right, box.bottom}, thickness);
  out.line({box.left, box.top}, {box.right, box.top}, thickness);
  out.line({box.left, box.bottom - thickness / 2}, {box.left, box.top + thickness / 2}, thickness);
  out.line({box.right, box.bottom - thickness / 2}, {box.right, box.top + thickness / 2}, thickness);
}

double paint_with_accidentals(const SignContext& context, std::string_view words, Point at, WordStyle style,
                              PaintBuilder& out) {
  constexpr std::size_t bytes = 3;  // ♭ ♮ ♯ are U+266D to U+266F
  constexpr std::string_view lead = "\xE2\x99";
  const double scale = style.size * 0.26;
  while (!words.empty()) {
    std::size_t sign = words.find(lead);
    while (sign != std::string_view::npos &&
           (sign + 2 >= words.size() || words[sign + 2] < '\xAD' || words[sign + 2] > '\xAF')) {
      sign = words.find(lead, sign + 1);
    }
    const std::string_view plain = words.substr(0, sign);
    if (!plain.empty()) {
      out.text(plain, at.x, at.y, style.size, style.face);
      at.x += context.text->measure(plain, style.face, style.size).advance;
    }
    if (sign == std::string_view::npos) break;
    const GlyphId glyph = 0xE260 + static_cast<GlyphId>(words[sign + 2] - '\xAD');  // flat, natural, sharp
    const double height = style.size * (glyph == 0xE260 ? 0.22 : 0.36);
    out.glyph(glyph, at.x + 0.08, at.y + height, scale);
    at.x += context.glyphs->box(glyph).right * scale + 0.2;
    words.remove_prefix(sign + bytes);
  }
  return at.x;
}

namespace {

/// An ellipse around a box (a circle when `round`), of short lines.
void paint_ellipse(const Box& box, bool round, double thickness, PaintBuilder& out) {
  constexpr int sides = 32;
  constexpr double root = 1.4142;
  double a = box.width() / 2 * (round ? 1.0 : root);
  double b = box.height() / 2 * (round ? 1.0 : root);
  if (round) a = b = std::hypot(a, b);
  const auto at = [&](int k) {
    const double angle = 6.283185307179586 * k / sides;
    return Point{(box.left + box.right) / 2 + a * std::cos(angle), (box.bottom + box.top) / 2 + b * std::sin(angle)};
  };
  for (int k = 0; k < sides; ++k) out.line(at(k), at(k + 1), thickness);
}

}  // namespace

void paint_enclosure(const SignContext& context, const Mark& mark, const Box& box, PaintBuilder& out) {
  const std::string_view enclosure = mark.parameters().text(Param::enclosure);
  if (enclosure.empty() || box.empty()) return;
  const double pad = 0.45;
  const double thickness = context.glyphs->defaults().text_enclosure;
  const Box frame{box.left - pad, box.bottom - pad, box.right + pad, box.top + pad};
  if (enclosure == "circle" || enclosure == "oval" || enclosure == "ellipse") {
    paint_ellipse(frame, enclosure == "circle", thickness, out);
  } else if (enclosure == "bracket") {
    out.line({frame.left, frame.bottom}, {frame.left, frame.top}, thickness);
    for (const double at : {frame.bottom, frame.top}) out.line({frame.left, at}, {frame.left + 0.5, at}, thickness);
  } else if (enclosure == "diamond") {
    const Point top{(frame.left + frame.right) / 2, frame.top + frame.width() / 3};
    const Point low{top.x, frame.bottom - frame.width() / 3};
    const double middle = (frame.bottom + frame.top) / 2;
    const std::array<Point, 4> corner{top, Point{frame.right + 1.0, middle}, low, Point{frame.left - 1.0, middle}};
    for (std::size_t i = 0; i < 4; ++i) out.line(corner[i], corner[(i + 1) % 4], thickness);
  } else {
    paint_frame(frame, thickness, out);
  }
}

void paint_words(const SignContext& context, GroupClass group, const Mark& mark, std::string_view words,
                 WordStyle style, TextAlign align, PaintBuilder& out) {
  const std::vector<std::string> lines = lines_of(words);
  if (lines.empty()) return;
  out.open(group, context.vpd, context.extras);
  double y = static_cast<double>(lines.size() - 1) * style.size * 1.15;
  Box box;
  for (const std::string& line : lines) {
    out.text(line, 0.0, y, style.size, style.face, align);
    const TextExtent extent = context.text->measure(line, style.face, style.size);
    const double shift = align == TextAlign::middle ? extent.advance / 2
                         : align == TextAlign::end  ? extent.advance
                                                    : 0.0;
    if (!extent.ink.empty()) box.add(extent.ink.shifted(-shift, y));
    y -= style.size * 1.15;
  }
  paint_enclosure(context, mark, box, out);
  out.close();
}

}  // namespace burin::layout
