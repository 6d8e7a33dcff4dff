// MusicXML in: bytes → piece.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/import/limits.hpp"
#include "core/import/source_element.hpp"
#include "core/piece/piece.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"

namespace burin::io {

/// Reads a score from the bytes of a .musicxml, .xml or .mxl file (told by content). `name` is used in diagnostics
/// only. What is broken in one place is imported as far as it makes musical sense, with diagnostics in the operation;
/// an error comes back when there is no score in it at all, or a limit was reached. Parts are parsed in parallel.
/// O(bytes).
[[nodiscard]] Expected<Shared<Piece>> import_musicxml(std::string bytes, const std::string& name,
                                                      const ImportTable& table, const ImportLimits& limits,
                                                      Executor& executor, Operation& operation);

}  // namespace burin::io
