// Pieces in files: the program's own format (core/store/piece_codec.hpp) beside its place and renamed.
#pragma once

#include <filesystem>
#include <string_view>

#include "core/import/limits.hpp"
#include "core/import/source_element.hpp"
#include "core/store/piece_store.hpp"

namespace burin::io {

/// Whether bytes are a piece saved by burin, of whatever version.
[[nodiscard]] bool is_saved_piece(std::string_view bytes) noexcept;

/// A piece from the bytes of a file. Errors: bad_input BU0206 (damaged) and BU0214 (not whole), unsupported BU0207
/// (another version).
[[nodiscard]] Expected<Shared<Piece>> piece_of_bytes(std::string_view bytes, const ImportTable& table);

/// Saves a piece; the file appears whole or not at all. Returns its size in bytes. Errors: io.
[[nodiscard]] Expected<std::uint64_t> save_piece(const Piece& piece, const std::filesystem::path& path,
                                                 const ImportTable& table);
/// Loads one. Errors: not_found, io, limit, those of piece_of_bytes.
[[nodiscard]] Expected<Shared<Piece>> load_piece(const std::filesystem::path& path, const ImportTable& table,
                                                 const ImportLimits& limits = {});

/// The same for the piece with that id in a store. Saving takes a snapshot: edits go on meanwhile. Loading replaces the
/// piece with that id. Errors: also not_found BU0204.
[[nodiscard]] Expected<std::uint64_t> save_piece(const PieceStore& store, std::string_view id,
                                                 const std::filesystem::path& path, const ImportTable& table);
[[nodiscard]] Expected<void> load_piece(PieceStore& store, std::string_view id, const std::filesystem::path& path,
                                        const ImportTable& table, const ImportLimits& limits = {});

}  // namespace burin::io
