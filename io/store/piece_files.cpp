#include "io/store/piece_files.hpp"

#include "core/piece/validate.hpp"
#include "core/store/family_names.hpp"
#include "core/store/piece_codec.hpp"
#include "io/fsys/files.hpp"

namespace burin::io {

bool is_saved_piece(std::string_view bytes) noexcept { return bytes.starts_with(piece_signature); }

Expected<Shared<Piece>> piece_of_bytes(std::string_view bytes, const ImportTable& table) {
  BURIN_TRY(Shared<Piece> piece, decode_piece(bytes, TableNames(table)));
  BURIN_CHECK(validate(*piece));
  return piece;
}

Expected<std::uint64_t> save_piece(const Piece& piece, const std::filesystem::path& path, const ImportTable& table) {
  return write_file(path, encode_piece(piece, TableNames(table)));
}

Expected<Shared<Piece>> load_piece(const std::filesystem::path& path, const ImportTable& table,
                                   const ImportLimits& limits) {
  BURIN_TRY(const std::string bytes, read_file(path, limits.input_bytes));
  return piece_of_bytes(bytes, table);
}

Expected<std::uint64_t> save_piece(const PieceStore& store, std::string_view id, const std::filesystem::path& path,
                                   const ImportTable& table) {
  BURIN_TRY(const PieceSnapshot snapshot, store.snapshot(id));
  return save_piece(*snapshot.value, path, table);
}

Expected<void> load_piece(PieceStore& store, std::string_view id, const std::filesystem::path& path,
                          const ImportTable& table, const ImportLimits& limits) {
  BURIN_TRY(Shared<Piece> piece, load_piece(path, table, limits));
  return store.put(std::string(id), std::move(piece));
}

}  // namespace burin::io
