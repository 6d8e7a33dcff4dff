// Walk by position: the events of a piece in the order in which they sound, over all staves and voices, lazily.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <ranges>
#include <vector>

#include "core/piece/timewalk.hpp"

namespace burin {

/// The same events as those of a Timewalk with the same scope, sorted by measure and onset. Of events with one onset
/// those of the upper staff come first, then those of the earlier voice, then as they stand in the voice: so a tuplet,
/// chord or grace group still comes before what it contains. What a grace group contains sounds with its group, in this
/// order as in the bounds. Containers, on demand, come before everything else of what contains them: musicians,
/// instruments and staves first of all, the measures of all staves and their voices at the start of each measure.
///
/// A view with one pass: begin() starts the walk (again), and the state of the walk belongs to the view, which must
/// neither be moved nor copied meanwhile. One measure of all staves is open at a time. O(log voices) an event and
/// O(voices) a measure; memory is taken for the first measures and used again. The piece must outlive the walk. One
/// thread at a time.
class PositionWalk : public std::ranges::view_base {
 public:
  class Iterator;
  explicit PositionWalk(const Piece& piece, TimewalkScope scope = {}) : walk_(piece, scope) {}

  [[nodiscard]] Iterator begin();
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  struct Cell {
    const Measure* measure;
    std::uint32_t line;
  };
  /// A voice whose next event sounds then. The one that comes first in the order of the walk is the least.
  struct Waiting {
    Rational onset;
    std::size_t voice;  // in voices_, which are in the order of the score
  };

  void advance();
  bool show_next_head();
  bool show_next_marker();
  bool show_next_event();
  bool open_next_measure();
  void open_voices(const Cell& cell);
  void queue_next_of(std::size_t voice);
  [[nodiscard]] bool in_bounds(Rational onset) const noexcept;
  [[nodiscard]] bool in_scope(std::uint32_t voice) const noexcept;
  static bool comes_later(const Waiting& a, const Waiting& b) noexcept;

  Timewalk walk_;            // staves and bounds
  Timewalk::Iterator head_;  // shows musicians, instruments and staves
  bool heads_left_{false};
  std::uint32_t next_measure_{0};
  std::uint32_t measure_{0};
  std::vector<Cell> cells_;  // of this measure
  std::size_t marker_cell_{0};
  std::uint32_t marker_voice_{0};  // 0: the measure, then its voices from 1
  std::vector<VoiceWalk> voices_;  // of this measure: the first n_voices_
  std::size_t n_voices_{0};
  std::vector<Waiting> queue_;  // a heap
  std::size_t current_{0};      // the voice that event_ belongs to, when voice_shown_
  bool voice_shown_{false};
  TimewalkEvent marker_{};
  const TimewalkEvent* event_{nullptr};  // null at the end
};

class PositionWalk::Iterator {
 public:
  using iterator_concept = std::input_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = TimewalkEvent;
  using difference_type = std::ptrdiff_t;
  using reference = const TimewalkEvent&;
  using pointer = const TimewalkEvent*;

  Iterator() = default;
  explicit Iterator(PositionWalk& walk) noexcept : walk_(&walk) {}

  reference operator*() const noexcept { return *walk_->event_; }
  pointer operator->() const noexcept { return walk_->event_; }
  Iterator& operator++() {
    walk_->advance();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const Iterator& it, std::default_sentinel_t) noexcept { return it.done(); }

 private:
  [[nodiscard]] bool done() const noexcept { return walk_->event_ == nullptr; }
  PositionWalk* walk_{nullptr};
};

}  // namespace burin
