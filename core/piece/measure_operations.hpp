// Measures that come and go in all staves of a piece at once.
#pragma once

#include "core/piece/operations.hpp"

namespace burin {

/// Inserts empty measures (a rest of the whole measure each) before the measure with this index; an index one behind
/// the last adds at the end. What changes at a measure or behind it moves along; at the very beginning the first clef,
/// key, time and tempo stay first. Numbers of numbered measures behind grow. Multi-measure rests that a new measure
/// would cut are written out. Errors: BU0202, BU0203. O(measures · staves).
[[nodiscard]] Edited insert_measures(Shared<Piece> piece, std::uint32_t index, std::uint32_t count);

/// Removes measures. What was in force behind them stays in force there. Spanners that stand at places of a measure
/// (hairpins, octave lines, pedals) and repeat endings which lose one end are shortened; slurs, ties and other spanners
/// between notes which lose one end are removed. One measure stays at least. Errors: BU0202, BU0203. O(piece).
[[nodiscard]] Edited remove_measures(Shared<Piece> piece, std::uint32_t first, std::uint32_t count);

}  // namespace burin
