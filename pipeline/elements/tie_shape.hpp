// Ties: which way they bend and how they look (handbook §11). Staff spaces, y up, 0 = middle line. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/piece/items.hpp"
#include "core/piece/mark.hpp"
#include "pipeline/elements/curve_shape.hpp"

namespace burin::layout {

/// Numbers of handbook §11, staff spaces.
struct TieStyle {
  double head_gap{0.2};    // tip to head, horizontally (inside) or vertically (outside)
  double head_inset{0.1};  // outside style: from the head's centre towards the tie
  double stem_gap{0.35};
  double shortest{1.0};         // tip to tip
  double shortest_broken{1.5};  // a half at a system break
  double let_ring{2.0};
  double indent{0.2};  // control points at this share of the length
  double height_base{0.3}, height_growth{0.3}, height_least{0.3}, height_most{2.0};  // single ties
  double chord_limit{1.0}, chord_ratio{1.0 / 3.0};                                   // flatter ones in chords
  double apex_share{0.75};     // of the control points' height that the curve reaches
  double tip_off_line{0.15};   // tips keep this far from a line's edge …
  double apex_off_line{0.27};  // … and the middle of the curve this far from a line's centre
  double apex_raise{0.54};     // farthest that the apex is raised for that …
  double apex_flatten{0.25};   // … or lowered, as a share of its height
  double between{0.15};        // clear between ties of a chord
  double pass_clear{0.15};     // … and between a tie and a note of another voice that it passes
  double pass_near{0.05};      // a tie this near inside something cuts through it as well
  double pass_height{2.5};     // more height for that, at most
  double to_barline{0.25};     // open end before the barline
  double after_header{0.5};    // open start after clef and key
  double staff_line{0.13};
};

/// Who owns the stems around a tie.
enum class VoicePlace : std::uint8_t { single, upper, lower };

/// Directions of the ties of one chord. `positions`: staff positions (half spaces, 0 = middle line) of the tied heads
/// from low to high; `stem`: of the chord that the ties leave; `next_stem`: of the one that they reach (automatic = the
/// same). Several voices: all above or all below. One note: away from the stem; unlike stems: above; no stems: by
/// position. Chords: halves, the middle one bends away from the stem. Writes one side per position. O(n).
void tie_directions(std::span<const int> positions, StemDirection stem, StemDirection next_stem, VoicePlace voice,
                    std::span<Side> out) noexcept;

/// One tie. Boxes are those of the heads (or of head, dot and stem on the side of the tie if these are in the way); an
/// open end has an x instead.
struct TieInput {
  Box left;       // head that it leaves
  Box right;      // head that it reaches
  double y{0.0};  // centre of the heads
  Side side{Side::above};
  bool inside{false};      // ends between the heads instead of above or below them: inner ties of chords
  bool in_chord{false};    // flatter curve
  bool open_left{false};   // comes from the system before: starts at left_x
  bool open_right{false};  // goes on in the next system or rings on: ends at right_x
  double left_x{0.0};
  double right_x{0.0};
  std::optional<double> left_stem;  // x of a stem that stands in the way on the side of the tie
  std::optional<double> right_stem;
  std::optional<double> left_limit;   // right edge of what the tie starts after: dots, heads beside the one it leaves
  std::optional<double> right_limit;  // left edge of what it ends before: accidentals, displaced heads
  double extra_height{0.0};           // of the control points, to pass over notes between its ends
  int staff_lines{5};
};

/// Shape of one tie, symmetric and level. Never shorter than the style says: tips are moved under the heads for that.
/// O(1).
[[nodiscard]] CurveShape tie_shape(const TieInput& input, CurveWeights weights, const TieStyle& style) noexcept;

/// How a tie passes what stands between its ends.
struct TiePassage {
  int crossed{0};            // things that it cuts through
  double extra_height{0.0};  // with which it would pass over all that it can
};
/// Looks at `between`, boxes of heads and signs that the tie's own notes don't own. O(boxes).
[[nodiscard]] TiePassage tie_passage(const TieInput& input, std::span<const Box> between, CurveWeights weights,
                                     const TieStyle& style) noexcept;

/// Shapes of all ties of a chord, from low to high; keeps them clear of each other where the heads leave room. O(n²), n
/// <= 10.
void tie_shapes(std::span<const TieInput> inputs, CurveWeights weights, const TieStyle& style,
                std::span<CurveShape> out) noexcept;

/// Whether one of two ties lies above the other at one place and below it at another. O(1).
[[nodiscard]] bool curves_cross(const CurveShape& a, const CurveShape& b) noexcept;

/// x where a let-ring tie ends (all ties of the chord alike): `right` is the right edge of the chord's heads. O(1).
[[nodiscard]] double let_ring_end(double right, const TieStyle& style) noexcept;

/// What stands between the start of a tie and the end of a line that it crosses, x from the left edge of the head.
struct TieEndRoom {
  double head_width{1.18};
  std::optional<double> stem;    // centre of a stem up that the tie may have to start behind
  std::optional<double> behind;  // right edge of a flag or dot that it may have to start behind
};
/// The least distance from the left edge of the head to the barline that ends the line, for a rod (§11). O(1).
[[nodiscard]] double tie_end_rod(const TieEndRoom& room, const TieStyle& style) noexcept;

}  // namespace burin::layout
