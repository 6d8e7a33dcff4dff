// Lyrics of a system: one straight baseline per verse, hyphens, extenders (handbook §17.1).
#include <algorithm>
#include <cmath>

#include "core/collections/sort_stably.hpp"
#include "pipeline/elements/lyric.hpp"
#include "pipeline/elements/paint_support.hpp"
#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

namespace {

double d(float v) noexcept { return static_cast<double>(v); }

constexpr std::int64_t extend_stops = 2;  // Param::extend
constexpr double least_extender = 0.6;    // shorter ones look like stray ink

/// A syllable with its place.
struct Set {
  const Syllable* syllable{nullptr};
  std::uint32_t measure{0};  // of the system
  double left{0.0};
  double right{0.0};
  bool above{false};
  std::uint32_t line{0};  // verses of several voices stand on lines of their own where they meet
  const Event* event{nullptr};
  bool continued{false};  // stands in the system before; only its extender goes on in this one
};

class LyricPlacer {
 public:
  LyricPlacer(SystemWork& system, StaffWork& staff)
      : system_(system), staff_(staff), style_(system.context->style.outside) {}

  /// Labels are placed by themselves, later than what is sung.
  void run(bool labels) {
    collect();
    if (!set_.empty() && only_labels() == labels) {
      staff_.has_lyrics = staff_.has_lyrics || !labels;
      find_lines();
      rejoin_lines();
      place(false);
      place(true);
    }
  }

 private:
  static const Event& event_of(const Set& one) { return *one.event; }

  /// Whether nothing stands there but coloured letters that belong to no word: nobody sings them.
  bool only_labels() const {
    constexpr std::size_t longest = 3;
    return std::all_of(set_.begin(), set_.end(), [=](const Set& one) {
      return one.syllable->text.size() <= longest && !one.syllable->hyphen && !one.syllable->extender && !one.above &&
             mark_color(*one.syllable->mark) != 0;
    });
  }

  void collect() {
    for (std::uint32_t i = 0; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (const Syllable& syllable : atoms.syllables) {
        if (syllable.staff != staff_.staff) continue;
        const double x = system_.places[i][syllable.event].x;
        const bool above = syllable.mark->side == Side::above;
        set_.push_back({&syllable, i, x + d(syllable.left), x + d(syllable.right), above, syllable.verse * 256U,
                        &atoms.events[syllable.event]});
      }
    }
    continue_melismas();
    sort_stably(set_.begin(), set_.end(), [](const Set& a, const Set& b) { return a.left < b.left; });
  }

  /// Extenders of syllables of the system before that have not ended there.
  void continue_melismas() {
    if (system_.line.first == 0) return;
    const MeasureAtoms& before = *(*system_.stacks)[system_.line.first - 1]->atoms;
    for (const Syllable& syllable : before.syllables) {
      if (syllable.staff != staff_.staff || !syllable.extender) continue;
      const Event& own = before.events[syllable.event];
      if (!sung_to_end(before, syllable) || !goes_on(own, system_.line.first)) continue;
      const double x = (system_.geometry.header_width + 0.4) / staff_.scale;
      set_.push_back({&syllable, 0, x, x, syllable.mark->side == Side::above, syllable.verse * 256U, &own, true});
    }
  }

  /// Whether a note without a syllable says that the extender ends at it.
  bool ends_extender(const Event& event, const Syllable& one) const {
    if (event.chord == nullptr) return false;
    return std::any_of(event.chord->marks.begin(), event.chord->marks.end(), [&](const Mark& mark) {
      const Params& params = mark.parameters();
      return mark.family == system_.context->families.lyric && params.whole(Param::extend) == extend_stops &&
             params.text(Param::text).empty() && params.whole(Param::number, 1) == one.verse;
    });
  }

  /// Whether no rest, no further syllable of the verse and no end of the extender follows in the measure.
  bool sung_to_end(const MeasureAtoms& atoms, const Syllable& one) const {
    const Event& own = atoms.events[one.event];
    for (std::uint32_t e = atoms.staff_begin[own.staff]; e < atoms.staff_begin[own.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.voice != own.voice || event.onset <= own.onset) continue;
      if (event.kind != EventKind::chord || ends_extender(event, one)) return false;
    }
    return std::none_of(atoms.syllables.begin(), atoms.syllables.end(), [&](const Syllable& other) {
      const Event& event = atoms.events[other.event];
      return event.voice == own.voice && event.staff == own.staff && event.onset > own.onset;
    });
  }

  /// Where two voices sing the same verse at once the voices take a line each.
  void find_lines() {
    for (int verse = 1; verse < 100; ++verse) {
      const Set* before = nullptr;
      bool apart = false;
      for (const Set& one : set_) {
        if (one.syllable->verse != verse) continue;
        apart = apart || (before != nullptr && before->above == one.above && sung_at_once(*before, one));
        before = &one;
      }
      if (!apart) continue;
      for (Set& one : set_) {
        if (one.syllable->verse == verse) one.line += std::min<std::uint32_t>(event_of(one).voice, 255);
      }
    }
  }

  /// Words that a file gives to one voice under the numbers of two verses, one after the other, stand on one line: that
  /// of the verse in which the voice goes on.
  void rejoin_lines() {
    for (std::uint32_t line : lines_of_voices()) {
      const Set* last = nullptr;
      for (const Set& one : set_) {
        if (one.line == line) last = &one;
      }
      const auto next = std::find_if(set_.begin(), set_.end(), [&](const Set& one) {
        return one.left > last->right && one.line / 256U == line / 256U + 1 && one.above == last->above &&
               event_of(one).voice == event_of(*last).voice;
      });
      if (next == set_.end() || !free_on(line, next->line)) continue;
      const std::uint32_t target = next->line;
      for (Set& one : set_) {
        if (one.line == line) one.line = target;
      }
    }
  }

  /// Lines of further voices of a verse.
  std::vector<std::uint32_t> lines_of_voices() const {
    std::vector<std::uint32_t> lines;
    for (const Set& one : set_) lines.push_back(one.line);
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    std::vector<std::uint32_t> further;
    for (std::size_t k = 1; k < lines.size(); ++k) {
      if (lines[k] / 256U == lines[k - 1] / 256U) further.push_back(lines[k]);
    }
    return further;
  }

  /// Whether no syllables of two lines touch.
  bool free_on(std::uint32_t a, std::uint32_t b) const {
    constexpr double between_words = 0.45;
    const Set* before = nullptr;
    for (const Set& one : set_) {
      if (one.line != a && one.line != b) continue;
      if (before != nullptr && before->line != one.line && one.left < before->right + between_words) return false;
      before = &one;
    }
    return true;
  }

  /// Syllables of two voices at one time, or nearly one over the other. A verse that goes on in another voice stays on
  /// its line.
  static bool sung_at_once(const Set& before, const Set& one) {
    if (event_of(before).voice == event_of(one).voice || before.right <= one.left) return false;
    if (before.measure == one.measure && event_of(before).onset == event_of(one).onset) return true;
    return before.right - one.left > 0.5 * std::min(before.right - before.left, one.right - one.left);
  }

  void place(bool above) {
    std::vector<std::uint32_t> lines;
    for (const Set& one : set_) {
      if (one.above == above) lines.push_back(one.line);
    }
    if (lines.empty()) return;
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    double y =
        above ? last_baseline_above() + style_.lyric_line * static_cast<double>(lines.size() - 1) : first_baseline();
    for (const std::uint32_t line : lines) {
      paint_line(line, above, y);
      y -= style_.lyric_line;
    }
  }

  /// The highest straight line that all syllables of all verses clear the notes on.
  double first_baseline() const {
    const double edge = (system_.context->staves[staff_.staff].staff->lines - 1) / 2.0;
    double y = -edge - style_.lyric_first;
    for (const Set& one : set_) {
      const double height = size_of(*one.syllable->mark) * 0.72;  // of capitals and ascenders
      if (!one.above) y = std::min(y, staff_.down.height(one.left, one.right, 0.1) - 0.5 - height);
    }
    return y;
  }

  /// The lowest line over the staff.
  double last_baseline_above() const {
    const double edge = (system_.context->staves[staff_.staff].staff->lines - 1) / 2.0;
    const double depth = style_.lyric_size * 0.25;
    double y = edge + 1.2;
    for (const Set& one : set_) {
      if (one.above) y = std::max(y, staff_.up.height(one.left, one.right, 0.1) + 0.5 + depth);
    }
    return y;
  }

  void paint_line(std::uint32_t line, bool above, double y) {
    const Set* before = nullptr;
    for (const Set& one : set_) {
      if (one.line != line || one.above != above) continue;
      if (before != nullptr) join(*before, &one, y);
      paint(one, y);
      before = &one;
    }
    if (before != nullptr) join(*before, nullptr, y);
  }

  double size_of(const Mark& mark) const {
    return lyric_size(mark, style_.lyric_size, size_reference(*system_.context->piece));
  }

  void paint(const Set& one, double y) {
    if (one.continued) return;
    PaintBuilder& out = staff_.measures[one.measure];
    const Mark& mark = *one.syllable->mark;
    const double size = size_of(mark);
    const std::vector<LyricRun> runs = lyric_runs(mark, one.syllable->text);
    double x = one.left;
    out.open(GroupClass::lyric, event_of(one).vpd).color = mark_color(mark);
    for (const LyricRun& run : runs) {
      const bool apart = runs.size() > 1 && run.color != 0;
      if (apart) out.open(GroupClass::lyric, event_of(one).vpd, extra_continuation).color = run.color;
      out.text(run.text, x, y, size, run.face);
      if (apart) out.close();
      if (runs.size() > 1) x += system_.context->text->measure(run.text, run.face, size).advance;
    }
    out.close();
    staff_.add_ink({one.left, y - size * 0.22, one.right, y + size * 0.7});
  }

  /// Hyphens or an extender from a syllable to the next one of its verse, or to the end of the line.
  void join(const Set& one, const Set* next, double y) {
    if (one.syllable->hyphen) {
      if (next != nullptr && begins_with_hyphen(next->syllable->text)) return;
      hyphens(one, next != nullptr ? next->left : line_end(), y);
    } else if (one.syllable->extender) {
      extender(one, next, y);
    }
  }

  double line_end() const { return system_.geometry.measures.back().right / staff_.scale; }

  void hyphens(const Set& one, double end, double y) {
    const double length = style_.lyric_size * 0.3;
    const double gap = end - one.right;
    const auto count = static_cast<int>(std::max(1.0, std::ceil(gap / 10.0 - 0.5)));
    PaintBuilder& out = staff_.spanners;
    out.open(GroupClass::lyric_hyphen, event_of(one).vpd);
    for (int k = 0; k < count; ++k) {
      const double centre = one.right + gap * (k + 0.5) / count;
      const double half = std::min(length, std::max(0.25, gap * 0.7)) / 2;
      const double at = y + style_.lyric_size * 0.24;
      const Box hyphen{centre - half, at - 0.06, centre + half, at + 0.06};
      out.rect(hyphen);
      staff_.add_ink(hyphen);
    }
    out.close();
  }

  /// To the right edge of the last note of the melisma; to the line's end when it goes on in the next system.
  void extender(const Set& one, const Set* next, double y) {
    const double limit = next != nullptr ? next->left - 0.3 : line_end();
    const double start = one.right + (one.continued ? 0.0 : 0.2);
    const double end = std::min(melisma_end(one, limit), limit);
    staff_.spanners.open(GroupClass::lyric_extender, event_of(one).vpd,
                         one.continued ? extra_continuation : extra_none);
    const double stop = std::max(end, start + least_extender);
    staff_.spanners.line({start, y}, {stop, y}, 0.1);
    staff_.spanners.close();
    staff_.add_ink({start, y - 0.05, stop, y + 0.05});
  }

  double melisma_end(const Set& one, double limit) const {
    const Event& own = event_of(one);
    double end = one.right;
    for (std::uint32_t i = one.measure; i < system_.line.count; ++i) {
      const MeasureAtoms& atoms = system_.atoms(i);
      for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
        const Event& event = atoms.events[e];
        if (event.voice != own.voice || (!one.continued && i == one.measure && event.onset < own.onset)) continue;
        if (event.kind != EventKind::chord) return end;
        const double right = system_.places[i][e].x + d(event.x) + d(event.head_width);
        if (right > limit + 0.3) return end;
        end = std::max(end, right);
        const bool later = one.continued || i > one.measure || event.onset > own.onset;
        if (later && ends_extender(event, *one.syllable)) return end;
      }
    }
    return goes_on(own, system_.line.first + system_.line.count) ? line_end() : end;
  }

  /// Whether the first note of the voice in a measure has no syllable of its own.
  bool goes_on(const Event& own, std::uint32_t next) const {
    if (next >= system_.stacks->size()) return false;
    const MeasureAtoms& atoms = *(*system_.stacks)[next]->atoms;
    for (std::uint32_t e = atoms.staff_begin[staff_.staff]; e < atoms.staff_begin[staff_.staff + 1]; ++e) {
      const Event& event = atoms.events[e];
      if (event.voice != own.voice) continue;
      return event.kind == EventKind::chord &&
             std::none_of(atoms.syllables.begin(), atoms.syllables.end(), [&](const auto& s) { return s.event == e; });
    }
    return false;
  }

  SystemWork& system_;
  StaffWork& staff_;
  const OutsideStyle& style_;
  std::vector<Set> set_;
};

}  // namespace

void place_lyrics(SystemWork& system) {
  for (StaffWork& staff : system.staves) LyricPlacer(system, staff).run(false);
}

void place_labels(SystemWork& system, StaffWork& staff) { LyricPlacer(system, staff).run(true); }

}  // namespace burin::layout
