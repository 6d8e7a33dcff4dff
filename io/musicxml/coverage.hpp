// What becomes of each element of MusicXML 4.0 that no element family claims by itself.
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

}  // namespace burin::io
