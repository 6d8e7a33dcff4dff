#include "core/piece/voice_walk.hpp"

namespace burin {

namespace {

/// Time that an item takes in its container. Grace notes take none in the measure; inside their group their written
/// values keep them in order.
Rational length_in(bool grace, const Item& item) {
  if (!grace) return duration_of(item);
  if (const auto* chord = std::get_if<Chord>(&item)) return chord->written.quarters();
  if (const auto* rest = std::get_if<Rest>(&item)) return rest->written.quarters();
  return {};
}

const std::vector<Item>* items_of(const Item& item) {
  if (const auto* tuplet = std::get_if<Tuplet>(&item)) return &tuplet->items;
  if (const auto* tremolo = std::get_if<Tremolo>(&item)) return &tremolo->items;
  if (const auto* group = std::get_if<GraceGroup>(&item)) return &group->items;
  return nullptr;
}

}  // namespace

/// The item at event_ has been shown; what it contains comes next. A chord of one note is that note: its path is the
/// item's own.
void VoiceWalk::enter(const Item& item) {
  const Rational offset = event_.position.offset;
  top_.offset = offset + length_in(top_.grace, item);
  length_ = nullptr;
  Frame inner;
  inner.offset = offset;
  inner.grace = top_.grace;
  if (const auto* chord = std::get_if<Chord>(&item)) {
    if (chord->notes.size() < 2) return;
    inner.note = chord->notes.data();
    inner.notes_end = inner.note + chord->notes.size();
    return push(inner);
  }
  const std::vector<Item>* items = items_of(item);
  if (items == nullptr) return;
  inner.item = items->data();
  inner.items_end = inner.item + items->size();
  inner.group = std::get_if<GraceGroup>(&item);
  if (inner.group != nullptr) {
    if (!top_.grace) grace_offset_ = offset;
    inner.grace = true;
    inner.offset = Rational();
  }
  push(inner);
}

/// Notes of a chord, and the end of a list.
bool VoiceWalk::next_elsewhere() {
  while (open_ > 0) {
    if (has_inner_) descend();
    if (top_.note != top_.notes_end) {
      event_.thing = top_.note++;
      event_.kind = TimewalkEvent::Kind::note;
      show_child();
      event_.position.offset = top_.offset;
      return true;
    }
    if (top_.item != top_.items_end) return next();
    if (pop()) return true;
  }
  return false;
}

void VoiceWalk::push(const Frame& inner) {
  if (open_ > deepest || event_.vpd.depth() == Vpd::max_depth) return;
  waiting_[open_ - 1] = top_;
  ++open_;
  top_ = {};
  inner_ = inner;
  has_inner_ = true;
}

void VoiceWalk::descend() {
  has_inner_ = false;
  top_ = inner_;
  in_grace_ = top_.grace;
  ++event_.nesting;
  event_.vpd.descend(0);
}

bool VoiceWalk::pop() {
  if (--open_ == 0) return false;
  const Frame done = top_;
  top_ = waiting_[open_ - 1];
  length_ = nullptr;
  in_grace_ = top_.grace;
  --event_.nesting;
  event_.vpd = event_.vpd.parent();
  if (done.group == nullptr || !grace_ends_) return false;
  event_.thing = done.group;
  event_.kind = TimewalkEvent::Kind::grace_end;
  event_.position.offset = top_.offset;
  return true;
}

}  // namespace burin
