// MusicXML out: piece → bytes.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/export/export_table.hpp"
#include "core/piece/piece.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"

namespace burin::io {

/// A piece as a partwise score of MusicXML 4.0 in UTF-8. What was read comes back: importing the text gives a piece
/// equal to one that was imported. Parts are written in parallel; the bytes depend on the piece alone. Fails only when
/// the operation is stopped. O(items).
[[nodiscard]] Expected<std::string> write_musicxml(const Piece& piece, const ExportTable& table, Executor& executor,
                                                   Operation& operation);

/// A score in its compressed form (.mxl): META-INF/container.xml and the score; no times in it, so that equal scores
/// give equal bytes. O(bytes).
[[nodiscard]] std::string pack_score(std::string_view score);

}  // namespace burin::io
