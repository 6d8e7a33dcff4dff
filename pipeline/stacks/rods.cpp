#include "pipeline/stacks/rods.hpp"

#include <algorithm>

#include "pipeline/stacks/lyric_rods.hpp"

namespace burin::layout {

namespace {

class Rods {
 public:
  Rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack)
      : context_(context), style_(context.style.spacing), atoms_(atoms), stack_(stack) {}

  void run() {
    if (atoms_.columns.empty()) return;
    const std::size_t staves = atoms_.staff_begin.size() - 1;
    std::size_t r = 0;
    for (std::size_t s = 0; s < staves; ++s) {
      const std::size_t begin = r;
      while (r < atoms_.reaches.size() && atoms_.reaches[r].staff == s) ++r;
      staff(begin, r);
    }
    clefs_at_end();
    tremolos();
    lyrics();
    stack_.start_gap = std::max(stack_.start_gap, style_.barline_to_note);
    const auto prefix = static_cast<double>(stack_.change.width);
    const double gap = prefix > 0 ? std::max(stack_.start_gap, style_.header_to_note_least + 0.5) : stack_.start_gap;
    Spring& first = stack_.springs.front();
    first.ideal = first.least = prefix + gap;
    first.stretch = 0.0;
  }

 private:
  void staff(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Reach& reach = atoms_.reaches[i];
      if (i == begin) start(reach);
      if (i + 1 < end)
        between(reach, atoms_.reaches[i + 1]);
      else
        finish(reach);
    }
  }

  void start(const Reach& reach) {
    const double gap = (reach.accidental ? style_.barline_to_accidental : style_.barline_to_note - 0.2) + reach.left;
    if (reach.column == 0) {
      stack_.start_gap = std::max(stack_.start_gap, gap);
    } else {
      rod(0, reach.column + 1, gap + static_cast<double>(stack_.change.width));
    }
  }

  void between(const Reach& left, const Reach& right) {
    double gap = right.accidental || right.left > 0.05 ? style_.head_to_accidental : style_.head_to_head;
    if (right.tied) gap = std::max(gap, style_.tie_least);
    rod(left.column + 1, right.column + 1, left.right + gap + right.left);
  }

  void finish(const Reach& reach) {
    const auto last = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    rod(reach.column + 1, last, reach.right + style_.note_to_barline_least);
  }

  /// A clef before the barline needs its room behind the staff's last notes (handbook §20.4).
  void clefs_at_end() {
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (const ClefAtom& clef : atoms_.clefs) {
      if (!clef.at_end) continue;
      const double scale = context_.staves[clef.staff].scale;
      const double width = static_cast<double>(clef.width) * scale + style_.clef_to_barline;
      for (const Reach& reach : atoms_.reaches) {
        if (reach.staff != clef.staff) continue;
        rod(reach.column + 1, barline, reach.right + style_.head_to_head + width);
      }
    }
  }

  /// Strokes between two notes want to be seen (handbook §15.5).
  void tremolos() {
    for (const TremoloAtom& tremolo : atoms_.tremolos) {
      const Event& first = atoms_.events[tremolo.first];
      const Event& second = atoms_.events[tremolo.second];
      if (first.box.empty() || second.box.empty() || second.column <= first.column) continue;
      const double reach = first.box.right - second.box.left + style_.tremolo_least;
      rod(first.column + 1, second.column + 1, reach * context_.staves[first.staff].scale);
    }
  }

  void lyrics() {
    std::vector<Rod> rods;
    lyric_rods(context_, atoms_, rods);
    for (const Rod& one : rods) rod(one.left, one.right, one.length);
  }

  void rod(std::uint32_t left, std::uint32_t right, double length) {
    if (right == left + 1) {
      Spring& spring = stack_.springs[left];
      spring.least = std::max(spring.least, length);
    } else if (right > left) {
      stack_.rods.push_back({left, right, length});
    }
  }

  const Context& context_;
  const SpacingStyle& style_;
  const MeasureAtoms& atoms_;
  MeasureStack& stack_;
};

}  // namespace

void add_rods(const Context& context, const MeasureAtoms& atoms, MeasureStack& stack) {
  Rods(context, atoms, stack).run();
}

}  // namespace burin::layout
