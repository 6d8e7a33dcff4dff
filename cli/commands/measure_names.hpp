// Lists of measures as users read them: "3, 5-7", by printed numbers.
#pragma once

#include <string>
#include <vector>

#include "core/store/piece_compare.hpp"

namespace burin::cli {

/// "3, 5-7": printed numbers of measures by index, runs drawn together; "#4" (counted from 1) where none is printed.
[[nodiscard]] std::string measure_names(const Piece& piece, const std::vector<std::uint32_t>& measures);

/// "measures 3, 5-7 changed, measure 9 added, measures 2-3 removed, titles or names changed" or "no change".
[[nodiscard]] std::string difference_text(const Piece& before, const Piece& after, const PieceDifference& difference);

}  // namespace burin::cli
