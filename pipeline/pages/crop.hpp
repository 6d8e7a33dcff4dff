// Pages that end where their ink ends.
#pragma once

#include <memory>

#include "core/paint/paint_list.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// The page with its edges moved to its ink and a margin of one staff space; a page without ink stays as it is. Pure.
/// O(paint commands).
[[nodiscard]] std::shared_ptr<const Page> cropped(const Page& page, const Context& context);

}  // namespace burin::layout
