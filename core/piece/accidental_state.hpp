// Accidentals of a staff: what has been altered in a measure, and which signs a note needs.
#pragma once

#include <array>
#include <cstdint>

#include "core/piece/attributes.hpp"
#include "core/piece/items.hpp"

namespace burin {

/// Sign for an alteration in quarter tones (sharp = 2), natural for 0, 0 when there is none for it.
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

}  // namespace burin
