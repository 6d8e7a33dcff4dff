// What becomes of each element of MusicXML 4.0 that no element family claims by itself, and of each attribute.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace burin::io {

enum class Fate : std::uint8_t {
  drawn,   // read into the piece and visible on the page
  inside,  // read together with the element around it
  layout,  // what the file says of its own pages; taken over where options ask for it
  sound,   // for playback or other programs: nothing to see
  unread,  // visible in principle, but not read
};
[[nodiscard]] std::string_view name_of(Fate fate) noexcept;

/// One element of the format.
struct ElementCoverage {
  std::string_view element;
  Fate fate{Fate::unread};
  std::string_view by;  // what reads or draws it
};

/// Elements that the readers themselves deal with, sorted by name. Together with the tags of the element families these
/// are all elements of the format.
[[nodiscard]] std::span<const ElementCoverage> element_coverage() noexcept;

/// Attributes of one element that share their fate. Those of "*" mean the same wherever no row of the element's own
/// says otherwise.
struct AttributeCoverage {
  std::string_view element;  // its tag
  Fate fate{Fate::unread};
  std::string_view by;          // what reads or draws them
  std::string_view attributes;  // their names, sorted, a space between
};

/// All attributes of the format that can be seen, sorted by element; at most one row for an element and a fate, except
/// for "*". tests/cli/attributes_test.py holds `drawn` and `unread` against what the program does.
[[nodiscard]] std::span<const AttributeCoverage> attribute_coverage() noexcept;

/// Calls fn(name) for each attribute of a row, in order.
template <class Fn>
void for_each_attribute(const AttributeCoverage& row, Fn&& fn) {
  std::string_view rest = row.attributes;
  while (!rest.empty()) {
    const std::size_t end = rest.find(' ');
    fn(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
}

}  // namespace burin::io
