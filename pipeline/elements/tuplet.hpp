// Tuplets: number, bracket, side, slope (handbook §13). Staff spaces, y up, 0 = middle line. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"
#include "core/piece/mark.hpp"
#include "pipeline/elements/curve_shape.hpp"

namespace burin::layout {

/// Numbers of handbook §13, staff spaces.
struct TupletStyle {
  double line{0.16};
  double padding{0.75};    // notes to bracket
  double off_staff{0.25};  // bracket outside the staff, at least
  double hook{0.75};
  double overhang{0.2};         // beyond the outer heads
  double number_gap{0.25};      // each side of the number
  double number_off_beam{0.5};  // number only: beam's edge to the number's nearest edge
  double greatest_slope{0.5};
  double greatest_rise{1.75};  // from end to end, as beams have it at most
  double nesting{1.2};         // bracket to inner bracket
  double shortest_line{0.3};   // pieces of bracket shorter than that are left out
  double number_scale{1.0};
  double note_scale{0.7};        // of note values beside the number
  double note_gap{0.15};         // before them
  double number_off_arc{0.25};   // curved bracket: its top to the number's nearest edge
  double arc_shoulder{0.2};      // control points of a curved bracket, share of its length
  char32_t first_digit{0xE880};  // SMuFL tuplet0
  char32_t colon{0xE88A};
  [[nodiscard]] static TupletStyle from(const EngravingDefaults& font) noexcept {
    TupletStyle style;
    style.line = font.tuplet_bracket;
    return style;
  }
};

/// Outer extents of one note, chord or rest of a tuplet, from left to right.
struct TupletNote {
  double left{0.0};  // left and right edges of the heads
  double right{0.0};
  double top{0.0};  // of heads, stem, beam and what else stays inside the bracket
  double bottom{0.0};
  StemDirection stem{StemDirection::none};
  bool rest{false};
  bool apart{false};  // no note of the tuplet: the bracket only keeps clear of it
};

/// Whether a bracket is drawn: not when one beam spans exactly the notes of the tuplet; the file may say otherwise.
/// O(1).
[[nodiscard]] bool tuplet_has_bracket(Tuplet::Bracket asked, bool beam_spans_exactly) noexcept;

/// Side: asked for, else by voice (upper above, lower below), else where most stems point (equal: above). O(n).
[[nodiscard]] Side tuplet_side(Side asked, std::span<const TupletNote> notes, bool upper_voice,
                               bool lower_voice) noexcept;

struct TupletInput {
  std::span<const TupletNote> notes;  // one or more
  Side side{Side::above};
  bool bracket{true};
  std::uint16_t actual{3};
  std::uint16_t normal{2};
  TupletShow show{TupletShow::actual};
  TupletShow show_type{TupletShow::none};  // note values behind the numbers
  WrittenDuration actual_type{no_value, 0};
  WrittenDuration normal_type{no_value, 0};
  bool curved{false};              // a slur-like arc instead of the bracket, the number beyond it
  std::optional<Point> beam_left;  // outer edge of a beam on the tuplet's side, over exactly these notes: followed
  std::optional<Point> beam_right;
  std::optional<double> far_beam;  // slope of such a beam on the other side: the bracket is not steeper
  std::uint8_t inner_tuplets{0};   // levels nested inside
  bool open_left{false};           // no hook: goes on from the system or measure before
  bool open_right{false};
  int staff_lines{5};
  double scale{1.0};  // grace, cue
};

struct TupletGlyph {
  GlyphId glyph{0};
  Point at;  // origin
  double scale{1.0};
};
struct TupletLine {
  Point from;
  Point to;
};
struct TupletPlan {
  std::vector<TupletGlyph> number;
  std::vector<TupletLine> lines;  // bracket halves and hooks, TupletStyle::line wide
  std::optional<CurveShape> arc;  // instead of these
  Box box;                        // of number and bracket
  double slope{0.0};
};

/// Places number and bracket. Widths of digits come from `metrics`; |slope| <= greatest_slope, and the bracket rises or
/// falls by greatest_rise at most, and only where the notes do so all along; it encloses all notes and stays outside
/// the staff. O(n).
[[nodiscard]] TupletPlan plan_tuplet(const TupletInput& input, const GlyphMetrics& metrics, const TupletStyle& style);

}  // namespace burin::layout
