// Accidentals: which to print, which glyphs, and how to pack them left of a column's heads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/font/glyph_metrics.hpp"
#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"
#include "pipeline/elements/glyphs.hpp"

namespace burin::layout {

/// Distances in staff spaces (handbook §8.2).
struct AccidentalPacking {
  double to_head{0.25};
  double between{0.25};          // horizontally, between accidentals
  double vertical{0.15};         // between accidentals in one column
  double vertical_sharps{0.05};  // between two sharps
  double vertical_head{0.10};    // between accidentals and heads
  double to_ledger{0.10};        // from ledger lines, horizontally
  double vertical_ledger{0.0};
  double parenthesis{0.175};    // between a sign and its parentheses
  int octave{7};                // steps
  std::size_t second_order{4};  // from so many signs on both orders are tried
};

/// Sign for an alteration in quarter tones (sharp = 2), natural for 0, glyph::none when there is none for it.
[[nodiscard]] AccidentalSign accidental_sign(int alter) noexcept;
/// The alteration that a printed sign means, in quarter tones; 0 for naturals and for signs that are not known.
[[nodiscard]] int alteration_of(AccidentalSign sign) noexcept;

/// What a note needs: a sign, perhaps only as a reminder in parentheses.
struct AccidentalNeed {
  AccidentalSign sign{0};
  bool reminder{false};
  friend bool operator==(const AccidentalNeed&, const AccidentalNeed&) = default;
};

/// What has been altered so far in a measure of a staff (handbook §8.1). Decides which signs are needed when a file has
/// none. Copyable, fixed size, no allocation.
class AccidentalState {
 public:
  AccidentalState() noexcept { reset(KeySignature{}); }
  explicit AccidentalState(const KeySignature& key) noexcept { reset(key); }
  /// Forgets everything: the first measure, or one that is judged alone. O(steps · octaves).
  void reset(const KeySignature& key) noexcept;
  /// Goes on to the next measure: alterations end, but what had been altered is reminded of.
  void next_measure(const KeySignature& key) noexcept;
  /// Alteration in force for a step in an octave, in quarter tones.
  [[nodiscard]] int in_force(int step, int octave) const noexcept;
  /// The sign that this note needs, or 0; remembers the alteration. A note tied from another never needs one: across a
  /// barline its alteration does not persist, so it is not remembered.
  AccidentalSign sign_for(const Pitch& pitch, bool tied_from_previous = false) noexcept;
  /// The same with reminders, once a measure for every step and octave: after an alteration of the step in another
  /// octave, in the measure before, or on a note that was tied in.
  AccidentalNeed need_for(const Pitch& pitch, bool tied_from_previous = false) noexcept;
  /// Takes over a sign that was printed anyway.
  void remember(const Pitch& pitch) noexcept;

 private:
  static constexpr int octaves = 12;  // -1 … 10
  static int slot(int step, int octave) noexcept;
  std::array<std::int8_t, 7 * octaves> alter_{};
  std::array<std::int8_t, 7> key_{};         // alteration of every step by the key
  std::array<bool, 7> doubtful_{};           // the step has been altered somewhere near
  std::array<bool, 7 * octaves> settled_{};  // has had a sign in this measure
};

/// One accidental of a column.
struct AccidentalRequest {
  int p{0};
  AccidentalSign sign{glyph::natural};
  AccidentalStyle style{AccidentalStyle::plain};
  double scale{1.0};
};

/// What accidentals keep away from: heads (and stems) by `to_head`, ledger lines by `to_ledger`.
struct AccidentalObstacle {
  Box box;
  bool ledger{false};
};

/// Packs the accidentals of all voices of a column right to left (handbook §8.2). `x` gets the left edge of each whole
/// sign (parentheses included), same order and length as `requests`. Identical signs of one size on one position share
/// a place. Boxes less their cut-outs never overlap each other or an obstacle. O(k² + k · obstacles), for k above 3
/// twice.
void pack_accidentals(std::span<const AccidentalRequest> requests, std::span<const AccidentalObstacle> obstacles,
                      const GlyphMetrics& font, std::span<double> x, const AccidentalPacking& style = {});

/// A sign with its parentheses or brackets: one or three glyphs.
struct AccidentalGlyphs {
  std::array<PlacedGlyph, 3> glyphs{};
  int count{0};
  Box box;
};
/// Glyphs and box of an accidental whose left edge is at `x`; y = p / 2. O(1).
[[nodiscard]] AccidentalGlyphs accidental_glyphs(const AccidentalRequest& request, double x, const GlyphMetrics& font,
                                                 const AccidentalPacking& style = {}) noexcept;

}  // namespace burin::layout
