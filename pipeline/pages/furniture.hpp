// Titles, page numbers, copyright: what a page holds besides music.
#pragma once

#include "core/paint/paint_list.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/pages/page_plan.hpp"

namespace burin::layout {

/// Height that the title block takes below the top margin on the first page, main staff spaces; 0 without title.
[[nodiscard]] double title_height(const Context& context, const PagePlan& plan);
/// Height kept free at the foot of every page.
[[nodiscard]] double foot_height(const Context& context, const PagePlan& plan);

/// Paints title block (page 1), page number and copyright. Origin: the page's top left corner, y up (so y is negative).
void paint_furniture(const Context& context, const PagePlan& plan, std::uint32_t page, PaintBuilder& out);

}  // namespace burin::layout
