#include "io/musicxml/part_data.hpp"

#include <algorithm>

namespace burin::io {

void Findings::locate(std::string_view text) {
  std::stable_sort(items_.begin(), items_.end(),
                   [](const Finding& a, const Finding& b) { return a.offset < b.offset; });
  std::size_t at = 0;
  LinePlace place;
  for (Finding& finding : items_) {
    if (finding.offset < 0) continue;
    const auto offset = static_cast<std::size_t>(finding.offset);
    place = place_of(text, offset, at, place);  // counted on from the one before
    at = offset;
    finding.place = place;
  }
}

}  // namespace burin::io
