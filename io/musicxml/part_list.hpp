// <part-list>: names of parts, and groups that may overlap.
#pragma once

#include "io/musicxml/score_reader.hpp"

namespace burin::io {

/// Reads the parts and groups of a <part-list>. A group without stop ends at the last part; one without parts is left
/// out.
void read_part_list(XmlNode node, ScoreHead& head);

}  // namespace burin::io
