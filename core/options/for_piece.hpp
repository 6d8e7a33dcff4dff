// Options that only mean something with a piece at hand: its own layout, its measures, its parts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/options/engrave_options.hpp"
#include "core/piece/piece.hpp"

namespace burin {

/// The options with what they take over from the file: page and margins, staff size. What the file does not give, or
/// what would leave no room for music, stays as it is.
[[nodiscard]] EngraveOptions honour_layout(EngraveOptions options, const Piece& piece);

/// Sets the first and the number of measures for "FROM-TO", "FROM-" or "N": printed numbers, the first measure that has
/// one and the last that has the other, in the same movement where the first number comes again. "" keeps all. Errors:
/// bad_input (no such measure), usage (malformed).
[[nodiscard]] Expected<void> set_measures(std::string_view text, const Piece& piece, EngraveOptions& options);

/// One part: what it is called and who plays it.
struct Part {
  std::string name;
  std::vector<std::uint32_t> musicians;
  friend bool operator==(const Part&, const Part&) = default;
};

/// A part for every musician, in the order of the score. Names that occur more than once get a number, so
/// that each is there once.
[[nodiscard]] std::vector<Part> parts_of(const Piece& piece);

/// Those whose number (from 1), name or glob (`*` and `?`, case does not matter) is among the patterns. Errors:
/// bad_input when a pattern meets none; the message lists the parts.
[[nodiscard]] Expected<std::vector<Part>> select_parts(const std::vector<Part>& parts,
                                                       const std::vector<std::string>& patterns);

}  // namespace burin
