// What a page has to be like so that there is room for music on it.
#pragma once

#include <algorithm>

#include "core/options/engrave_options.hpp"

namespace burin {

inline constexpr double least_room_mm = 20.0;  // on each side between the margins
inline constexpr double longest_page_mm = 5000.0;

[[nodiscard]] constexpr bool is_page(PageSize page) noexcept {
  return std::min(page.width_mm, page.height_mm) >= least_room_mm &&
         std::max(page.width_mm, page.height_mm) <= longest_page_mm;
}
[[nodiscard]] constexpr bool leaves_room(PageSize page, Margins margins) noexcept {
  return page.width_mm - margins.left - margins.right >= least_room_mm &&
         page.height_mm - margins.top - margins.bottom >= least_room_mm;
}

}  // namespace burin
