#include "core/piece/position_walk.hpp"

#include <algorithm>

namespace burin {

using Kind = TimewalkEvent::Kind;

PositionWalk::Iterator PositionWalk::begin() {
  heads_left_ = walk_.scope_.containers;
  if (heads_left_) head_ = walk_.begin();
  next_measure_ = walk_.scope_.first_measure;
  cells_.clear();
  queue_.clear();
  marker_cell_ = n_voices_ = 0;
  voice_shown_ = false;
  event_ = nullptr;
  advance();
  return Iterator(*this);
}

bool PositionWalk::comes_later(const Waiting& a, const Waiting& b) noexcept {
  const auto order = a.onset <=> b.onset;
  return order != 0 ? order > 0 : a.voice > b.voice;
}

void PositionWalk::advance() {
  if (heads_left_ && show_next_head()) return;
  if (voice_shown_) queue_next_of(current_);
  voice_shown_ = false;
  do {
    if (show_next_marker() || show_next_event()) return;
  } while (open_next_measure());
  event_ = nullptr;
}

/// A Timewalk with containers begins with the heads of the staves.
bool PositionWalk::show_next_head() {
  if (event_ != nullptr) ++head_;
  heads_left_ = head_ != std::default_sentinel && head_->kind >= Kind::musician && head_->kind <= Kind::staff;
  event_ = heads_left_ ? &*head_ : nullptr;
  return heads_left_;
}

/// A measure of a staff and its voices, then the next staff.
bool PositionWalk::show_next_marker() {
  if (!walk_.scope_.containers) return false;
  for (; marker_cell_ < cells_.size(); ++marker_cell_, marker_voice_ = 0) {
    const Cell& cell = cells_[marker_cell_];
    marker_.position = {static_cast<std::int32_t>(measure_), Rational()};
    marker_.vpd = walk_.lines_[cell.line].vpd.child(measure_);
    event_ = &marker_;
    if (marker_voice_++ == 0) {
      marker_.kind = Kind::measure;
      marker_.thing = cell.measure;
      return true;
    }
    for (; marker_voice_ - 2 < cell.measure->voices.size(); ++marker_voice_) {
      const std::uint32_t voice = marker_voice_ - 2;
      if (!in_scope(voice)) continue;
      marker_.kind = Kind::voice;
      marker_.thing = cell.measure->voices[voice].get();
      marker_.vpd = marker_.vpd.child(voice);
      return true;
    }
  }
  return false;
}

bool PositionWalk::show_next_event() {
  if (queue_.empty()) return false;
  std::pop_heap(queue_.begin(), queue_.end(), comes_later);
  current_ = queue_.back().voice;
  queue_.pop_back();
  voice_shown_ = true;
  event_ = &voices_[current_].event();
  return true;
}

bool PositionWalk::open_next_measure() {
  if (next_measure_ >= walk_.end_measure_) return false;
  measure_ = next_measure_++;
  cells_.clear();
  marker_cell_ = marker_voice_ = 0;
  n_voices_ = 0;
  for (std::uint32_t line = 0; line < walk_.lines_.size(); ++line) {
    const auto& measures = walk_.lines_[line].staff->measures;
    if (measure_ >= measures.size()) continue;
    cells_.push_back({measures[measure_].get(), line});
    open_voices(cells_.back());
  }
  return true;
}

void PositionWalk::open_voices(const Cell& cell) {
  for (std::uint32_t v = 0; v < cell.measure->voices.size(); ++v) {
    if (!in_scope(v)) continue;
    if (n_voices_ == voices_.size()) voices_.emplace_back();
    voices_[n_voices_].open(*cell.measure->voices[v], walk_.lines_[cell.line].vpd, measure_, v,
                            walk_.scope_.grace_ends);
    queue_next_of(n_voices_++);
  }
}

void PositionWalk::queue_next_of(std::size_t voice) {
  VoiceWalk& walk = voices_[voice];
  while (walk.next()) {
    const Rational onset = walk.onset();
    if (!in_bounds(onset)) continue;
    queue_.push_back({onset, voice});
    std::push_heap(queue_.begin(), queue_.end(), comes_later);
    return;
  }
}

bool PositionWalk::in_bounds(Rational onset) const noexcept {
  const TimewalkScope& scope = walk_.scope_;
  if (walk_.begins_late_ && measure_ == scope.first_measure && onset < scope.first_position) return false;
  return !walk_.ends_early_ || measure_ + 1 != walk_.end_measure_ || onset <= scope.last_position;
}

bool PositionWalk::in_scope(std::uint32_t voice) const noexcept {
  const auto wanted = walk_.scope_.boundary.voice();
  return !wanted || *wanted == voice;
}

}  // namespace burin
