// The XML library: the only place that knows it. It reads what is not plain (plain_xml.hpp), and says what is wrong
// with what is no XML.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "io/musicxml/plain_xml.hpp"

namespace burin::io {

/// What went wrong in a parse: a byte offset and words.
struct XmlProblem {
  std::size_t offset{0};
  std::string_view what;
};

/// Parses a copy of a text into a tree. `memory` has to live as long as the tree is looked at. CDATA is text; comments,
/// declarations and the DOCTYPE are left out; nothing is ever fetched. O(size).
[[nodiscard]] std::optional<XmlProblem> parse_by_library(std::string_view text, XmlForm form, XmlTree& tree,
                                                         std::shared_ptr<const void>& memory);

/// Parses a text in place, with the flags of parse_by_library, and makes nothing of it: to measure against.
[[nodiscard]] std::optional<XmlProblem> parse_for_comparison(char* text, std::size_t size);

}  // namespace burin::io
