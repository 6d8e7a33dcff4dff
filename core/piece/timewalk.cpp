#include "core/piece/timewalk.hpp"

#include <algorithm>

namespace burin {

namespace {

/// Whether a child with this index lies on the way to the boundary or below it.
bool on_the_way(const Vpd& boundary, std::size_t level, std::size_t index) {
  const auto wanted = boundary.step(level);
  return !wanted || *wanted == index;
}

/// Time that an item takes in its container. Grace notes take none in the measure; inside their group their written
/// values keep them in order.
Rational length_in(bool grace, const Item& item) {
  if (!grace) return duration_of(item);
  if (const auto* chord = std::get_if<Chord>(&item)) return chord->written.quarters();
  if (const auto* rest = std::get_if<Rest>(&item)) return rest->written.quarters();
  return {};
}

}  // namespace

Timewalk::Timewalk(const Piece& piece, TimewalkScope scope) : scope_(scope) {
  const Vpd& boundary = scope_.boundary;
  if (boundary.root() == Vpd::Root::layout) return;
  std::size_t longest = 0;
  for (std::uint32_t m = 0; m < piece.musicians.size(); ++m) {
    if (!on_the_way(boundary, 0, m)) continue;
    const auto& instruments = piece.musicians[m]->instruments;
    for (std::uint32_t i = 0; i < instruments.size(); ++i) {
      if (!on_the_way(boundary, 1, i)) continue;
      const auto& staves = instruments[i]->staves;
      for (std::uint32_t s = 0; s < staves.size(); ++s) {
        if (!on_the_way(boundary, 2, s)) continue;
        lines_.push_back({staves[s].get(), Vpd::music().child(m).child(i).child(s)});
        longest = std::max(longest, staves[s]->measures.size());
      }
    }
  }
  if (const auto measure = boundary.measure()) {
    scope_.first_measure = std::max(scope_.first_measure, *measure);
    scope_.last_measure = std::min(scope_.last_measure, *measure);
  }
  end_measure_ = static_cast<std::uint32_t>(longest);
  if (scope_.last_measure < end_measure_) end_measure_ = scope_.last_measure + 1;
}

Timewalk::Iterator Timewalk::begin() const { return Iterator(*this); }

Timewalk::Iterator::Iterator(const Timewalk& walk) : walk_(&walk), measure_(walk.scope_.first_measure), done_(false) {
  advance();
}

bool Timewalk::Iterator::in_bounds() const noexcept {
  if (open_ > 0 && frames_[0].grace) return true;
  const TimewalkScope& scope = walk_->scope_;
  const Position at = event_.position;
  if (static_cast<std::uint32_t>(at.measure) == scope.first_measure && at.offset < scope.first_position) return false;
  return static_cast<std::uint32_t>(at.measure) != scope.last_measure || at.offset <= scope.last_position;
}

void Timewalk::Iterator::advance() {
  while (true) {
    while (open_ > 0) {
      if (step() && in_bounds()) return;
    }
    if (!open_next_voice()) {
      done_ = true;
      return;
    }
  }
}

/// Finds the next voice in scope: voices of a staff, staves of a measure, measures.
bool Timewalk::Iterator::open_next_voice() {
  for (; measure_ < walk_->end_measure_; ++measure_, line_ = 0) {
    for (; line_ < walk_->lines_.size(); ++line_, voice_ = 0) {
      const auto& line = walk_->lines_[line_];
      if (measure_ >= line.staff->measures.size()) continue;
      const auto& voices = line.staff->measures[measure_]->voices;
      while (voice_ < voices.size()) {
        const std::uint32_t index = voice_++;
        if (!on_the_way(walk_->scope_.boundary, 4, index)) continue;
        open(*voices[index], line.vpd.child(measure_).child(index));
        return true;
      }
    }
  }
  return false;
}

void Timewalk::Iterator::open(const Voice& voice, const Vpd& at) {
  Frame frame;
  frame.item = voice.items.data();
  frame.items_end = voice.items.data() + voice.items.size();
  frame.container = at;
  push(frame);
}

void Timewalk::Iterator::push(const Frame& frame) {
  if (open_ < deepest) frames_[open_++] = frame;
}

bool Timewalk::Iterator::step() {
  Frame& frame = frames_[open_ - 1];
  if (frame.item != frame.items_end) {
    show_item();
    return true;
  }
  if (frame.note != frame.notes_end) {
    show_note();
    return true;
  }
  --open_;
  return false;
}

void Timewalk::Iterator::show_note() {
  Frame& frame = frames_[open_ - 1];
  event_.thing = frame.note++;
  event_.vpd = frame.container.child(frame.index++);
  event_.position = {static_cast<std::int32_t>(measure_), frame.offset};
  event_.nesting = static_cast<std::uint8_t>(open_ - 1);
}

void Timewalk::Iterator::show_item() {
  Frame& frame = frames_[open_ - 1];
  const Item& item = *frame.item++;
  const Rational offset = frame.offset;
  event_.thing = &item;
  event_.vpd = frame.container.child(frame.index++);
  event_.position = {static_cast<std::int32_t>(measure_), offset};
  event_.nesting = static_cast<std::uint8_t>(open_ - 1);
  frame.offset += length_in(frame.grace, item);
  descend(item, event_.vpd, offset);
}

/// Opens what an item contains. A chord of one note is that note: its path is the item's own.
void Timewalk::Iterator::descend(const Item& item, const Vpd& at, Rational offset) {
  Frame inner;
  inner.container = at;
  inner.offset = offset;
  inner.grace = frames_[open_ - 1].grace;
  if (const auto* chord = std::get_if<Chord>(&item)) {
    if (chord->notes.size() < 2) return;
    inner.note = chord->notes.data();
    inner.notes_end = chord->notes.data() + chord->notes.size();
    return push(inner);
  }
  const std::vector<Item>* items = nullptr;
  if (const auto* tuplet = std::get_if<Tuplet>(&item)) items = &tuplet->items;
  if (const auto* tremolo = std::get_if<Tremolo>(&item)) items = &tremolo->items;
  if (const auto* group = std::get_if<GraceGroup>(&item)) {
    items = &group->items;
    inner.grace = true;
    inner.offset = Rational();
  }
  if (items == nullptr) return;
  inner.item = items->data();
  inner.items_end = items->data() + items->size();
  push(inner);
}

}  // namespace burin
