// SVG pages, written by hand (contract: svg).
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/paint/paint_list.hpp"
#include "core/run/executor.hpp"
#include "io/fonts/font_library.hpp"

namespace burin::io {

struct SvgOptions {
  bool background{false};
  bool outline_text{false};
};

/// One page as a complete SVG document. Pure and thread-safe; O(paint commands). Coordinates are whole numbers of 1/250
/// staff space, so that font units of a 1000-unit music font are viewBox units.
[[nodiscard]] std::string svg_page(const Page& page, std::size_t page_count, const DocumentInfo& info,
                                   const FontLibrary& fonts, const SvgOptions& options);

/// Pieces that make a document when they stand one behind the other; valid during the call that they are given to.
using SvgPieces = std::span<const std::string_view>;

/// Pages in parallel: each is divided into stretches, which are tasks of the stage `write`. `done(i, pieces)` is called
/// once for each page, on any thread, as soon as all of page i is written, and is part of the task that was its last.
/// Errors: those of the operation; then `done` has been called for some of the pages only.
[[nodiscard]] Expected<void> svg_pages(std::span<const std::shared_ptr<const Page>> pages, std::size_t page_count,
                                       const DocumentInfo& info, const FontLibrary& fonts, const SvgOptions& options,
                                       const std::function<void(std::size_t, SvgPieces)>& done, Executor& executor,
                                       Operation& operation);

}  // namespace burin::io
