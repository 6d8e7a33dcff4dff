// Lyrics of a system: one straight baseline per verse, hyphens, extenders (handbook §17.1).
#include <algorithm>
#include <cmath>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

/// A syllable with its place.
struct Set {
  const Syllable* syllable{nullptr};
  std::uint32_t measure{0};  // of the system
  double left{0.0};
  double right{0.0};
  bool above{false};
};

class LyricPlacer {
 public:
  LyricPlacer(SystemWork& system, StaffWork& staff)
      : system_(system), staff_(staff), style_(system.context->style.outside) {}

  void run() {
    collect();
    if (set_.empty()) return;
    staff_.has_lyrics = true;
    const double first = first_baseline();
    int line = 0;
    for (int verse = 1; verse <= last_verse_; ++verse) {
      if (!std::any_of(set_.begin(), set_.end(), [&](const Set& one) { return one.syllable->verse == verse; }))
        continue;
      paint_verse(verse, first - line * style_.lyric_line);
      ++line;
    }
  }

 private:
  void collect() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (const Syllable& syllable : atoms.syllables) {
        if (syllable.staff != staff_.staff) continue;
        const double x = system_.places[i][syllable.event].x;
        set_.push_back({&syllable, i, x + d(syllable.left), x + d(syllable.right), false});
        last_verse_ = std::max(last_verse_, static_cast<int>(syllable.verse));
      }
    }
    std::stable_sort(set_.begin(), set_.end(), [](const Set& a, const Set& b) { return a.left < b.left; });
  }

  /// The highest straight line that all syllables of all verses clear the notes on.
  double first_baseline() const {
    const double edge = (system_.context->staves[staff_.staff].staff->lines - 1) / 2.0;
    double y = -edge - style_.lyric_first;
    const double height = style_.lyric_size * 0.72;  // of capitals and ascenders
    for (const Set& one : set_) {
      const double below = staff_.down.height(one.left, one.right, 0.1);
      y = std::min(y, below - 0.5 - height);
    }
    return y;
  }

  void paint_verse(int verse, double y) {
    const Set* before = nullptr;
    for (const Set& one : set_) {
      if (one.syllable->verse != verse) continue;
      if (before != nullptr) join(*before, &one, y);
      paint(one, y);
      before = &one;
    }
    if (before != nullptr) join(*before, nullptr, y);
  }

  void paint(const Set& one, double y) {
    const Event& event = system_.atoms(one.measure).events[one.syllable->event];
    PaintBuilder& out = staff_.measures[one.measure];
    out.open(GroupClass::lyric, event.vpd);
    out.text(one.syllable->mark->parameters().text(Param::text), one.left, y, style_.lyric_size);
    out.close();
    staff_.add_ink({one.left, y - style_.lyric_size * 0.22, one.right, y + style_.lyric_size * 0.7});
  }

  /// Hyphens or an extender from a syllable to the next one of its verse, or to the end of the line.
  void join(const Set& one, const Set* next, double y) {
    if (one.syllable->hyphen) {
      const double end = next != nullptr ? next->left : system_.geometry.measures.back().right / staff_.scale;
      hyphens(one, end, y);
    } else if (one.syllable->extender) {
      extender(one, next, y);
    }
  }

  void hyphens(const Set& one, double end, double y) {
    const double length = style_.lyric_size * 0.3;
    const double gap = end - one.right;
    const auto count = static_cast<int>(std::max(1.0, std::ceil(gap / 10.0 - 0.5)));
    const Event& event = system_.atoms(one.measure).events[one.syllable->event];
    PaintBuilder& out = staff_.spanners;
    out.open(GroupClass::lyric_hyphen, event.vpd);
    for (int k = 0; k < count; ++k) {
      const double centre = one.right + gap * (k + 0.5) / count;
      const double half = std::min(length, std::max(0.25, gap * 0.7)) / 2;
      const double at = y + style_.lyric_size * 0.24;
      out.rect({centre - half, at - 0.06, centre + half, at + 0.06});
    }
    out.close();
  }

  /// To the right edge of the last note of the melisma.
  void extender(const Set& one, const Set* next, double y) {
    const double limit = next != nullptr ? next->left - 0.3 : system_.geometry.measures.back().right / staff_.scale;
    double end = one.right;
    const Event& own = system_.atoms(one.measure).events[one.syllable->event];
    bool open = true;
    for (std::uint32_t i = one.measure; i < system_.line.count && open; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.voice != own.voice || (i == one.measure && event.onset < own.onset)) continue;
        if (event.kind != EventKind::chord) {
          open = &event == &own;
          if (!open) break;
          continue;
        }
        const double right = system_.places[i][e].x + d(event.x) + d(event.head_width);
        if (right > limit + 0.3) {
          open = false;
          break;
        }
        end = std::max(end, right);
      }
    }
    const double start = one.right + 0.2;
    end = std::max(std::min(end, limit), start + 0.4);
    staff_.spanners.open(GroupClass::lyric_extender, own.vpd);
    staff_.spanners.line({start, y}, {end, y}, 0.1);
    staff_.spanners.close();
  }

  SystemWork& system_;
  StaffWork& staff_;
  const OutsideStyle& style_;
  std::vector<Set> set_;
  int last_verse_{0};
};

}  // namespace

void place_lyrics(SystemWork& system) {
  for (StaffWork& staff : system.staves) LyricPlacer(system, staff).run();
}

}  // namespace burin::layout
