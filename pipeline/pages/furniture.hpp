// Titles, credits, headers, footers, page numbers, copyright: what a page holds besides music.
#pragma once

#include "core/paint/paint_list.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/pages/page_plan.hpp"

namespace burin::layout {

/// Height that the title block takes below the top margin on the first page, main staff spaces; 0 without title. Where
/// the file's own page is honoured, that is down to the lowest credit that the file has in the upper half of its page.
[[nodiscard]] double title_height(const Context& context, const PagePlan& plan);
/// Whether the file's own texts stand where the file has them instead of in a title block.
[[nodiscard]] bool places_credits(const Context& context);
/// Height of the line above the music from the second page on; 0 without one.
[[nodiscard]] double header_height(const Context& context, const PagePlan& plan);
/// Height kept free at the foot of every page.
[[nodiscard]] double foot_height(const Context& context, const PagePlan& plan);

/// Paints title block (page 1) or header, page number, footer and copyright. `page` counts from 1, up to `pages`. Odd
/// pages are right-hand pages. The title block stands `lowered` staff spaces below the top margin. Origin: the page's
/// top left corner, y up (so y is negative).
void paint_furniture(const Context& context, const PagePlan& plan, std::uint32_t page, std::uint32_t pages,
                     double lowered, PaintBuilder& out);

}  // namespace burin::layout
