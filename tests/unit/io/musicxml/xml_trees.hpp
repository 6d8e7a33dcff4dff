// Trees as text, to hold what two parsers read against each other.
#pragma once

#include <string>
#include <string_view>

#include "io/musicxml/xml_source.hpp"

namespace burin::io {

/// Every element with its place, attributes and text, in order. O(elements); the stack grows with the depth.
inline void write_tree(XmlNode node, std::string& out) {
  for (; node; node = node.next()) {
    out += '<' + std::string(node.name()) + '@' + std::to_string(node.offset());
    for (const XmlAttribute* one = node.attributes(); one != nullptr; one = one->next) {
      out += ' ' + std::string(one->name) + "='" + std::string(one->value) + '\'';
    }
    out += '>' + std::string(node.whole_text());
    if (node.tag() != tag_hash(node.name())) out += "[wrong hash]";
    write_tree(node.first(), out);
    out += "</>";
  }
}

inline std::string tree_of(const XmlDocument& document) {
  std::string out;
  write_tree(document.root(), out);
  return out;
}

}  // namespace burin::io
