#include "pipeline/stacks/rods.hpp"

#include <algorithm>

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
    const double gap = right.accidental || right.left > 0.05 ? style_.head_to_accidental : style_.head_to_head;
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

  /// Syllables of one verse keep apart (handbook §17.1); at the measure's ends they may lean over half of the barline's
  /// gap.
  void lyrics() {
    const auto barline = static_cast<std::uint32_t>(atoms_.columns.size() + 1);
    for (std::size_t i = 0; i < atoms_.syllables.size(); ++i) {
      const Syllable& one = atoms_.syllables[i];
      const std::uint32_t column = atoms_.events[one.event].column;
      bool first = true;
      for (std::size_t j = 0; j < i && first; ++j) first = !same_line(atoms_.syllables[j], one);
      if (first)
        rod(0, column + 1,
            -static_cast<double>(one.left) * scale_of(one) + static_cast<double>(stack_.change.width) + 0.1);
      const Syllable* next = nullptr;
      for (std::size_t j = i + 1; j < atoms_.syllables.size() && next == nullptr; ++j) {
        if (same_line(atoms_.syllables[j], one)) next = &atoms_.syllables[j];
      }
      const double gap = one.hyphen ? style_.lyric_hyphen_gap : style_.lyric_word_gap;
      if (next == nullptr) {
        rod(column + 1, barline, static_cast<double>(one.right) * scale_of(one) + gap * 0.6);
      } else {
        const double reach = static_cast<double>(one.right - next->left) * scale_of(one) + gap;
        rod(column + 1, atoms_.events[next->event].column + 1, reach);
      }
    }
  }
  static bool same_line(const Syllable& a, const Syllable& b) { return a.staff == b.staff && a.verse == b.verse; }
  double scale_of(const Syllable& syllable) const { return context_.staves[syllable.staff].scale; }

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
