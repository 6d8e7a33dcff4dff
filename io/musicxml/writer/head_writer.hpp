// What stands before the parts: titles, names, defaults, credits, the list of parts.
#pragma once

#include <string>
#include <vector>

#include "core/piece/piece.hpp"
#include "io/musicxml/writer/xml_writer.hpp"

namespace burin::io {

/// An instrument as a part of the file.
struct ScorePart {
  std::string id;
  const Instrument* instrument{nullptr};
  std::size_t musician{0};
};

/// The parts in order; their ids are those that the piece was read with, as long as they are names and no two are the
/// same.
[[nodiscard]] std::vector<ScorePart> parts_of(const Piece& piece);

/// Everything from <work> to </part-list>.
void write_head(XmlWriter& xml, const Piece& piece, const std::vector<ScorePart>& parts);

}  // namespace burin::io
