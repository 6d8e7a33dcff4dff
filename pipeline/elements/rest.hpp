// Rests: glyph and height, alone and among voices.
#pragma once

#include <limits>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

/// Handbook §10.1, §10.2; staff spaces.
struct RestStyle {
  double voiced{1.0};      // start of a rest of one of two voices, when the other voice keeps away
  double voiced_far{2.0};  // when the other voice's notes come within `near`
  double near{1.0};
  double clearance{0.75};   // to the other voice's notes
  double inside_step{1.0};  // moves by whole spaces inside the staff
  double outside_step{0.5};
  double cue{0.75};
};

/// Glyph of a rest; a quarter rest for values beyond 1024th or unknown ones, a whole rest for no_value.
[[nodiscard]] GlyphId rest_glyph(NoteValue value) noexcept;

struct RestRequest {
  NoteValue value{2};
  int voice{0};              // 0 alone, +1 upper, -1 lower of several voices
  bool small{false};         // cue size
  double grow{1.0};          // where the file asks for a larger one
  bool has_position{false};  // the file asks for a place: p, which then stands for the middle line
  int p{0};
  int staff_lines{5};
  /// The ink of the other voices at that onset: lowest bottom and highest top of heads, y. Empty when other_top is
  /// lower.
  double other_bottom{std::numeric_limits<double>::infinity()};
  double other_top{-std::numeric_limits<double>::infinity()};
};

struct PlacedRest {
  PlacedGlyph glyph;  // x = 0
  int p{0};           // what stands for the middle line: a rest at its usual place has 0; dots go by it
  Box box;
};

/// Rest with its ledger version when it leaves the staff (handbook §10.1, §10.2). O(1).
[[nodiscard]] PlacedRest place_rest(const RestRequest& request, const GlyphMetrics& font,
                                    const RestStyle& style = {}) noexcept;

/// Whether simultaneous rests of two voices are printed as one, at the neutral height (handbook §10.2).
[[nodiscard]] constexpr bool rests_merge(WrittenDuration a, WrittenDuration b) noexcept { return a == b; }

}  // namespace burin::layout
