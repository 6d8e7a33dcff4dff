// The page as layout sees it: millimetres and main staff spaces.
#pragma once

#include "core/options/engrave_options.hpp"
#include "core/piece/piece.hpp"

namespace burin::layout {

/// Page and margins in main staff spaces (one space = staff size / 4).
struct PagePlan {
  double width_mm{210.0};
  double height_mm{297.0};
  double staff_size_mm{7.0};
  double left{0.0};  // margins
  double right{0.0};
  double top{0.0};
  double bottom{0.0};
  double width{0.0};  // of the page
  double height{0.0};
  double header_height{0.0};  // of the header on the other pages
  double title_height{0.0};   // of the title block on the first page
  bool title_gives{false};    // the title block may have more room than it needs
  double foot_height{0.0};    // of page number and copyright line
  bool tight{false};          // systems may come closer than usual, so that none is left alone on the last page

  [[nodiscard]] double space_mm() const noexcept { return staff_size_mm / 4.0; }
  [[nodiscard]] double line_width() const noexcept { return width - left - right; }
  [[nodiscard]] double room() const noexcept { return height - top - bottom - foot_height; }
  friend bool operator==(const PagePlan&, const PagePlan&) = default;
};

/// For one staff size.
[[nodiscard]] PagePlan plan_page(const EngraveOptions& options, double staff_size_mm);

}  // namespace burin::layout
