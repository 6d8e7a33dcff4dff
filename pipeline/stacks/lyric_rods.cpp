#include "pipeline/stacks/lyric_rods.hpp"

#include <algorithm>

namespace burin::layout {

namespace {

constexpr double extender_gap = 1.1;  // room for the shortest extender
constexpr double air = 0.15;          // the faces that readers substitute may be wider

double d(float v) noexcept { return static_cast<double>(v); }

bool same_line(const Syllable& a, const Syllable& b) { return a.staff == b.staff && a.verse == b.verse; }

std::uint32_t column(const MeasureAtoms& atoms, const Syllable& syllable) {
  return atoms.events[syllable.event].column;
}

/// The syllable of its verse in the nearest column after `from`, or none.
const Syllable* next_in(const MeasureAtoms& atoms, const Syllable& one, std::int64_t from) {
  const Syllable* next = nullptr;
  for (const Syllable& other : atoms.syllables) {
    if (!same_line(other, one) || column(atoms, other) <= from) continue;
    if (next == nullptr || column(atoms, other) < column(atoms, *next)) next = &other;
  }
  return next;
}

double reach(const Context& context, const Syllable& one, const Syllable& next) {
  const SpacingStyle& style = context.style.spacing;
  const double gap = one.hyphen ? style.lyric_hyphen_gap : one.extender ? extender_gap : style.lyric_word_gap;
  return d(one.right - next.left) * context.staves[one.staff].scale + gap + air;
}

}  // namespace

void lyric_rods(const Context& context, const MeasureAtoms& atoms, std::vector<Rod>& rods) {
  const auto barline = static_cast<std::uint32_t>(atoms.columns.size() + 1);
  for (const Syllable& one : atoms.syllables) {
    const std::uint32_t own = column(atoms, one);
    if (const Syllable* next = next_in(atoms, one, own)) {
      rods.push_back({own + 1, column(atoms, *next) + 1, reach(context, one, *next)});
    } else {
      rods.push_back({own + 1, barline, d(one.right) * context.staves[one.staff].scale + 0.2});
    }
  }
}

void lyric_seam_rods(const Context& context, const MeasureAtoms& before, std::uint32_t left, const MeasureAtoms& after,
                     std::uint32_t right, double barline, std::vector<Rod>& rods) {
  if (after.syllables.empty()) return;
  for (const Syllable& one : before.syllables) {
    const std::uint32_t own = column(before, one);
    if (next_in(before, one, own) != nullptr) continue;
    const Syllable* next = next_in(after, one, -1);
    if (next == nullptr) continue;
    rods.push_back({left + own + 1, right + column(after, *next) + 1, reach(context, one, *next) - barline});
  }
}

}  // namespace burin::layout
