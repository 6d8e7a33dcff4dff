#include "pipeline/pages/crop.hpp"

#include "pipeline/elements/element.hpp"

namespace burin::layout {

namespace {

constexpr double margin = 1.0;

/// Ink of a placed list, main staff spaces from the page's top left corner, y downwards.
void add_ink(Box& box, const PlacedPaint& placed, const Context& context) {
  if (!placed.paint) return;
  const Box ink = ink_box(*placed.paint, *context.glyphs, *context.text);
  if (ink.empty()) return;
  box.add({placed.x + ink.left * placed.scale, placed.y - ink.top * placed.scale, placed.x + ink.right * placed.scale,
           placed.y - ink.bottom * placed.scale});
}

void move(PlacedPaint& placed, double dx, double dy) {
  placed.x += dx;
  placed.y += dy;
}

}  // namespace

std::shared_ptr<const Page> cropped(const Page& page, const Context& context) {
  Box box;
  add_ink(box, page.furniture, context);
  for (const PlacedSystem& system : page.systems) {
    add_ink(box, system.overlay, context);
    for (const PlacedStaff& staff : system.staves) add_ink(box, staff.paint, context);
  }
  auto result = std::make_shared<Page>(page);
  if (box.empty()) return result;
  result->width_mm = (box.right - box.left + 2 * margin) * page.space_mm;
  result->height_mm = (box.top - box.bottom + 2 * margin) * page.space_mm;
  const double dx = margin - box.left;
  const double dy = margin - box.bottom;
  move(result->furniture, dx, dy);
  for (PlacedSystem& system : result->systems) {
    move(system.overlay, dx, dy);
    for (PlacedStaff& staff : system.staves) move(staff.paint, dx, dy);
  }
  return result;
}

}  // namespace burin::layout
