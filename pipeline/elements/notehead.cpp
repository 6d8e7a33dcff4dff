#include "pipeline/elements/notehead.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace burin::layout {
namespace {

/// Glyphs of one shape for breve and longer, whole, half, quarter and shorter.
using Row = std::array<GlyphId, 4>;
enum Column : std::size_t { breve, whole, half, black };

constexpr Row normal{0xE0A0, 0xE0A2, 0xE0A3, 0xE0A4};

/// In the order of NoteheadShape.
constexpr std::array<Row, static_cast<std::size_t>(NoteheadShape::other) + 1> shapes{{
    normal,
    {0xE0A6, 0xE0A7, 0xE0A8, 0xE0A9},  // x
    {0xE0D7, 0xE0D8, 0xE0D9, 0xE0DB},  // diamond
    {0xE0BA, 0xE0BB, 0xE0BC, 0xE0BE},  // triangle
    {0xE0C3, 0xE0C4, 0xE0C5, 0xE0C7},  // inverted triangle
    {0xE10A, 0xE102, 0xE103, 0xE101},  // slash
    {0xE0D5, 0xE0D3, 0xE0D1, 0xE0CF},  // slashed
    {0xE0D6, 0xE0D4, 0xE0D2, 0xE0D0},  // back slashed
    {0xE0AC, 0xE0AD, 0xE0AE, 0xE0AF},  // cross
    {0xE0A1, 0xE0B8, 0xE0B8, 0xE0B9},  // square
    {0xE0B0, 0xE0B1, 0xE0B2, 0xE0B3},  // circle with x
    {0xE0E7, 0xE0E6, 0xE0E5, 0xE0E4},  // circled
    {0xE115, 0xE115, 0xE115, 0xE115},  // circle with dot
    {0xE124, 0xE125, 0xE126, 0xE127},  // cluster: with the second above
    {0xE0A1, 0xE0B8, 0xE0B8, 0xE0B9},  // rectangle: as square, the cluster signs are three spaces high
    {0xE0ED, 0xE0EE, 0xE0EF, 0xE0F0},  // arrow up
    {0xE0F1, 0xE0F2, 0xE0F3, 0xE0F4},  // arrow down
    {0xE0BF, 0xE0BF, 0xE0BF, 0xE0C0},  // left triangle
    {0, 0, 0, 0},                      // none
    {0xECD5, 0xE1BA, 0xE1BA, 0xE1BB},  // do: triangle up
    {0xECD6, 0xE1BC, 0xE1BC, 0xE1BD},  // re: moon
    {0xECD4, 0xE1B8, 0xE1B8, 0xE1B9},  // mi: diamond
    {0xECD2, 0xE1B4, 0xE1B4, 0xE1B5},  // fa: triangle right
    {0xECD3, 0xE1B6, 0xE1B6, 0xE1B7},  // fa up: triangle left
    {0xECD0, 0xE1B0, 0xE1B0, 0xE1B1},  // so: round
    {0xECD1, 0xE1B2, 0xE1B2, 0xE1B3},  // la: square
    {0xECD7, 0xE1BE, 0xE1BE, 0xE1BF},  // ti: rounded triangle
    normal,                            // other
}};
// Mensural notes with their stems: modern notation has no signs of its own for them.
constexpr GlyphId maxima = 0xE95C;
constexpr GlyphId longa = 0xE95D;
constexpr GlyphId whole_filled = 0xE0FA;
constexpr GlyphId half_filled = 0xE0FB;
constexpr GlyphId flag_pair = 2;  // up and down of one value stand side by side
constexpr int most_flags = 8;

constexpr std::size_t column_of(NoteValue value) noexcept {
  if (value == no_value || value >= 2) return black;
  if (value < 0) return breve;
  return value == 0 ? whole : half;
}

}  // namespace

GlyphId notehead_glyph(NoteValue value, NoteheadShape shape, Filled filled) noexcept {
  const Row& row = shapes[std::min(static_cast<std::size_t>(shape), shapes.size() - 1)];
  const std::size_t column = column_of(value);
  if (row == normal && column == breve && value < -1) return value == -2 ? longa : maxima;
  if (filled == Filled::no && column == black) return row[half];
  if (filled != Filled::yes || column == black || column == breve) return row[column];
  if (row == normal) return column == whole ? whole_filled : half_filled;
  return row[black];
}

GlyphId notehead_glyph(NoteValue value, NoteheadShape shape, Filled filled, const GlyphMetrics& font) noexcept {
  const GlyphId wanted = notehead_glyph(value, shape, filled);
  if (wanted == glyph::none || font.has(wanted)) return wanted;
  return normal[column_of(value)];
}

double notehead_width(GlyphId head, const GlyphMetrics& font) noexcept {
  return font.has(head) ? font.box(head).right : font.box(glyph::notehead_black).width();
}

GlyphId flag_glyph(int flags, bool up) noexcept {
  if (flags <= 0) return glyph::none;
  const auto more = static_cast<GlyphId>(std::min(flags, most_flags) - 1);
  return (up ? glyph::flag_8th_up : glyph::flag_8th_down) + more * flag_pair;
}

}  // namespace burin::layout
