// Counts of what a piece would show, by the names of the shared corpus' expected.tsv.
#pragma once

#include <map>
#include <string>

#include "core/piece/piece.hpp"

namespace burin::io {

using Counts = std::map<std::string, long>;

/// Walks a piece and counts. Families are found by name.
[[nodiscard]] Counts counts_of(const Piece& piece);

}  // namespace burin::io
