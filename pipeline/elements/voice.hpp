// Several voices on one staff: which of them moves aside at one onset.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/items.hpp"

namespace burin::layout {

/// Displacements in head widths and clearances in staff spaces (handbook §6.2).
struct VoiceStyle {
  double touch{1.0};    // a second with the upper voice above, or a unison that cannot merge
  double full{1.0};     // second or unison buried inside two chords
  double crossed{0.8};  // upper voice lower by a second
  double mesh{0.34};    // interlocked chords without seconds
  double mesh_dotted{0.2};
  double lower_dotted{1.3};    // full clash, only the lower voice dotted
  double head_overlap{0.25};   // heads that overlap by more than that collide: displaced heads need another place
  double head_clearance{0.1};  // around heads, for third and further voices
  double stem_clearance{0.35};
  double stem_to_stem{0.6};  // between stems the same way that stand over each other
  std::array<double, 6> candidates{0.0, 0.34, 0.8, 1.0, 1.3, 2.0};  // shifts that they try, in this order
  bool merge_half_with_eighth{false};
};

/// One voice's chord at an onset. Order of voices: 1 (up), 2 (down), 3 (up), 4 (down) ...
struct VoiceChord {
  std::span<const int> p;             // low to high
  std::span<const signed char> side;  // of place_heads(); may be empty = all 0
  std::span<const std::int8_t>
      alter;         // alterations: heads of one position and different ones never merge; may be empty
  int direction{1};  // as if stemmed when stemless
  NoteValue value{2};
  std::uint8_t dots{0};
  GlyphId head{0};         // of its (first) head
  double head_width{0.0};  // staff spaces, at its size
  double stem_tip{0.0};    // y; ignored for stemless values
  Box flag{};              // at x = 0; empty without one
  bool headless{false};    // a stem alone, on the head of another voice as a rule
};

struct VoiceShift {
  double x{0.0};       // staff spaces, added to everything of that voice; never negative
  bool merged{false};  // at least one head coincides with another voice's head of the same look
};

/// x of each voice's chord at one onset of a staff (handbook §6.2): the first two voices of opposite direction by the
/// table, further ones at the first free place. `out` has the length of `voices`. O(voices² · heads).
void shift_voices(std::span<const VoiceChord> voices, double stem, std::span<VoiceShift> out,
                  const VoiceStyle& style = {}) noexcept;

}  // namespace burin::layout
