// The head of an SVG page: sizes, title, and the definitions that its body refers to.
#pragma once

#include "core/paint/paint_list.hpp"
#include "io/svg/svg_needs.hpp"
#include "io/svg/svg_writer.hpp"

namespace burin::io {

/// Everything before the page's group. Pure, any thread; O(what is defined), and what FontLibrary::text_subset takes.
[[nodiscard]] TextBuffer svg_head(const Page& page, std::size_t page_count, const DocumentInfo& info,
                                  const SvgNeeds& needs, const FontLibrary& fonts, const SvgOptions& options);

}  // namespace burin::io
