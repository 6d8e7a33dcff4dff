// Heights and paint of signs that wait: what the steps of placing signs outside the staff share.
#include <algorithm>
#include <array>
#include <utility>

#include "pipeline/elements/system_sign.hpp"
#include "pipeline/systems/outside.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// The outer edge of the numbers of tuplets beside a sign, where that is farther out than `from`: a digit and letters
/// at one height are read as one sign (handbook §13, §16.1).
double beyond_numbers(const StaffWork& staff, const Waiting& sign, double from) {
  constexpr double beside = 1.5;
  constexpr double clear = 0.3;
  const double left = sign.x + sign.box.left - beside;
  const double right = sign.x + sign.box.right + beside;
  for (const Box& number : staff.numbers) {
    const bool above = number.bottom + number.top > 0.0;
    if (above != sign.above || number.right < left || number.left > right) continue;
    from = above ? std::max(from, number.top + clear) : std::min(from, number.bottom - clear);
  }
  return from;
}

/// Lines repeat one another when they go on after the same word, or without one when they end at the same place.
bool repeats(const Waiting& first, const Waiting& one) {
  if (first.family != one.family || first.span != one.span || first.above != one.above) return false;
  if (first.mark->variant != one.mark->variant) return false;
  if (!one.span) return say_the_same(*first.mark, *one.mark);
  const bool led = first.leader_mark != nullptr && one.leader_mark != nullptr;
  if (led != (first.leader_mark != nullptr || one.leader_mark != nullptr)) return false;
  if (first.context.begins != one.context.begins) return false;
  if (led) return say_the_same(*first.leader_mark, *one.leader_mark);
  return first.until == one.until && first.context.ends == one.context.ends;
}

/// Of dashes that are printed once the end holds that the file gives, and of two the later one.
void reach_as_far(Waiting& first, const Waiting& twin) {
  const auto open = [](const Waiting& line) { return line.context.stop == line.mark; };
  if (open(twin) || (!open(first) && twin.until <= first.until)) return;
  first.until = twin.until;
  first.width = twin.x + twin.width - first.x;
  first.context.stop = twin.context.stop;
  first.context.ends = twin.context.ends;
}

}  // namespace

double clear_height(const SystemWork& system, const StaffWork& staff, const Waiting& waiting) {
  const OutsideStyle& style = system.context->style.outside;
  const double padding = d(waiting.rule.padding);
  const double edge = (system.context->staves[staff.staff].staff->lines - 1) / 2.0 + style.staff_padding;
  const double x0 = waiting.x + waiting.box.left;
  const double x1 = waiting.x + waiting.box.right;
  const bool letters = waiting.rule.placing == Placing::dynamics && !waiting.span;
  if (waiting.above) {
    double from = std::max(staff.up.height(x0, x1, style.horizontal_padding) + padding, edge);
    if (letters) from = beyond_numbers(staff, waiting, from);
    return std::max(from - waiting.box.bottom, waiting.least - (waiting.box.bottom + waiting.box.top) / 2);
  }
  double from = std::min(staff.down.height(x0, x1, style.horizontal_padding) - padding, -edge);
  if (letters) from = beyond_numbers(staff, waiting, from);
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

void take_out_twins(std::vector<Waiting*>& line) {
  std::vector<Waiting*> kept;
  kept.reserve(line.size());
  for (Waiting* one : line) {
    const auto first = std::find_if(
        kept.begin(), kept.end(), [&](const Waiting* other) { return other->at == one->at && repeats(*other, *one); });
    if (first == kept.end()) {
      kept.push_back(one);
      continue;
    }
    (*first)->also.push_back(one->context.sign.vpd);
    if (one->span) reach_as_far(**first, *one);
    for (Waiting* other : line) {
      if (other->span && other->leader_mark == one->mark) other->leader_mark = (*first)->mark;
    }
  }
  line = std::move(kept);
}

void stand_for_dashes(Waiting& word, const Waiting& dashes) {
  for (const Vpd& vpd : word.also) word.paint = stands_for(word.paint, vpd);
  word.also.clear();  // inside, each in a group of the word's kind
  PaintBuilder out;
  out.open(GroupClass::dashes, dashes.context.sign.vpd, dashes.context.sign.extras);
  out.append(word.paint, 0.0, 0.0);
  out.close();
  word.paint = out.take();
  for (const Vpd& vpd : dashes.also) word.paint = stands_for(word.paint, vpd);
}

void emit_waiting(StaffWork& staff, const Waiting& waiting, double y) {
  PaintBuilder& target =
      waiting.measure >= 0 ? staff.measures[static_cast<std::size_t>(waiting.measure)] : staff.spanners;
  PaintList paint = waiting.paint;
  for (const Vpd& vpd : waiting.also) paint = stands_for(paint, vpd);
  target.append(paint, waiting.x, y);
  if (!waiting.box.empty()) staff.add_ink(waiting.box.shifted(waiting.x, y));
}

}  // namespace burin::layout
