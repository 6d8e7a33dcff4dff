// What stands inside the staves of one system, as outlines: collected from the paint of its staves.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/paint/paint_list.hpp"
#include "pipeline/lint/convex.hpp"

namespace burin::layout {

/// What the lint tells apart. `sign` stands for articulations, ornaments, fingerings and other signs on notes; `words`
/// for tempo marks, too.
enum class LintKind : std::uint8_t {
  notehead,
  accidental,
  dots,
  rest,
  stem,
  flag,
  beam,
  slur,
  tie,
  tuplet,
  sign,
  arpeggio,
  tremolo,
  glissando,
  dynamic,
  words,
  hairpin,
  count_
};
[[nodiscard]] std::string_view name_of(LintKind kind) noexcept;

/// One drawn thing: a range of outlines. Main staff spaces from the page's top left corner, y up.
struct LintItem {
  LintKind kind{};
  std::uint32_t first{0};
  std::uint32_t count{0};
  std::uint32_t staff{0};  // index in the system
  std::uint32_t note{0};   // the note, chord or rest group around it, 0 = none: things of one note know each other
  Box box;
  std::string_view vpd;      // of the innermost group that has one; lives as long as the paint
  std::string_view measure;  // printed number of its measure; empty for spanners
};

struct LintItems {
  std::vector<Convex> shapes;
  std::vector<LintItem> items;  // by left edge
};

/// Collects one system. Things that have no ink of the kinds above are left out. O(commands log commands).
[[nodiscard]] LintItems lint_items(const PlacedSystem& system, const GlyphMetrics& glyphs, const TextMetrics& text);

}  // namespace burin::layout
