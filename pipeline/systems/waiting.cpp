// Heights and paint of signs that wait: what the steps of placing signs outside the staff share.
#include <algorithm>
#include <array>

#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

}  // namespace

double clear_height(const SystemWork& system, const StaffWork& staff, const Waiting& waiting) {
  const OutsideStyle& style = system.context->style.outside;
  const double padding = d(waiting.rule.padding);
  const double edge = (system.context->staves[staff.staff].staff->lines - 1) / 2.0 + style.staff_padding;
  const double x0 = waiting.x + waiting.box.left;
  const double x1 = waiting.x + waiting.box.right;
  if (waiting.above) {
    const double from = std::max(staff.up.height(x0, x1, style.horizontal_padding) + padding, edge);
    return std::max(from - waiting.box.bottom, waiting.least - (waiting.box.bottom + waiting.box.top) / 2);
  }
  const double from = std::min(staff.down.height(x0, x1, style.horizontal_padding) - padding, -edge);
  return std::min(from - waiting.box.top, waiting.most - (waiting.box.bottom + waiting.box.top) / 2);
}

bool meets_between(const SystemWork& system, const StaffWork& staff, const Waiting& waiting, double x, double y) {
  constexpr double clear = 0.2;
  if (waiting.box.empty()) return false;
  auto index = static_cast<std::size_t>(system.index_of[staff.staff]);
  Box box = waiting.box.shifted(x, y);
  if (waiting.above) {
    if (index == 0 || system.cross_distance[index - 1] <= 0.0) return false;
    box = box.shifted(0.0, -system.cross_distance[--index]);
  }
  const std::vector<Box>& between = system.staves[index].between;
  return std::any_of(between.begin(), between.end(), [&](const Box& ink) {
    return ink.left < box.right + clear && ink.right > box.left - clear && ink.bottom < box.top + clear &&
           ink.top > box.bottom - clear;
  });
}

std::span<const double> steps_aside() noexcept {
  static constexpr std::array<double, 16> steps{-0.25, 0.25, -0.5, 0.5, -0.75, 0.75, -1.0, 1.0,
                                                -1.5,  1.5,  -2.0, 2.0, -2.5,  2.5,  -3.0, 3.0};
  return steps;
}

void paint_waiting_span(const SystemWork& system, Waiting& waiting) {
  const double factor = grown(*waiting.family, *waiting.mark, waiting.context.sign);
  waiting.context.width = waiting.width / factor;
  PaintBuilder out;
  waiting.family->paint_span(waiting.context, *waiting.mark, out);
  dress(*waiting.family, *waiting.mark, waiting.context.sign, out);
  waiting.box = ink_box(out.list(), *system.context->glyphs, *system.context->text);
  waiting.paint = out.take();
}

PaintList stands_for(const PaintList& paint, const Vpd& vpd) {
  const auto first = paint.begin();
  if (first == paint.end() || first->kind != PaintKind::open) return paint;
  PaintBuilder out;
  out.open(first->group_class(), vpd, first->extras());
  out.append(paint, 0.0, 0.0);
  out.close();
  return out.take();
}

void emit_waiting(StaffWork& staff, const Waiting& waiting, double y) {
  PaintBuilder& target =
      waiting.measure >= 0 ? staff.measures[static_cast<std::size_t>(waiting.measure)] : staff.spanners;
  target.append(waiting.paint, waiting.x, y);
  if (!waiting.box.empty()) staff.add_ink(waiting.box.shifted(waiting.x, y));
}

}  // namespace burin::layout
