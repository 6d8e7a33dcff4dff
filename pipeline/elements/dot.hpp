// Augmentation dots: in which space, at which x.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/font/glyph_metrics.hpp"

namespace burin::layout {

/// Distances in staff spaces (handbook §7).
struct DotStyle {
  double to_head{0.5};
  double to_rest{0.35};
  double pitch{0.65};       // from dot to dot of one note, left edge to left edge
  double flag_beyond{0.3};  // a flag that reaches farther than this beyond the head pushes the dots
  double to_flag{0.2};      // a flag, or a stem of another voice
  double half_height{0.2};  // of a dot, to see whether it stands beside a flag
  double down_cost{3.0};    // of a dot below its line, but for lower voices
  double move_cost{2.0};
};

/// One voice's chord as far as dots are concerned.
struct DotChord {
  std::span<const int> p;  // low to high
  std::uint8_t dots{0};
  int direction{1};         // stem direction: decides nothing in a single voice
  bool lower_voice{false};  // of a staff with several voices: a dot whose space above is taken goes down from its line
  double right{0.0};        // right edge of its heads, voice shift included
  Box flag;                 // of an unbeamed stem up, or empty
  Box stem;                 // or empty
};

/// The dots of one head.
struct PlacedDot {
  int p{0};            // always a space (odd)
  double x{0.0};       // left edge of the first dot; further ones follow at `pitch`
  bool shared{false};  // another head of the column has its dots at the same place: crowded clusters and unisons
  friend bool operator==(const PlacedDot&, const PlacedDot&) = default;
};

/// Dots of all chords of a column (handbook §7): one common x, dots in spaces, each in one of its own as far as
/// clusters leave room: (span + 3) / 2 of them. Appends one entry for every head of every chord with dots, by chord,
/// low to high. O(heads²), O(1) for single notes.
void place_dots(std::span<const DotChord> chords, std::vector<PlacedDot>& out, const DotStyle& style = {});

/// Dots of a rest: `rest_p` is PlacedRest::p, `rest_right` the right edge of its box.
[[nodiscard]] PlacedDot place_rest_dot(double rest_right, int rest_p, const DotStyle& style = {}) noexcept;

}  // namespace burin::layout
