#include "pipeline/elements/beam.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "pipeline/elements/beam_quant.hpp"

namespace burin::layout {
namespace {

double sign_of(StemDirection direction) noexcept { return direction == StemDirection::down ? -1.0 : 1.0; }

/// How far a chord speaks for stems up (> 0) or down (< 0).
double balance(HeadRange heads) noexcept { return -heads.high - heads.low; }

/// Lays out the levels of a placed beam.
class Segments {
 public:
  Segments(const BeamInput& input, const BeamStyle& style, BeamPlan& plan)
      : in_(input),
        style_(style),
        plan_(plan),
        pitch_((style.thickness + style.gap) * input.scale * stack_side(input)) {}

  void add_all() {
    int most = 1;
    for (const BeamStem& stem : in_.stems) most = std::max(most, level_count(stem.beams));
    for (int level = 1; level <= most; ++level) add_level(level);
  }

 private:
  void add_level(int level) {
    std::size_t from = 0;
    bool open = in_.open_left;
    for (std::size_t i = 0; i < in_.stems.size(); ++i) {
      const BeamState state = in_.stems[i].beams.level(level);
      if (state == BeamState::begin) {
        from = i;
        open = true;
      } else if (state == BeamState::end && open) {
        add(level, from, left_of(from, state_at(from, level)), right_end(i));
        open = false;
      } else if (state == BeamState::forward_hook || state == BeamState::backward_hook) {
        add_hook(level, i, state == BeamState::forward_hook);
      } else if (state == BeamState::none) {
        open = false;
      }
    }
    const BeamState last = state_at(in_.stems.size() - 1, level);
    if (open && in_.open_right && (last == BeamState::continue_ || last == BeamState::begin))
      add(level, from, left_of(from, state_at(from, level)), in_.right_edge);
  }
  BeamState state_at(std::size_t i, int level) const noexcept { return in_.stems[i].beams.level(level); }
  double half_stem() const noexcept { return style_.stem * in_.scale / 2.0; }
  double right_end(std::size_t i) const noexcept { return in_.stems[i].x + half_stem(); }
  double left_of(std::size_t i, BeamState state) const noexcept {
    return in_.open_left && i == 0 && state != BeamState::begin ? in_.left_edge : in_.stems[i].x - half_stem();
  }
  void add_hook(int level, std::size_t i, bool forward) {
    const double x = in_.stems[i].x;
    const bool has_neighbour = forward ? i + 1 < in_.stems.size() : i > 0;
    double length = style_.beamlet * in_.scale;
    if (has_neighbour) {
      const double distance = std::abs(in_.stems[forward ? i + 1 : i - 1].x - x);
      length = std::min(length, distance * style_.beamlet_share);
    }
    const double from = forward ? x - half_stem() : x - length;
    add(level, i, from, forward ? x + length : x + half_stem());
    plan_.segments.back().beamlet = true;
  }
  void add(int level, std::size_t stem, double from, double to) {
    const auto y = [&](double x) {
      return plan_.left_y + plan_.slope * (x - in_.stems.front().x) + pitch_ * (level - 1);
    };
    plan_.segments.push_back(
        {static_cast<std::uint8_t>(level), static_cast<std::uint16_t>(stem), false, {from, y(from)}, {to, y(to)}});
  }

  const BeamInput& in_;
  const BeamStyle& style_;
  BeamPlan& plan_;
  double pitch_;
};

/// Stems end at the outer edge of the outermost beam that they meet.
void add_stem_ends(const BeamInput& in, const BeamStyle& style, BeamPlan& plan) {
  const double side = stack_side(in);
  plan.stem_ends.reserve(in.stems.size());
  for (const BeamStem& stem : in.stems) {
    const double sign = sign_of(stem.direction);
    const double primary = plan.left_y + plan.slope * (stem.x - in.stems.front().x);
    const double stack = sign == side ? stack_height(level_count(stem.beams), style) * in.scale : 0.0;
    plan.stem_ends.push_back(primary + sign * (stack + plan.thickness / 2.0));
  }
}

}  // namespace

StemDirection beam_direction(std::span<const HeadRange> heads) noexcept {
  HeadRange all{0.0, 0.0};
  double votes = 0.0, sum = 0.0;
  for (const HeadRange& chord : heads) {
    all.low = std::min(all.low, chord.low);
    all.high = std::max(all.high, chord.high);
    const double own = balance(chord);
    votes += own > 0.0 ? 1.0 : own < 0.0 ? -1.0 : 0.0;
    sum += own;
  }
  for (const double says : {balance(all), votes, sum})
    if (says != 0.0) return says > 0.0 ? StemDirection::up : StemDirection::down;
  return StemDirection::down;
}

bool beam_directions(std::span<const HeadRange> heads, std::span<const StemDirection> wished, int levels,
                     std::span<StemDirection> out, const BeamStyle& style) {
  const std::size_t n = std::min(heads.size(), out.size());
  const auto forced = [&](std::size_t i) {
    return i < wished.size() && (wished[i] == StemDirection::up || wished[i] == StemDirection::down);
  };
  std::size_t first_forced = 0;
  while (first_forced < n && !forced(first_forced)) ++first_forced;
  const StemDirection common = first_forced < n ? wished[first_forced] : beam_direction(heads.first(n));
  for (std::size_t i = 0; i < n; ++i) out[i] = forced(i) ? wished[i] : common;
  if (first_forced < n || n < 2)
    return std::adjacent_find(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(n), std::not_equal_to<>{}) !=
           out.begin() + static_cast<std::ptrdiff_t>(n);

  // The largest gap between heads sorted by height makes a knee.
  std::vector<HeadRange> sorted(heads.begin(), heads.begin() + static_cast<std::ptrdiff_t>(n));
  std::sort(sorted.begin(), sorted.end(),
            [](HeadRange a, HeadRange b) { return a.low != b.low ? a.low < b.low : a.high < b.high; });
  double gap = 0.0, middle = 0.0, top = sorted.front().high;
  for (const HeadRange& chord : sorted) {
    if (chord.low - top > gap) {
      gap = chord.low - top;
      middle = (chord.low + top) / 2.0;
    }
    top = std::max(top, chord.high);
  }
  if (gap <= style.knee_gap + style.thickness + stack_height(levels, style)) return false;
  for (std::size_t i = 0; i < n; ++i) out[i] = heads[i].high < middle ? StemDirection::up : StemDirection::down;
  return true;
}

Box BeamPlan::box() const noexcept {
  Box box;
  const double half = thickness / 2.0;
  for (const BeamSegment& s : segments)
    box.add({s.from.x, std::min(s.from.y, s.to.y) - half, s.to.x, std::max(s.from.y, s.to.y) + half});
  return box;
}

BeamPlan plan_beam(const BeamInput& in, const BeamStyle& style) {
  BeamPlan plan;
  plan.thickness = style.thickness * in.scale;
  if (in.stems.empty()) return plan;
  const BeamLine line = find_beam_line(in, style);
  const double width = in.stems.back().x - in.stems.front().x;
  plan.left_y = line.left;
  plan.right_y = line.right;
  plan.slope = width > 0.0 ? (line.right - line.left) / width : 0.0;
  plan.demerits = line.demerits;
  Segments(in, style, plan).add_all();
  add_stem_ends(in, style, plan);
  return plan;
}

void feather(BeamPlan& plan, bool accelerando) {
  Box all = plan.box();
  for (BeamSegment& segment : plan.segments) {
    const double width = all.right - all.left;
    if (segment.level < 2 || width <= 0.0) continue;
    const auto primary = [&](double x) {
      return plan.segments.front().from.y + plan.slope * (x - plan.segments.front().from.x);
    };
    for (Point* end : {&segment.from, &segment.to}) {
      const double share = (end->x - all.left) / width;
      end->y = primary(end->x) + (end->y - primary(end->x)) * (accelerando ? share : 1.0 - share);
    }
  }
}

}  // namespace burin::layout
