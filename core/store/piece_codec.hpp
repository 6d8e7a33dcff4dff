// Pieces as bytes: the program's own file format.
#pragma once

#include <string>
#include <string_view>

#include "core/piece/piece.hpp"

namespace burin {

/// Names of element families, because their numbers may differ from one build to the next.
class FamilyNames {
 public:
  virtual ~FamilyNames() = default;
  [[nodiscard]] virtual std::string_view name_of(FamilyId family) const = 0;
  [[nodiscard]] virtual FamilyId id_of(std::string_view name) const = 0;
};

/// What every saved piece begins with.
inline constexpr std::string_view piece_signature = "burinpc\n";
/// Version that encode_piece writes. A file of another version is refused by name.
inline constexpr std::uint32_t piece_format_version = 4;

/// A piece as bytes: a mark, the version, the piece, a checksum. Nodes that are shared are written once and shared
/// again after reading. The pages of layouts are left out. O(size). The caller writes them beside the final place and
/// renames.
[[nodiscard]] std::string encode_piece(const Piece& piece, const FamilyNames& families);

/// Reads what encode_piece wrote: an equal piece. Errors: bad_input BU0206 (no file of this kind, or damaged),
/// unsupported BU0207 (another version). Safe on hostile bytes: bounded memory (a small multiple of the input) and
/// depth.
[[nodiscard]] Expected<Shared<Piece>> decode_piece(std::string_view bytes, const FamilyNames& families);

}  // namespace burin
