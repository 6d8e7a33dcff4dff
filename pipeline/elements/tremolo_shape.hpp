// Tremolo strokes on stems and between notes (handbook §15.5), and the slash of grace notes (§14). Staff spaces, y up.
// Pure functions.
#pragma once

#include <cstdint>
#include <vector>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"

namespace burin::layout {

/// Numbers of handbook §14, §15.5, staff spaces.
struct TremoloStyle {
  double thickness{0.5};
  double width{1.2};
  double slope{0.3};
  double pitch{0.75};
  double off_head{0.5};           // free space to the head's edge
  double off_beam{0.6};           // … to flag or beam
  double off_whole{0.75};         // strokes of stemless notes
  double flag{2.1};               // height that one flag takes where strokes cross it …
  double further_flag{0.5};       // … and each further one
  double stem_gap{0.8};           // strokes that don't join the stems
  double head_gap{1.25};          // between stemless notes, each side
  double greatest_rise{0.125};    // without stems: half a quarter space
  double longer_per_stroke{0.5};  // stems, per stroke beyond two
  int free_strokes{2};
  double half_head{0.5};    // height of half a head
  double slash_share{0.3};  // of the first stem, beamed grace groups
  double slash_left{0.6};
  double slash_width{1.6};
  double slash_thickness{0.12};
};

/// One slanted stroke: a parallelogram with vertical ends, `thickness` high around its centre line.
struct Stroke {
  Point from;
  Point to;
  double thickness{0.5};
};

/// More stem for `strokes` strokes (handbook §15.5). O(1).
[[nodiscard]] double tremolo_stem_growth(int strokes, const TremoloStyle& style) noexcept;

struct StemTremolo {
  int strokes{3};
  double x{0.0};                               // centre of stem, or of the head when stemless
  double head{0.0};                            // y of the centre of the head nearest to the stem's tip
  double stem_end{0.0};                        // y of the stem's end
  double taken{0.0};                           // height at the end that flag or beams take
  StemDirection direction{StemDirection::up};  // none: stemless
  bool below{false};                           // stemless: strokes below, as for a lower voice
  double beam_slope{0.0};                      // when beamed: strokes are parallel to the beam
  bool beamed{false};
  double scale{1.0};
};
/// Strokes on one stem, from the tip towards the head. O(strokes).
[[nodiscard]] std::vector<Stroke> stem_tremolo(const StemTremolo& input, const TremoloStyle& style);

/// One of the notes of a two-note tremolo.
struct TremoloEnd {
  double x{0.0};  // centre of its stem; of its head's facing edge when stemless
  double y{0.0};  // end of its stem (real or imagined)
};
struct NoteTremolo {
  int strokes{3};
  TremoloEnd left;
  TremoloEnd right;
  StemDirection direction{StemDirection::up};
  bool stemless{false};
  int joined{0};  // outermost strokes that join the stems as beams do (eighths or shorter: their flags)
  double scale{1.0};
};
/// Strokes between two notes, outermost first. With stems they are parallel to the line between their ends, which
/// plan_beam gives for two stems with as many levels as strokes; without, they lie between the imagined ends, nearly
/// level. O(strokes).
[[nodiscard]] std::vector<Stroke> note_tremolo(const NoteTremolo& input, const TremoloStyle& style);

/// The slash through an unbeamed grace note: between the flag's anchors if the font has them. `stem_end` is the stem's
/// tip, where the flag glyph sits. O(1).
[[nodiscard]] Stroke grace_slash(const GlyphMetrics& metrics, GlyphId flag, Point stem_end, StemDirection direction,
                                 double scale, const TremoloStyle& style) noexcept;
/// The slash through the first stem of a beamed grace group. `beam_y`: centre of the beam at that stem. O(1).
[[nodiscard]] Stroke grace_beam_slash(double stem_x, double head, double beam_y, double scale,
                                      const TremoloStyle& style) noexcept;

}  // namespace burin::layout
