// One time signature for all staves of a group.
#include <algorithm>

#include "pipeline/pages/names.hpp"
#include "pipeline/stacks/prefix.hpp"

namespace burin::layout {

namespace {

/// First and last visible staff of a group.
struct Extent {
  std::size_t first{0};
  std::size_t last{0};
  bool any{false};
};

Extent extent_of(const Context& context, const SystemLayout& system, const PartGroup& group) {
  Extent extent;
  for (std::size_t k = 0; k < system.staves.size(); ++k) {
    if (time_group(context, system.staves[k].staff) != &group) continue;
    if (!extent.any) extent.first = k;
    extent.last = k;
    extent.any = true;
  }
  return extent;
}

}  // namespace

void paint_group_times(const Context& context, const SystemLayout& system, const StaffHeights& heights,
                       PaintBuilder& out) {
  if (system.times.empty()) return;
  for (const PartGroup& group : context.piece->groups) {
    if (!group.one_time) continue;
    const Extent extent = extent_of(context, system, group);
    if (!extent.any) continue;
    const std::uint32_t staff = system.staves[extent.first].staff;
    for (const TimePlace& place : system.times) {
      const TimeSignature* time = context.time_at(staff, {static_cast<std::int32_t>(place.measure), {}});
      const bool shown =
          place.header ? header_has_time(context, staff, place.measure) : time_changes(context, staff, place.measure);
      if (time == nullptr || !shown) continue;
      const GlyphGroup sign = grown(time_sign(context, *time), time_group_factor(context, group), true);
      const double middle = (heights[extent.first] + heights[extent.last]) / 2;
      out.open(GroupClass::time_signature, context.staves[staff].vpd.child(place.measure),
               place.reminder ? extra_reminder : extra_none)
          .color = time->color;
      for (const PlacedGlyph& glyph : sign.glyphs)
        out.glyph(glyph.id, place.x + glyph.x, middle + glyph.y, glyph.scale);
      out.close();
    }
  }
}

}  // namespace burin::layout
