// A parser for the XML that scores are made of, and for nothing else: elements, attributes, text, the five entities and
// numbered characters. Whatever else a text has, and whatever is wrong with it, is left to the XML library.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/import/limits.hpp"
#include "io/musicxml/xml_tree.hpp"

namespace burin::io {

/// One element at the top, with a declaration and a DOCTYPE before it perhaps; or any number of elements.
enum class XmlForm : std::uint8_t { document, fragment };

/// Behind the text that is parsed so many bytes of value 0 have to follow.
inline constexpr std::size_t plain_xml_padding = 16;

/// Parses a text in place: entities are resolved in it, and the tree's views point into it. False when the text is not
/// that plain, is broken, or exceeds a limit of shape (`depth` counts the elements around it): the tree is of no use
/// then, nor is the text. What is accepted the library reads alike. O(size); memory only for elements and attributes.
[[nodiscard]] bool parse_plain_xml(char* text, std::size_t size, XmlForm form, const ImportLimits& limits,
                                   std::uint32_t depth, XmlTree& tree);

}  // namespace burin::io
