// Signs that hold for all staves: they stand once, over the top staff of a system, and in every part.
#pragma once

#include "core/piece/mark.hpp"

namespace burin::layout {

/// Tempo words and metronome marks, rehearsal marks, segno and coda. Words are tempo words when they are bold or begin
/// with a word that composers use for nothing else ("rit.", "a tempo"), and stand above. O(length of the words).
[[nodiscard]] bool is_system_sign(const Mark& mark);

/// Whether two such signs at one place say the same, as where a file repeats them in several parts.
[[nodiscard]] bool say_the_same(const Mark& a, const Mark& b);

}  // namespace burin::layout
