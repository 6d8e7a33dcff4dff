// The head of a score: titles, creators, credits, page, list of parts and groups.
#pragma once

#include <string>
#include <vector>

#include "core/piece/piece.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

/// One <score-part>.
struct PartHead {
  std::string id;
  std::string name;
  std::string short_name;
  std::string family;
  bool name_hidden{false};
  std::vector<TextPart> name_parts;  // where its pieces look different
};

struct ScoreHead {
  std::vector<PartHead> parts;
  std::vector<PartGroup> groups;  // over indices of `parts`
};

/// Reads everything outside the parts into the piece (titles, creators, credits, page) and the list of parts.
[[nodiscard]] ScoreHead read_head(XmlNode root, Piece& piece);

}  // namespace burin::io
