// Where two pieces differ.
#pragma once

#include <optional>
#include <string>

#include "core/piece/piece.hpp"

namespace burin {

/// The first difference between two pieces in the order of their trees: VPD of the thing, its field, both values where
/// they are short ("m/0/0/1/3/0/i/2: Rest.position"). Nothing when they are equal (pages of layouts are made again and
/// not compared). O(items) where the pieces share nothing.
[[nodiscard]] std::optional<std::string> first_difference(const Piece& left, const Piece& right);

}  // namespace burin
