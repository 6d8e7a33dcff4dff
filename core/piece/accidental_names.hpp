// Names of accidental signs as files write them, and their SMuFL code points.
#pragma once

#include <string_view>

#include "core/piece/items.hpp"

namespace burin {

/// The sign of a name of MusicXML's accidental-value list ("flat-flat"); 0 for names that it does not know. O(log n).
[[nodiscard]] AccidentalSign accidental_sign(std::string_view name) noexcept;
/// The name of a sign; empty when it has none. O(n).
[[nodiscard]] std::string_view accidental_name(AccidentalSign sign) noexcept;

}  // namespace burin
