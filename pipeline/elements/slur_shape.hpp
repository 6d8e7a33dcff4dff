// Slurs: side, ends and curve (handbook §12). Staff spaces, y up, 0 = middle line of the reference staff. Pure
// functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/piece/items.hpp"
#include "core/piece/mark.hpp"
#include "pipeline/elements/curve_shape.hpp"
#include "pipeline/elements/tie_shape.hpp"

namespace burin::layout {

/// Numbers of handbook §12, staff spaces.
struct SlurStyle {
  // Attachment.
  double head_gap{0.5};           // tip to the head's edge, head in a space
  double head_gap_on_line{0.25};  // head on a line
  double tip_off_line{0.15};
  double stem_inset{0.35};      // tip beside the stem
  double flag_gap{0.4};         // tip over the end of the stem, when its flag is in the way at a start
  double below_stem_tip{0.75};  // tip below the end of an unbeamed stem
  double beam_gap{0.4};         // tip beyond the beam
  double articulation_gap{0.5};
  double articulation_inset{0.1};
  double before_stem{0.3};  // slur from a grace note: tip left of a stem on its side
  double shared_tip{0.2};   // two slurs that meet on one note, each
  double nested_gap{0.25};  // two slurs that start on one note
  double tie_gap{0.65};     // tip beyond a tie's tip
  // Curve.
  double height_limit{2.0}, height_ratio{0.25};
  double long_length{24.0}, long_height{2.8};
  double indent_ratio{3.1};
  double greatest_tangent{1.73}, least_tangent{0.27};  // of the tips against the chord: tan 60°, tan 15°
  double greatest_height{0.6};  // of the control points, share of the length (the curve reaches 0.75 of it)
  double extra_height{3.0};     // more than the usual height, at most
  double deepest_arch{2.0};     // for the sake of an accidental, of the usual height
  double greatest_lean{0.5};    // steep slurs lean: shift of the control points, share of the indent
  double apex_gap_inside{0.2};  // level middle of the curve from a staff line
  double apex_gap_outside{0.1};
  double apex_level{0.15};  // slope up to which the middle counts as level
  double apex_shift{0.65};
  double apex_flatten{0.25};  // share of the usual height
  // Search.
  double step{0.5};
  int steps{8};                  // each end, up to steps * step beyond its base
  double enumerate_up_to{30.0};  // longer ones: fewer tips, but each half of the arch finds its own height
  int long_steps{4};
  double long_step{1.0};
  int relaxations{4};
  double relax_ratio{2.0};  // of one half's height to the other's, at most
  double edge_zone{2.5};    // obstacles this near to a tip don't raise the arch (the tips may rise for them) …
  double edge_share{0.2};   // … nor those within this share of the length
  double head_clear{0.3}, slur_clear{0.8}, accidental_clear{0.2}, other_clear{0.3};
  double sample_every{1.0};          // obstacles are looked at in points this far apart
  double turned_slice{0.5};          // steep slurs: in slices this wide, along the chord
  double turned_ratio{4.0};          // steep slurs: relax_ratio,
  double turned_height{6.0};         // extra_height,
  double turned_tip{3.0};            // … and how much worse a moved tip is: it moves sideways from its note
  double steep_between_staves{0.5};  // slope from which a slur from staff to staff is steep
  double own_reach{0.4};             // what stands this near to a tip belongs to its note
  // Demerits.
  double head_inside{1000.0}, stem_crossed{30.0}, edge_relief{0.2}, variance{10.0}, variance_most{3.0};
  double accidental{15.0}, other{50.0};  // the handbook's 3 lets slurs cut through accidentals too often
  double tip_moved{4.0}, tip_slope_bias{1.7}, free_tip{0.2};
  double slope_most{1.1}, too_steep{10.0}, beyond_melody{50.0}, melody_slack{0.2}, melody_slack_beamed{1.0};
  double not_level{15.0}, against_melody{20.0}, against_melody_beamed{2.0};
  // Mending: what is still crossed by the best candidate pushes tips and arch out of its way.
  int mendings{16};
  double mend_clear{0.15};  // wanted of accidentals, dots, signs, beams then
  double mend_tip{2.5};     // a tip moves by that much more, at most
  double mend_height{1.5};  // the arch grows by that share, at most
  double tip_share{0.5};    // of a push that a tip takes, against the arch
  double crossed{40.0};     // demerits of a thing crossed, when both are compared
  double turn_from{25.0};   // a slur that is worse is tried on its other side …
  double turn_share{0.5};   // … which is taken when its demerits are below that share
  double stay_from{3.0};    // … and one that goes around another voice at one end only, on its own notes
  // System breaks.
  double to_barline{0.5}, open_gap{0.4}, open_reach{2.5}, open_slope{0.4}, shortest_half{2.0};
  double staff_line{0.13};
};

/// Side of a slur: voices first, then above if any stem in the span points down or there is none, below only if all
/// point up; `above_always` for staves with lyrics. O(n).
[[nodiscard]] Side slur_side(std::span<const StemDirection> stems, VoicePlace voice,
                             bool above_always = false) noexcept;

/// The note (or chord) at one end of a slur.
struct SlurNote {
  Box head;                                 // of the outermost head on the slur's side
  int position{0};                          // of that head, half spaces from the middle line
  StemDirection stem{StemDirection::none};  // none: stemless
  double stem_x{0.0};
  double stem_end{0.0};  // y of its tip, or the outer edge of its beam
  bool beamed{false};
  bool flagged{false};
  bool has_articulation{false};  // staccato, tenuto: inside the slur
  Box articulation;              // extent of these on the slur's side
  bool tie_on_side{false};       // a tie ends at this head on the same side …
  double tie_y{0.0};             // … with its tip here
  bool shared{false};            // another slur ends (at a start: begins) on the same note and side
  std::uint8_t nested{0};        // number of slurs that start or end here further inside
  int staff_lines{5};
};

/// Where a slur's tip belongs before any search. `at_start`: whether it is the left end. O(1).
[[nodiscard]] Point slur_tip(const SlurNote& note, Side side, bool at_start, const SlurStyle& style) noexcept;

enum class ObstacleKind : std::uint8_t { head, stem, beam, accidental, inner_slur, tie, other };
struct SlurObstacle {
  Box box;
  ObstacleKind kind{ObstacleKind::head};
};

struct SlurInput {
  Point left;  // slur_tip of both ends, or slur_open_end
  Point right;
  Side side{Side::above};
  std::span<const SlurObstacle> obstacles{};  // by left edge; those of the end notes too
  double melodic_dy{0.0};                     // y of last head - y of first head
  bool beamed{false};                         // all notes under beams
  bool free_left_tip{false};                  // tip on a stem's side: may slide for less
  bool free_right_tip{false};
  bool open_left{false};  // halves at a system break: that tip moves for less
  bool open_right{false};
  bool cross_staff{false};  // searched like a long one
  bool any_slope{false};    // the melody asks for none
  bool round{false};        // an arc, as steep slurs may be: it goes around more with its tips at their notes
  int staff_lines{5};
};

/// Whether a slur from staff to staff is so steep that an arch upwards would run along the notes instead of over them:
/// such slurs move and bulge at right angles to their chord. O(1).
[[nodiscard]] bool is_steep(const SlurInput& input, const SlurStyle& style) noexcept;

/// The tip of a steep slur at a head: beside it, halfway between the slur's side and where the slur bulges to. `tip`
/// is what slur_tip gave; it stays at stems, articulations and ties. O(1).
[[nodiscard]] Point steep_tip(const SlurNote& note, Point tip, const SlurInput& input, const SlurStyle& style) noexcept;

/// Tip at a system break: x given by the caller (barline − to_barline, or the end of the header), y from the extreme of
/// the notes near to it on the slur's side, no farther from the other tip `closed` than open_reach, and in a short half
/// than open_slope of its length: it lies nearly level. O(1).
[[nodiscard]] Point slur_open_end(Point closed, double x, double extreme, Side side, const SlurStyle& style) noexcept;

struct SlurResult {
  CurveShape shape;
  std::array<Box, 12> boxes;  // left to right, contain the curve: for skylines, and as obstacles of outer slurs
  double demerits{0.0};
};

/// Finds the curve: tip pairs and heights are scored against the obstacles, the first best wins. No enclosed head is
/// ever crossed: where the caps on tips and height don't suffice, the whole curve rises. O(candidates * obstacles),
/// candidates
/// <= 81, less than 100 µs with 200 obstacles.
[[nodiscard]] SlurResult slur_shape(const SlurInput& input, CurveWeights weights, const SlurStyle& style);

/// Whether a slur hangs far beyond both its tips for its length: a pocket rather than an arc. O(1).
[[nodiscard]] bool is_pocket(const SlurResult& result) noexcept;

}  // namespace burin::layout
