#include "core/piece/timewalk.hpp"

#include <algorithm>
#include <utility>

#include "core/base/prefetch.hpp"

namespace burin {

namespace {

using Kind = TimewalkEvent::Kind;

/// Whether a child with this index lies on the way to the boundary or below it.
bool on_the_way(const Vpd& boundary, std::size_t level, std::size_t index) {
  const auto wanted = boundary.step(level);
  return !wanted || *wanted == index;
}

constexpr std::uint32_t heads_of_a_line = 3;  // musician, instrument, staff

/// Fetches a stretch of a voice's items into the cache, in lines of the cache; the processor follows by itself from
/// some point on.
void fetch(const std::vector<Item>& items, std::size_t from, std::size_t to) noexcept {
  const std::size_t bytes = std::min(items.size() * sizeof(Item), to * cache_line);
  const auto* first = reinterpret_cast<const std::byte*>(items.data());
  for (std::size_t at = from * cache_line; at < bytes; at += cache_line) fetch_to_read(first + at);
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

Timewalk::Iterator::Iterator(const Timewalk& walk) : walk_(&walk), done_(false) {
  if (!walk.scope_.containers) head_ = static_cast<std::uint32_t>(walk.lines_.size()) * heads_of_a_line;
  cell_.number = scouted_.number = walk.scope_.first_measure;
  for (Cell& next : ahead_) next = scout();
  advance();
}

bool Timewalk::Iterator::in_bounds() const noexcept {
  if (!bounded_) return true;
  const TimewalkScope& scope = walk_->scope_;
  const Rational at = voice_walk_.onset();
  if (cell_.number == scope.first_measure && at < scope.first_position) return false;
  return cell_.number + 1 != walk_->end_measure_ || at <= scope.last_position;
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
  while (true) {
    if (cell_.measure != nullptr && open_next_voice()) return true;
    enter_next_cell();
    if (cell_.measure == nullptr) return false;
    if (walk_->scope_.containers) {
      show_container(Kind::measure, cell_.measure, walk_->lines_[cell_.line].vpd.child(cell_.number));
      return true;
    }
  }
}

bool Timewalk::Iterator::open_next_voice() {
  const TimewalkScope& scope = walk_->scope_;
  const auto& voices = cell_.measure->voices;
  while (voice_ < voices.size()) {
    const std::uint32_t index = voice_++;
    if (!on_the_way(scope.boundary, 4, index)) continue;
    const Vpd& staff = walk_->lines_[cell_.line].vpd;
    const Voice& voice = *voices[index];
    voice_walk_.open(voice, staff, cell_.number, index, scope.grace_ends);
    if (scope.containers) show_container(Kind::voice, &voice, staff.child(cell_.number).child(index));
    return true;
  }
  return false;
}

/// Musicians, instruments and staves, each once; false when there are no more.
bool Timewalk::Iterator::show_next_head() {
  const auto& lines = walk_->lines_;
  if (walk_->scope_.first_measure >= walk_->end_measure_) return false;
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
  marker_.position = {static_cast<std::int32_t>(cell_.number), Rational()};
  marker_.vpd = vpd;
}

/// The measure behind those that are ahead already.
Timewalk::Iterator::Cell Timewalk::Iterator::scout() noexcept {
  const auto& lines = walk_->lines_;
  for (; scouted_.number < walk_->end_measure_; ++scouted_.number, scouted_.line = 0) {
    while (scouted_.line < lines.size()) {
      const std::uint32_t line = scouted_.line++;
      const auto& measures = lines[line].staff->measures;
      if (scouted_.number >= measures.size()) continue;
      const Shared<Measure>& found = measures[scouted_.number];
      fetch_to_read(&found + cache_line / sizeof found);  // where this staff goes on some measures later
      return {found.get(), line, scouted_.number};
    }
  }
  return {};
}

const Voice* Timewalk::Iterator::first_voice(const Cell& cell) noexcept {
  return cell.measure == nullptr || cell.measure->voices.empty() ? nullptr : cell.measure->voices.front().get();
}

/// Four pointers lie one behind the other on the way to the items of a measure. Each is fetched while earlier measures
/// are walked through, one step for each measure: else a walk would mostly wait for memory.
void Timewalk::Iterator::enter_next_cell() noexcept {
  cell_ = std::exchange(ahead(0), scout());
  voice_ = 0;
  ++ahead_first_;
  const TimewalkScope& scope = walk_->scope_;
  bounded_ = (walk_->begins_late_ && cell_.number == scope.first_measure) ||
             (walk_->ends_early_ && cell_.number + 1 == walk_->end_measure_);
  fetch_to_read(ahead(7).measure);
  if (ahead(5).measure != nullptr) fetch_to_read(ahead(5).measure->voices.data());
  if (const Voice* voice = first_voice(ahead(3))) fetch_to_read(voice);
  if (const Voice* voice = first_voice(ahead(1))) fetch(voice->items, 0, 6);
  if (const Voice* voice = first_voice(ahead(0))) fetch(voice->items, 6, 14);
}

}  // namespace burin
