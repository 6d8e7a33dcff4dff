// Signs that hold for all staves: they stand once, over the top staff of a system, and in every part.
#pragma once

#include "core/base/rational.hpp"
#include "core/piece/mark.hpp"

namespace burin::layout {

/// Tempo words and metronome marks, rehearsal marks, segno and coda. Words are tempo words when they are bold or begin
/// with a word that composers use for nothing else ("rit.", "a tempo"), and stand above. O(length of the words).
[[nodiscard]] bool is_system_sign(const Mark& mark);

/// Whether a sign that another staff has, too, may hold for all staves: such signs, and tempo words below a staff; but
/// not what single players are told in bold letters ("Solo", "pizz.", "a 2"). O(length of the words).
[[nodiscard]] bool may_hold_for_all(const Mark& mark);

/// Whether two times of a measure are one place for signs that hold for all staves: files move the words of one staff a
/// little to make room. Up to a quarter note.
[[nodiscard]] bool at_one_place(Rational a, Rational b) noexcept;

/// Whether two such signs at one place say the same, as where a file repeats them in several parts; spaces don't count.
[[nodiscard]] bool say_the_same(const Mark& a, const Mark& b);

/// Whether words say how a dynamic is meant or how it goes on ("cresc.", "espr.", "sempre"), whatever letters they
/// have. O(length of the words).
[[nodiscard]] bool is_expression(const Mark& mark);

/// Whether words are a heading of a movement or a section ("II. Menuetto", "Trio"): upright, light and much larger than
/// other words. They stand over the tempo (handbook §23.2: section).
[[nodiscard]] bool is_heading(const Mark& mark);

}  // namespace burin::layout
