// <part-list>: names of parts, and groups that may overlap.
#pragma once

#include "io/musicxml/score_reader.hpp"

namespace burin::io {

/// Reads the parts and groups of a <part-list>. A group without stop ends at the last part; one without parts is left
/// out.
void read_part_list(XmlNode node, ScoreHead& head);

/// The sign that an <accidental-text> names, as text; empty for unknown names.
[[nodiscard]] std::string accidental_text(std::string_view name);
/// A name in an element: its display form with accidentals if there is one, else its plain one.
[[nodiscard]] std::string name_of(XmlNode owner, const char* plain, const char* display);

}  // namespace burin::io
