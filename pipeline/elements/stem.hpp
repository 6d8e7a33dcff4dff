// Stems: direction, length, place of the flag.
#pragma once

#include <array>
#include <span>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/notehead.hpp"

namespace burin::layout {

/// Lengths in staff spaces (handbook §4.2, §4.3).
struct StemStyle {
  double length{3.5};          // an octave
  double least{2.5};           // no unbeamed stem is shorter
  double grace{2.45};          // already at grace size
  double cue{0.75};            // factor on full-size lengths
  double third_beam{0.5};      // growth for the third beam
  double further_beam{0.75};   // growth for every beam from the fourth on
  double tremolo_stroke{0.5};  // growth for every stroke from the third on
  double tremolo_flag{2.15};   // growth where strokes and flags share a stem
  double staff_half{2.0};      // from the middle line to the outer line of a five-line staff
  double small_limit{1.0};     // grace and cue stems reach to the second line only
  double shorten_from{1.0};    // outside the staff, where shortening begins
  double shorten_step{0.5};
  /// Shortening by number of beams or flags (0 to 3) and by how far the tip is outside: 1, 1.5, 2, 2.5, 3 spaces and
  /// more.
  std::array<std::array<double, 5>, 4> shorten{{{0.25, 0.5, 0.75, 1.0, 1.0},
                                                {0.0, 0.25, 0.5, 0.75, 0.75},
                                                {0.0, 0.25, 0.25, 0.25, 0.25},
                                                {0.0, 0.0, 0.0, 0.25, 0.25}}};
};

/// Direction of a single-voice stem: +1 up, -1 down. The head farthest from the middle line decides, a tie points down
/// (handbook §3.3, §4.3). Positions in half spaces, any order; an empty span points down. O(heads).
[[nodiscard]] int default_direction(std::span<const int> p) noexcept;

struct StemRequest {
  int direction{1};  // +1 up, -1 down
  int low{0};        // positions of the chord's lowest and highest head
  int high{0};
  int beams{0};  // flags or beams
  bool beamed{false};
  int strokes{0};  // tremolo strokes on the stem
  int staff_lines{5};
  NoteSize size{NoteSize::full};
  GlyphId head{glyph::notehead_black};
  double grow{1.0};  // of head and flag, where a file asks for larger ones
};

/// A stem and its flag, relative to the left edge of the chord's unshifted heads.
struct Stem {
  double left{0.0};
  double right{0.0};
  double start{0.0};  // y at the anchor head (the one farthest from the tip)
  double end{0.0};    // y of the drawn tip; with a flag, where the font wants it
  double tip{0.0};    // y of the nominal tip: for a beam its outer edge, for a flag its origin
  PlacedGlyph flag;   // id glyph::none when there is none
  [[nodiscard]] Box box() const noexcept;
};

/// Nominal tip of a stem (handbook §4.2, §4.3): default length by beams and size, then extension to the middle line,
/// then shortening. For beamed notes the provisional length. In staff spaces; a whole number of quarter spaces for
/// full-size notes. O(1).
[[nodiscard]] double stem_tip(const StemRequest& request, const StemStyle& style = {}) noexcept;

/// Stem with anchors of the font (stemUpSE, stemDownNW; stemUpNW, stemDownSW of the flag). O(1).
[[nodiscard]] Stem place_stem(const StemRequest& request, const GlyphMetrics& font, const StemStyle& style = {},
                              const NoteSizeStyle& sizes = {}) noexcept;

}  // namespace burin::layout
