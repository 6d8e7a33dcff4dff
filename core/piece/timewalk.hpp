// Timewalk: the events of a piece in musical order, lazily.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <ranges>
#include <vector>

#include "core/piece/voice_walk.hpp"

namespace burin {

/// What a walk covers. All bounds are inclusive.
struct TimewalkScope {
  Vpd boundary;  // the piece, or a musician, instrument, staff, measure or voice; nothing outside is visited
  std::uint32_t first_measure{0};
  std::uint32_t last_measure{std::numeric_limits<std::uint32_t>::max()};
  Rational first_position{};                      // in the first measure of the walk
  Rational last_position{std::int64_t{1} << 40};  // in the last measure of the walk
  /// Adds events for containers: musicians, instruments and staves before the first measure, each measure of a staff
  /// and each voice before what it contains.
  bool containers{false};
  /// Adds an event after the last one inside of each grace group.
  bool grace_ends{false};
};

/// A staff that a walk goes along, and its path.
struct TimewalkLine {
  const Staff* staff;
  Vpd vpd;
};
/// The staves in scope, in the order of the piece. O(staves).
[[nodiscard]] std::vector<TimewalkLine> timewalk_lines(const Piece& piece, const Vpd& boundary);

/// The events of measure N in all staves before any of measure N+1; within a measure staff by staff, voice by voice,
/// each voice completely; a tuplet, chord, tremolo or grace group before what it contains. An input range: begin()
/// starts the walk, and whoever stops taking ends it. The staves in scope are collected once, O(staves); then no
/// allocation, O(1) an event. The piece must outlive the walk. One thread at a time.
/// Position bounds are about when an event sounds: what a grace group contains counts as its group.
class Timewalk : public std::ranges::view_base {
 public:
  class Iterator;
  explicit Timewalk(const Piece& piece, TimewalkScope scope = {});

  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  friend class PositionWalk;

  const Piece* piece_;
  TimewalkScope scope_;
  std::vector<TimewalkLine> lines_;
  std::uint32_t end_measure_{0};  // one behind the last
  bool begins_late_{false};       // the first measure is not walked from its start
  bool ends_early_{false};
};

class Timewalk::Iterator {
 public:
  using iterator_concept = std::input_iterator_tag;
  using iterator_category = std::input_iterator_tag;
  using value_type = TimewalkEvent;
  using difference_type = std::ptrdiff_t;
  using reference = const TimewalkEvent&;
  using pointer = const TimewalkEvent*;

  Iterator() = default;
  explicit Iterator(const Timewalk& walk);

  reference operator*() const noexcept { return marked_ ? marker_ : voice_walk_.event(); }
  pointer operator->() const noexcept { return &**this; }
  Iterator& operator++() {
    if (marked_ || bounded_ || !voice_walk_.next()) advance();
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const Iterator& it, std::default_sentinel_t) noexcept { return it.done_; }

 private:
  void advance();
  bool open_next();  // the next container; false at the end
  bool open_next_voice();
  bool show_next_head();
  void show_container(TimewalkEvent::Kind kind, const void* thing, const Vpd& vpd);
  [[nodiscard]] bool in_bounds() const noexcept;
  /// One measure of one staff; null behind the last.
  struct Cell {
    const Measure* measure{nullptr};
    std::uint32_t line{0};
    std::uint32_t number{0};
  };
  static constexpr std::size_t cells_ahead = 8;

  [[nodiscard]] Cell scout() noexcept;
  void enter_next_cell() noexcept;
  [[nodiscard]] static const Voice* first_voice(const Cell& cell) noexcept;
  [[nodiscard]] Cell& ahead(std::size_t cells) noexcept { return ahead_[(ahead_first_ + cells) % cells_ahead]; }

  const Timewalk* walk_{nullptr};
  VoiceWalk voice_walk_;
  TimewalkEvent marker_{};
  Cell cell_;                              // that is being walked through
  std::array<Cell, cells_ahead> ahead_{};  // those that come next, from ahead_first_ on, round
  std::size_t ahead_first_{0};
  Cell scouted_;  // where the next one to come behind these is looked for
  std::uint32_t voice_{0};
  std::uint32_t head_{0};  // containers around the measures: three for each line
  bool marked_{false};     // marker_ is the event
  bool bounded_{false};    // positions count in this measure
  bool done_{true};
};

/// Calls visit(event) for each event until it returns false; says whether the walk came to its end. The fastest form.
template <class Visit>
bool timewalk(const Piece& piece, const TimewalkScope& scope, Visit&& visit) {
  for (const TimewalkEvent& event : Timewalk(piece, scope)) {
    if (!visit(event)) return false;
  }
  return true;
}

}  // namespace burin
