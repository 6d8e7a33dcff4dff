// Timewalk: the events of a piece in musical order, lazily.
#pragma once

#include <array>
#include <cstdint>
#include <iterator>
#include <limits>
#include <ranges>
#include <variant>
#include <vector>

#include "core/base/time.hpp"
#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// What a walk covers. All bounds are inclusive.
struct TimewalkScope {
  Vpd boundary;  // the piece, or a musician, instrument, staff, measure or voice; nothing outside is visited
  std::uint32_t first_measure{0};
  std::uint32_t last_measure{std::numeric_limits<std::uint32_t>::max()};
  Rational first_position{};                      // in the first measure of the walk
  Rational last_position{std::int64_t{1} << 40};  // in the last measure of the walk
};

/// One event: an item, or a note of a chord with several. Points into the piece; valid while the piece lives.
struct TimewalkEvent {
  std::variant<const Item*, const Note*> thing;
  Vpd vpd;
  /// Measure, and offset in quarter notes. Notes of a chord share its offset. In a grace group, which takes no time,
  /// offsets count written values from the group's own start, 0.
  Position position;
  std::uint8_t nesting{0};  // 0: directly in a voice; 1: in a tuplet, chord …

  [[nodiscard]] const Item* item() const noexcept {
    const auto* found = std::get_if<const Item*>(&thing);
    return found == nullptr ? nullptr : *found;
  }
  [[nodiscard]] const Note* note() const noexcept {
    const auto* found = std::get_if<const Note*>(&thing);
    return found == nullptr ? nullptr : *found;
  }
};

/// The events of measure N in all staves before any of measure N+1; within a measure staff by staff, voice by voice,
/// each voice completely; a tuplet, chord, tremolo or grace group before what it contains. An input range: begin()
/// starts the walk, and whoever stops taking ends it. The staves in scope are collected once, O(staves); then no
/// allocation, O(1) an event. The piece must outlive the walk. One thread at a time.
class Timewalk : public std::ranges::view_base {
 public:
  class Iterator;
  explicit Timewalk(const Piece& piece, TimewalkScope scope = {});

  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

 private:
  struct Line {
    const Staff* staff;
    Vpd vpd;
  };
  TimewalkScope scope_;
  std::vector<Line> lines_;
  std::uint32_t end_measure_{0};  // one behind the last
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

  reference operator*() const noexcept { return event_; }
  pointer operator->() const noexcept { return &event_; }
  Iterator& operator++() {
    advance();
    return *this;
  }
  void operator++(int) { advance(); }
  friend bool operator==(const Iterator& it, std::default_sentinel_t) noexcept { return it.done_; }

 private:
  /// A list of items or notes that is being walked through.
  struct Frame {
    const Item* item{nullptr};
    const Item* items_end{nullptr};
    const Note* note{nullptr};
    const Note* notes_end{nullptr};
    Vpd container;
    std::uint32_t index{0};
    Rational offset{};
    bool grace{false};
  };
  static constexpr std::size_t deepest = Vpd::max_depth - Vpd::levels;

  void advance();
  bool step();  // makes the next event of the open frames
  void show_item();
  void show_note();
  void descend(const Item& item, const Vpd& at, Rational offset);
  void push(const Frame& frame);
  bool open_next_voice();
  void open(const Voice& voice, const Vpd& at);
  [[nodiscard]] bool in_bounds() const noexcept;

  const Timewalk* walk_{nullptr};
  std::uint32_t measure_{0};
  std::size_t line_{0};
  std::uint32_t voice_{0};
  std::array<Frame, deepest> frames_{};
  std::size_t open_{0};
  TimewalkEvent event_{};
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
