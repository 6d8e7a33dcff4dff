#include "core/piece/timewalk.hpp"

#include <algorithm>

namespace burin {

namespace {

using Kind = TimewalkEvent::Kind;

/// Whether a child with this index lies on the way to the boundary or below it.
bool on_the_way(const Vpd& boundary, std::size_t level, std::size_t index) {
  const auto wanted = boundary.step(level);
  return !wanted || *wanted == index;
}

constexpr std::uint32_t heads_of_a_line = 3;  // musician, instrument, staff

/// Fetches the beginning of a voice's items into the cache; the processor follows by itself from there.
void fetch(const std::vector<Item>& items) noexcept {
  constexpr std::size_t line = 64;
  constexpr std::size_t most = 8 * line;
  const std::size_t bytes = std::min(items.size() * sizeof(Item), most);
  const auto* first = reinterpret_cast<const std::byte*>(items.data());
  for (std::size_t at = 0; at < bytes; at += line) __builtin_prefetch(first + at);
}

}  // namespace

std::vector<TimewalkLine> timewalk_lines(const Piece& piece, const Vpd& boundary) {
  std::vector<TimewalkLine> lines;
  if (boundary.root() == Vpd::Root::layout) return lines;
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    if (!on_the_way(boundary, 0, m)) continue;
    const auto& instruments = piece.musicians[m]->instruments;
    for (std::uint32_t i = 0; i < instruments.size(); ++i) {
      if (!on_the_way(boundary, 1, i)) continue;
      const auto& staves = instruments[i]->staves;
      for (std::uint32_t s = 0; s < staves.size(); ++s) {
        if (!on_the_way(boundary, 2, s)) continue;
        lines.push_back({staves[s].get(), Vpd::music().child(m).child(i).child(s)});
      }
    }
  }
  return lines;
}

Timewalk::Timewalk(const Piece& piece, TimewalkScope scope)
    : piece_(&piece), scope_(scope), lines_(timewalk_lines(piece, scope.boundary)) {
  std::size_t longest = 0;
  for (const TimewalkLine& line : lines_) longest = std::max(longest, line.staff->measures.size());
  if (const auto measure = scope_.boundary.measure()) {
    scope_.first_measure = std::max(scope_.first_measure, *measure);
    scope_.last_measure = std::min(scope_.last_measure, *measure);
  }
  end_measure_ = static_cast<std::uint32_t>(longest);
  if (scope_.last_measure < end_measure_) end_measure_ = scope_.last_measure + 1;
  begins_late_ = scope_.first_position > Rational();
  ends_early_ = scope_.last_position < TimewalkScope{}.last_position;
}

Timewalk::Iterator Timewalk::begin() const { return Iterator(*this); }

Timewalk::Iterator::Iterator(const Timewalk& walk) : walk_(&walk), measure_(walk.scope_.first_measure), done_(false) {
  if (!walk.scope_.containers) head_ = static_cast<std::uint32_t>(walk.lines_.size()) * heads_of_a_line;
  advance();
}

bool Timewalk::Iterator::in_bounds() const noexcept {
  if (!bounded_) return true;
  const TimewalkScope& scope = walk_->scope_;
  const Rational at = voice_walk_.onset();
  if (measure_ == scope.first_measure && at < scope.first_position) return false;
  return measure_ + 1 != walk_->end_measure_ || at <= scope.last_position;
}

void Timewalk::Iterator::advance() {
  marked_ = false;
  while (true) {
    while (voice_walk_.next()) {
      if (in_bounds()) return;
    }
    if (!open_next()) {
      done_ = true;
      return;
    }
    if (marked_) return;
  }
}

/// Finds what comes next in scope: voices of a staff, staves of a measure, measures.
bool Timewalk::Iterator::open_next() {
  if (head_ < walk_->lines_.size() * heads_of_a_line && show_next_head()) return true;
  for (; measure_ < walk_->end_measure_; ++measure_, line_ = 0) {
    for (; line_ < walk_->lines_.size(); ++line_, voice_ = 0, cell_open_ = false) {
      const TimewalkLine& line = walk_->lines_[line_];
      if (measure_ >= line.staff->measures.size()) continue;
      if (open_next_voice(line, *line.staff->measures[measure_])) return true;
    }
  }
  return false;
}

bool Timewalk::Iterator::open_next_voice(const TimewalkLine& line, const Measure& measure) {
  const TimewalkScope& scope = walk_->scope_;
  if (!cell_open_) {
    cell_open_ = true;
    look_ahead();
    bounded_ = (walk_->begins_late_ && measure_ == scope.first_measure) ||
               (walk_->ends_early_ && measure_ + 1 == walk_->end_measure_);
    if (scope.containers) {
      show_container(Kind::measure, &measure, line.vpd.child(measure_));
      return true;
    }
  }
  while (voice_ < measure.voices.size()) {
    const std::uint32_t index = voice_++;
    if (!on_the_way(scope.boundary, 4, index)) continue;
    const Vpd at = line.vpd.child(measure_).child(index);
    voice_walk_.open(*measure.voices[index], at, static_cast<std::int32_t>(measure_), scope.grace_ends);
    if (scope.containers) show_container(Kind::voice, measure.voices[index].get(), at);
    return true;
  }
  return false;
}

/// Musicians, instruments and staves, each once; false when there are no more.
bool Timewalk::Iterator::show_next_head() {
  const auto& lines = walk_->lines_;
  if (measure_ >= walk_->end_measure_) return false;
  for (; head_ < lines.size() * heads_of_a_line; ++head_) {
    const std::uint32_t index = head_ / heads_of_a_line;
    const std::uint32_t depth = head_ % heads_of_a_line + 1;
    Vpd at = lines[index].vpd;
    while (at.depth() > depth) at = at.parent();
    if (index > 0 && at.contains(lines[index - 1].vpd)) continue;
    const Musician& musician = *walk_->piece_->musicians[*at.musician()];
    if (depth == 1) {
      show_container(Kind::musician, &musician, at);
    } else if (depth == 2) {
      show_container(Kind::instrument, musician.instruments[*at.instrument()].get(), at);
    } else {
      show_container(Kind::staff, lines[index].staff, at);
    }
    ++head_;
    return true;
  }
  return false;
}

void Timewalk::Iterator::show_container(Kind kind, const void* thing, const Vpd& vpd) {
  marked_ = true;
  marker_.kind = kind;
  marker_.thing = thing;
  marker_.position = {static_cast<std::int32_t>(measure_), Rational()};
  marker_.vpd = vpd;
}

/// The measure that will be opened after so many others, or null.
const Measure* Timewalk::Iterator::cell_ahead(std::uint32_t cells) const noexcept {
  const auto lines = static_cast<std::uint32_t>(walk_->lines_.size());
  std::uint32_t line = line_ + cells;
  std::uint32_t measure = measure_;
  for (; line >= lines; line -= lines) ++measure;
  const Staff& staff = *walk_->lines_[line].staff;
  return measure < walk_->end_measure_ && measure < staff.measures.size() ? staff.measures[measure].get() : nullptr;
}

/// Four pointers lie one behind the other on the way to the items of a measure. Each is fetched while earlier measures
/// are walked through, one step for each measure: else a walk would mostly wait for memory.
void Timewalk::Iterator::look_ahead() noexcept {
  const Measure* farthest = cell_ahead(4);
  if (farthest != nullptr) __builtin_prefetch(farthest);
  if (ahead_[0] != nullptr) __builtin_prefetch(ahead_[0]->voices.data());
  if (ahead_[1] != nullptr && !ahead_[1]->voices.empty()) __builtin_prefetch(ahead_[1]->voices.front().get());
  if (ahead_[2] != nullptr && !ahead_[2]->voices.empty()) fetch(ahead_[2]->voices.front()->items);
  ahead_ = {farthest, ahead_[0], ahead_[1]};
}

}  // namespace burin
