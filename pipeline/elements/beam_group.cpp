#include "pipeline/elements/beam_group.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace burin::layout {
namespace {

constexpr int most_levels = 8;
constexpr int most_beats = 64;  // hostile time signatures: more than that is one group

int number_of(std::string_view text, int otherwise) noexcept {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && value > 0 && value <= 1024 ? value : otherwise;
}

std::vector<int> summands(std::string_view beats) {
  std::vector<int> parts;
  while (!beats.empty()) {
    const std::size_t plus = beats.find('+');
    std::string_view part = beats.substr(0, plus);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    parts.push_back(number_of(part, 4));
    beats = plus == std::string_view::npos ? std::string_view{} : beats.substr(plus + 1);
  }
  if (parts.empty()) parts.push_back(4);
  return parts;
}

/// Groups of eighths (or shorter units) in an odd metre: threes, with twos last; seven keeps its three for the end.
std::vector<int> split_short_beats(int beats) {
  if (beats > most_beats) return {beats};
  if (beats == 7) return {2, 2, 3};
  std::vector<int> parts;
  int left = beats;
  const int twos = beats % 3 == 0 ? 0 : beats % 3 == 2 ? 1 : 2;
  for (; left - 2 * twos >= 3; left -= 3) parts.push_back(3);
  for (; left >= 2; left -= 2) parts.push_back(2);
  if (left == 1) parts.push_back(1);
  return parts;
}

class MeterBuilder {
 public:
  void add_fraction(const TimeSignature::Fraction& fraction) {
    const std::vector<int> parts = summands(fraction.beats);
    const int type = number_of(fraction.beat_type, 4);
    for (const int part : parts) add_part(part, type, parts.size() > 1);
  }
  BeamMeter take() { return std::move(meter_); }

 private:
  void add_part(int beats, int type, bool additive) {
    const Rational unit{4, type};
    if (type >= 8) {
      if (additive && beats <= 4) return add_group(unit * Rational{beats}, unit * Rational{beats});
      for (const int part : split_short_beats(beats)) add_group(unit * Rational{part}, unit * Rational{part});
      return;
    }
    const Rational quarter{1};
    const Rational whole = unit * Rational{beats};
    for (Rational done{0}; done < whole; done += group_length(beats, type, additive))
      add_group(std::min(group_length(beats, type, additive), whole - done), quarter);
  }
  /// Eighths in quarters and longer beats: two quarters at a time in 4/4 and 2/2, all of 2/4 and 3/4.
  static Rational group_length(int beats, int type, bool additive) {
    if (type == 2 && beats <= 3) return Rational{2};
    if (type == 1) return Rational{2};
    if (type == 4 && (additive || beats <= 3)) return Rational{beats};
    if (type == 4 && beats == 4) return Rational{2};
    return Rational{1};
  }
  void add_group(Rational length, Rational beat) {
    const Rational end = end_ + length;
    if (meter_.beats.size() > most_beats) beat = length;
    for (Rational at = end_ + beat; at < end; at += beat) meter_.beats.push_back(at);
    meter_.beats.push_back(end);
    meter_.groups.push_back(end);
    end_ = end;
  }

  BeamMeter meter_;
  Rational end_{0};
};

std::int64_t floor_of(Rational r) noexcept {
  const std::int64_t whole = r.num() / r.den();
  return r.num() < 0 && whole * r.den() != r.num() ? whole - 1 : whole;
}

/// Index of the stretch that contains `onset`; without a metre, the quarter.
std::int64_t stretch(const std::vector<Rational>& ends, Rational onset) noexcept {
  if (ends.empty()) return floor_of(onset);
  return std::upper_bound(ends.begin(), ends.end(), onset) - ends.begin();
}

Rational start_of(const std::vector<Rational>& ends, Rational onset) noexcept {
  const std::int64_t index = stretch(ends, onset);
  if (ends.empty()) return Rational{index};
  return index == 0 ? Rational{0} : ends[static_cast<std::size_t>(index - 1)];
}

bool is_beamable(const BeamNote& note) noexcept { return !note.is_rest && note.levels > 0; }

Rational end_of(const BeamNote& note) noexcept { return note.onset + note.duration; }

/// Chords of one group, and how many levels go on from each to the next one.
struct Run {
  std::vector<std::uint32_t> chords;
  std::vector<std::uint8_t> joined;
  bool open_left{false};
  bool open_right{false};
  std::uint8_t joined_left{1};  // levels that come in or go out at an open end
  std::uint8_t joined_right{1};
};

int flags_of(const BeamNote& note) noexcept { return std::min<int>(note.levels, most_levels); }

/// Whether a beamlet of `level` points right, when its note is joined to both neighbours below that level: it does at
/// the start of a pair of such notes (handbook §5.2).
bool points_right(const BeamNote& note, int level, Rational beat_start) noexcept {
  const Rational pair = Rational{2, std::int64_t{1} << level};
  const Rational offset = (note.onset - beat_start) * note.tuplet_ratio;
  return floor_of(offset / pair) * pair.num() * offset.den() == offset.num() * pair.den();
}

class LevelWriter {
 public:
  LevelWriter(std::span<const BeamNote> notes, const Run& run, std::span<Beams> out)
      : notes_(notes), run_(run), out_(out) {}

  /// `start(i)` is the start of the beat or tuplet that note i belongs to.
  template <class Start>
  void write(const Start& start) {
    for (std::size_t k = 0; k < run_.chords.size(); ++k) {
      const std::uint32_t i = run_.chords[k];
      bool hook_right = false;
      for (int level = 1; level <= flags_of(notes_[i]); ++level) {
        const bool left = level <= joined_left_of(k), right = level <= joined_right_of(k);
        if (!left && !right) hook_right = hook_direction(k, level, hook_right, start(i));
        out_[i].set(level, state(left, right, hook_right));
      }
    }
    mark_rests();
  }

 private:
  static BeamState state(bool left, bool right, bool hook_right) noexcept {
    if (left) return right ? BeamState::continue_ : BeamState::end;
    if (right) return BeamState::begin;
    return hook_right ? BeamState::forward_hook : BeamState::backward_hook;
  }
  int joined_left_of(std::size_t k) const noexcept {
    return k > 0 ? run_.joined[k - 1] : run_.open_left ? run_.joined_left : 0;
  }
  int joined_right_of(std::size_t k) const noexcept {
    return k + 1 < run_.chords.size() ? run_.joined[k] : run_.open_right ? run_.joined_right : 0;
  }
  bool hook_direction(std::size_t k, int level, bool below, Rational start) const noexcept {
    const bool left = level - 1 <= joined_left_of(k), right = level - 1 <= joined_right_of(k);
    if (left && right) return points_right(notes_[run_.chords[k]], level, start);
    if (left != right) return right;
    return below;
  }
  void mark_rests() {
    for (std::uint32_t i = run_.chords.front(); i < run_.chords.back(); ++i)
      if (notes_[i].is_rest) out_[i].set(1, BeamState::continue_);
  }

  std::span<const BeamNote> notes_;
  const Run& run_;
  std::span<Beams> out_;
};

/// Levels that may cross from one note to the next (handbook §5.2): one across beats, two across eighths, three across
/// sixteenths … Notes of one tuplet stay together.
int crossing_levels(const BeamMeter& meter, const BeamNote& left, const BeamNote& right) noexcept {
  if (left.tuplet != 0 && left.tuplet == right.tuplet) return most_levels;
  if (stretch(meter.beats, left.onset) != stretch(meter.beats, right.onset)) return 1;
  const Rational start = start_of(meter.beats, right.onset);
  Rational unit{1, 2};
  for (int level = 2; level < most_levels; ++level, unit = unit * Rational{1, 2})
    if (floor_of((left.onset - start) / unit) != floor_of((right.onset - start) / unit)) return level;
  return most_levels;
}

class MeterGrouper {
 public:
  MeterGrouper(const BeamMeter& meter, std::span<const BeamNote> notes)
      : meter_(meter), notes_(notes), out_(notes.size()) {
    find_fine_groups();
  }
  std::vector<Beams> run() {
    for (std::uint32_t i = 0; i < notes_.size(); ++i) {
      const BeamNote& note = notes_[i];
      if (i > 0 && end_of(notes_[i - 1]) < note.onset) close();
      if (note.is_rest) {
        if (note.duration >= Rational{1}) close();
        continue;
      }
      if (!is_beamable(note) || (!run_.chords.empty() && !belongs(notes_[run_.chords.back()], i))) close();
      if (is_beamable(note)) run_.chords.push_back(i);
    }
    close();
    return std::move(out_);
  }

 private:
  /// Groups that hold sixteenths, shorter notes or tuplets break at every beat.
  void find_fine_groups() {
    fine_.assign(meter_.groups.size() + 1, false);
    for (const BeamNote& note : notes_)
      if (is_beamable(note) && (note.levels > 1 || note.tuplet != 0)) fine_[group_of(note)] = true;
  }
  std::size_t group_of(const BeamNote& note) const noexcept {
    return meter_.groups.empty() ? 0 : static_cast<std::size_t>(stretch(meter_.groups, note.onset));
  }
  bool belongs(const BeamNote& last, std::uint32_t i) const noexcept {
    const BeamNote& note = notes_[i];
    if (last.tuplet != 0 && last.tuplet == note.tuplet) return true;
    const bool same_beat = stretch(meter_.beats, last.onset) == stretch(meter_.beats, note.onset);
    const bool after_rest = notes_[i - 1].is_rest;
    if (after_rest || meter_.groups.empty()) return same_beat;
    const std::size_t group = group_of(note);
    return group == group_of(last) && (same_beat || !fine_[group]);
  }
  void close() {
    if (run_.chords.size() > 1) {
      for (std::size_t k = 0; k + 1 < run_.chords.size(); ++k) run_.joined.push_back(joined(k));
      LevelWriter(notes_, run_, out_).write([this](std::uint32_t i) { return start_for_hooks(i); });
    }
    run_ = {};
  }
  std::uint8_t joined(std::size_t k) const noexcept {
    const BeamNote& left = notes_[run_.chords[k]];
    const BeamNote& right = notes_[run_.chords[k + 1]];
    return static_cast<std::uint8_t>(std::min({flags_of(left), flags_of(right), crossing_levels(meter_, left, right)}));
  }
  Rational start_for_hooks(std::uint32_t i) const noexcept {
    const std::uint16_t tuplet = notes_[i].tuplet;
    if (tuplet == 0) return start_of(meter_.beats, notes_[i].onset);
    while (i > 0 && notes_[i - 1].tuplet == tuplet) --i;
    return notes_[i].onset;
  }

  const BeamMeter& meter_;
  std::span<const BeamNote> notes_;
  std::vector<Beams> out_;
  std::vector<bool> fine_;
  Run run_;
};

bool goes_on(BeamState state) noexcept { return state == BeamState::begin || state == BeamState::continue_; }
bool comes_in(BeamState state) noexcept { return state == BeamState::end || state == BeamState::continue_; }

/// Levels joined from one note to the next as the file has it: one vote for a join is enough, and silence is no break.
int given_levels(Beams left, Beams right, int most) noexcept {
  for (int level = 2; level <= most; ++level) {
    const BeamState a = left.level(level), b = right.level(level);
    const bool silent = a == BeamState::none && b == BeamState::none;
    if (!goes_on(a) && !comes_in(b) && !silent) return level - 1;
  }
  return most;
}

class Repairer {
 public:
  Repairer(std::span<const Beams> given, std::span<const BeamNote> notes, BeamEdges edges)
      : given_(given), notes_(notes), edges_(edges), out_(notes.size()) {}

  std::vector<Beams> run() {
    for (std::uint32_t i = 0; i < notes_.size(); ++i) visit(i);
    run_.open_right =
        is_open_ && edges_.open_right && !run_.chords.empty() && goes_on(given(run_.chords.back()).level(1));
    close();
    return std::move(out_);
  }

 private:
  Beams given(std::uint32_t i) const noexcept { return i < given_.size() ? given_[i] : Beams{}; }

  void visit(std::uint32_t i) {
    const BeamState state = given(i).level(1);
    if (state == BeamState::begin) {
      close();
      is_open_ = true;
    }
    if (!notes_[i].is_rest) {
      if (notes_[i].levels == 0) return close();
      if (!is_open_ && comes_in(state)) open_late(state);
      if (is_open_) add(i, state);
    }
    if (state == BeamState::end) close();
  }
  /// A `continue` or `end` without a begin: from the measure before, or the begin is missing.
  void open_late(BeamState state) {
    run_.open_left = edges_.open_left && !seen_;
    is_open_ = run_.open_left || state == BeamState::continue_;
  }
  void add(std::uint32_t i, BeamState state) {
    seen_ = true;
    run_.chords.push_back(i);
    // A begin that nobody goes on with still takes the next note.
    const bool asked = goes_on(state) || comes_in(state);
    if (asked || (run_.chords.size() == 2 && !run_.open_left)) asked_ = run_.chords.size();
  }
  void close() {
    if (is_open_) seen_ = true;
    run_.chords.resize(std::min(run_.chords.size(), asked_));
    if (run_.chords.size() > 1 || (!run_.chords.empty() && (run_.open_left || run_.open_right))) write();
    run_ = {};
    asked_ = 0;
    is_open_ = false;
  }
  void write() {
    for (std::size_t k = 0; k + 1 < run_.chords.size(); ++k) {
      const std::uint32_t a = run_.chords[k], b = run_.chords[k + 1];
      const int most = std::min(flags_of(notes_[a]), flags_of(notes_[b]));
      run_.joined.push_back(static_cast<std::uint8_t>(given_levels(given(a), given(b), most)));
    }
    run_.joined_left = outside(run_.chords.front(), comes_in);
    run_.joined_right = outside(run_.chords.back(), goes_on);
    LevelWriter(notes_, run_, out_).write([this](std::uint32_t i) { return Rational{floor_of(notes_[i].onset)}; });
    keep_hooks();
  }
  std::uint8_t outside(std::uint32_t i, bool (*joins)(BeamState)) const noexcept {
    int level = 1;
    while (level < flags_of(notes_[i]) && joins(given(i).level(level + 1))) ++level;
    return static_cast<std::uint8_t>(level);
  }
  /// A hook that the file turns its own way inside a group is a matter of taste: kept.
  void keep_hooks() {
    for (std::size_t k = 1; k + 1 < run_.chords.size(); ++k) {
      const std::uint32_t i = run_.chords[k];
      for (int level = 2; level <= flags_of(notes_[i]); ++level)
        if (is_hook(out_[i].level(level)) && is_hook(given(i).level(level))) out_[i].set(level, given(i).level(level));
    }
  }
  static bool is_hook(BeamState state) noexcept {
    return state == BeamState::forward_hook || state == BeamState::backward_hook;
  }

  std::span<const Beams> given_;
  std::span<const BeamNote> notes_;
  BeamEdges edges_;
  std::vector<Beams> out_;
  Run run_;
  std::size_t asked_{0};  // chords of the run up to the last one that asks for a beam
  bool is_open_{false};
  bool seen_{false};  // a group has been begun: an open left end is no longer possible
};

}  // namespace

BeamMeter beam_meter(const TimeSignature& time) {
  MeterBuilder builder;
  if (!time.senza_misura)
    for (const auto& fraction : time.fractions) builder.add_fraction(fraction);
  return builder.take();
}

std::vector<Beams> beams_by_meter(const BeamMeter& meter, std::span<const BeamNote> notes) {
  return MeterGrouper(meter, notes).run();
}

std::vector<Beams> grace_beams(std::span<const BeamNote> notes) {
  std::vector<Beams> all(notes.size());
  for (std::size_t i = 0; i < notes.size(); ++i)
    if (is_beamable(notes[i])) all[i].set(1, BeamState::continue_);
  std::vector<Beams> out(notes.size());
  for (std::size_t i = 0; i < notes.size();) {
    std::size_t end = i;
    while (end < notes.size() && is_beamable(notes[end])) ++end;
    const auto part = sanitize_beams(std::span(all).subspan(i, end - i), notes.subspan(i, end - i));
    std::copy(part.begin(), part.end(), out.begin() + static_cast<std::ptrdiff_t>(i));
    i = end + 1;
  }
  return out;
}

std::vector<Beams> sanitize_beams(std::span<const Beams> given, std::span<const BeamNote> notes, BeamEdges edges) {
  return Repairer(given, notes, edges).run();
}

std::vector<BeamRun> beam_runs(std::span<const Beams> beams) {
  std::vector<BeamRun> runs;
  bool open = false;
  for (std::uint32_t i = 0; i < beams.size(); ++i) {
    const BeamState state = beams[i].level(1);
    if (goes_on(state) || comes_in(state)) {
      if (!open || state == BeamState::begin) runs.push_back({i, i});
      runs.back().last = i;
    }
    open = goes_on(state);
  }
  return runs;
}

}  // namespace burin::layout
