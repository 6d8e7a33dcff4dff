// The outline of a document, which viewers show beside the pages: titles, and below each its rehearsal marks.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "io/pdf/pdf_objects.hpp"

namespace burin::io {

/// A place that one may jump to.
struct OutlineEntry {
  std::string text;
  std::size_t page{0};  // index
  double top_mm{0.0};   // from the upper edge of the page
  bool title{false};    // of a work or movement; rehearsal marks stand below the title before them
};

/// Titles and rehearsal marks of a page, from left to right within each system; `index` is the page's. Pure, any
/// thread. O(commands).
[[nodiscard]] std::vector<OutlineEntry> outline_of(const Page& page, std::size_t index);

/// Writes the outline's objects; `page_objects` are the numbers of the pages' own. Returns the number of the root, 0
/// when there is nothing to show.
[[nodiscard]] int write_outline(PdfObjects& objects, const std::vector<OutlineEntry>& entries,
                                const std::vector<std::shared_ptr<const Page>>& pages,
                                const std::vector<int>& page_objects);

}  // namespace burin::io
