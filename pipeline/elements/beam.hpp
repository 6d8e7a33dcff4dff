// Beams: directions of their stems, where the beam lies, what is drawn. Numbers only; reading and painting are
// elsewhere. Lengths in staff spaces, y up, 0 = middle line (cross-staff beams: of one reference staff). All functions
// are pure.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/base/units.hpp"
#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/stem.hpp"

namespace burin::layout {

/// Numbers of handbook §4.2, §5.2–5.5. Lengths in staff spaces at full size.
struct BeamStyle {
  double thickness{0.5};
  double gap{0.25};  // clear space between beams
  double staff_line{0.13};
  double stem{0.12};
  std::array<double, 8> ideal_length{3.25, 3.5, 3.75, 4.5, 5.25, 6.0, 6.75, 7.5};  // head to outer edge, by beams
  std::array<double, 8> shortest_length{2.75, 3.25, 3.75, 4.5, 5.25, 6.0, 6.75, 7.5};
  StemStyle stems{};        // shortening of stems that point away from the staff
  double second_line{1.0};  // inner beams reach at least this line of the near half, from the middle line
  double damping{0.6};
  double least_rise{0.18};    // a slanted beam rises at least that: less looks like an accident
  double free_of_staff{0.5};  // beams outside the staff keep their centre this far from the outer line
  double quant_slack{0.14};   // inner beams count as legal this near to a quant
  double quarter{0.25};       // unit of slants
  std::array<std::uint8_t, 8> interval_caps{0, 1, 2, 3, 4, 5, 6, 7};  // quarter spaces, by steps
  std::array<double, 6> width_steps{3.0, 5.0, 7.5, 10.0, 15.0, 20.0};
  std::array<std::uint8_t, 7> width_caps{1, 2, 3, 4, 5, 6, 7};  // quarter spaces
  double search{2.0};                                           // candidates this far from the ideal
  double search_wide{4.0};                                      // with obstacles, and for knees
  double knee_gap{5.5};                                         // vertical gap between heads that makes a knee
  double beamlet{1.1};                                          // length of a fractional beam
  double beamlet_share{0.75};                                   // of the distance to the neighbour, at most
  double clear_of_obstacles{0.35};
  double grace_slant{0.5};       // of the interval cap
  double kneed_slope{0.577};     // 30 degrees
  double greatest_slope{0.364};  // 20 degrees
  // Demerits of the scored search.
  double too_flat{10.0}, too_steep{15.0}, cross_staff_slope{10.0};
  double against_sign{800.0}, flat_for_slight{20.0}, slight_slope{0.02};
  double beyond_musical{400.0};
  double inner_quant{10.0}, gap_line{10.0};
  double stem_long{5.0}, stem_short{7.5}, stem_extreme{1e6};
  double collision{500.0};

  /// The style with the weights of a font.
  [[nodiscard]] static BeamStyle from(const EngravingDefaults& font) noexcept {
    BeamStyle style;
    style.thickness = font.beam;
    style.gap = font.beam_gap;
    style.staff_line = font.staff_line;
    style.stem = font.stem;
    return style;
  }
};

/// Vertical extent of the heads of one chord: centres of its lowest and highest head.
struct HeadRange {
  double low{0.0};
  double high{0.0};
};

/// Direction of all stems of a beam by the heads (handbook §5.3): the farthest head from the middle line decides, then
/// the majority of the chords, then the summed distance, then down. Empty input: down. Result is up or down. O(n).
[[nodiscard]] StemDirection beam_direction(std::span<const HeadRange> heads) noexcept;

/// Directions of each stem. `wished` has one entry per chord: up and down are kept as given (voices, the file),
/// automatic ones follow the beam; kneed directions are chosen when heads lie more than knee_gap + the beams' height
/// apart
/// (`levels` = most beams of any chord) and nothing is forced. Writes `out` (same size). Returns whether both
/// directions occur. O(n log n), no allocation for up to 64 chords.
bool beam_directions(std::span<const HeadRange> heads, std::span<const StemDirection> wished, int levels,
                     std::span<StemDirection> out, const BeamStyle& style);

/// One stem of a beam.
struct BeamStem {
  double x{0.0};     // centre of the stem
  double near{0.0};  // y of the head nearest to the beam
  double far{0.0};   // y of the head farthest from it; decides nothing but the musical slope
  StemDirection direction{StemDirection::up};
  Beams beams;             // consistent states (beam_group.hpp)
  double min_length{0.0};  // asked for by something on the stem (tremolo); from `near` to the outer edge of the beam
};

/// Something that the beam shall not touch: heads, accidentals, clefs, rests, stems of other voices.
struct BeamObstacle {
  Box box;
  double weight{1.0};  // 0.1 for stems of other beams
};

struct BeamInput {
  std::span<const BeamStem> stems;  // by x, two or more
  std::span<const BeamObstacle> obstacles{};
  double scale{1.0};  // of the notes: grace and cue sizes
  int staff_lines{5};
  bool cross_staff{false};  // no staff quants, slopes are judged more strictly
  bool flat{false};         // slope 0 is asked for
  bool open_left{false};    // comes from the system before: `open_x` …
  bool open_right{false};
  double left_edge{0.0};  // where an open beam starts or ends
  double right_edge{0.0};
};

/// A straight piece of beam by its centre line; draw it `thickness` high with vertical ends.
struct BeamSegment {
  std::uint8_t level{1};  // 1 = primary
  std::uint16_t stem{0};  // index of the stem at its start (whose measure or note owns it)
  bool beamlet{false};
  Point from;
  Point to;
};

/// A placed beam.
struct BeamPlan {
  double left_y{0.0};   // centre line of the primary beam at the first stem
  double right_y{0.0};  // … at the last stem
  double slope{0.0};
  double thickness{0.5};
  std::vector<double> stem_ends;  // y where each stem ends: outer edge of the outermost beam it meets
  std::vector<BeamSegment> segments;
  double demerits{0.0};                    // of the chosen candidate
  [[nodiscard]] Box box() const noexcept;  // of all segments, with thickness
};

/// Places a beam (handbook §5.4). Stems never get shorter than `shortest_length` (grace: scaled), all clamps on the
/// slant hold, ends inside the staff are legal quants. Fewer than two stems: a flat beam over the one stem, or an empty
/// plan. Deterministic: the first best of candidates enumerated from the ideal outward. O(candidates * stems),
/// candidates <= 300.
[[nodiscard]] BeamPlan plan_beam(const BeamInput& input, const BeamStyle& style);

/// Feathered beams (handbook §5.5): moves the inner beams of `plan` so that they fan out to the right (accelerando) or
/// to the left. O(segments).
void feather(BeamPlan& plan, bool accelerando);

}  // namespace burin::layout
