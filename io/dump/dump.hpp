// Canonical text of pages and paint lists: what golden tests compare.
#pragma once

#include <string>

#include "core/paint/paint_list.hpp"

namespace burin::io {

/// One line per group and command, indented by nesting; numbers rounded to 1/1000 space, y up within a list. Equal
/// pages give equal bytes on every machine. O(paint commands).
[[nodiscard]] std::string dump(const Page& page);
[[nodiscard]] std::string dump(const PaintList& list);

}  // namespace burin::io
