// Escaping text for XML.
#pragma once

#include <string_view>

#include "io/svg/text_buffer.hpp"

namespace burin::io {

/// Appends text so that it may stand in an element or in a quoted attribute. Malformed UTF-8 becomes U+FFFD; characters
/// that XML forbids are left out.
void put_xml(TextBuffer& out, std::string_view text);

}  // namespace burin::io
