// Parts become a piece.
#pragma once

#include <vector>

#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "io/musicxml/part_data.hpp"
#include "io/musicxml/score_reader.hpp"

namespace burin::io {

/// Joins the parts (consumed) under the head's names and groups: measures common to all, spans unique in the piece.
/// Parts are finished in parallel. `parts[i]` belongs to `heads[i]`. O(items).
[[nodiscard]] Expected<void> assemble(std::vector<RawPart> parts, const std::vector<PartHead>& heads, Piece& piece,
                                      Executor& executor, Operation& operation);

}  // namespace burin::io
