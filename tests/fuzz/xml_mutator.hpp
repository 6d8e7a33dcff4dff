// Changes of an XML text that mostly keep it well-formed, so that a fuzzer gets past the XML parser.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace burin::fuzz {

/// The text with one random change: an element removed, repeated, moved elsewhere or put inside another; a text or an
/// attribute's value replaced by a hostile one or by another of the same text; a tag renamed. Empty when the text has
/// no elements. Equal seeds give equal results. O(n).
[[nodiscard]] std::string mutate_xml(std::string_view text, std::uint32_t seed);

}  // namespace burin::fuzz
