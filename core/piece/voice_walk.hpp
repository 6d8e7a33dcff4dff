// The events of one voice of one measure, in order. The walks over a piece are made of these.
#pragma once

#include <array>
#include <cstdint>

#include "core/base/time.hpp"
#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// One event of a walk: an item, or a note of a chord with several; on demand also containers and the ends of grace
/// groups. Points into the piece; valid while the piece lives.
struct TimewalkEvent {
  enum class Kind : std::uint8_t { item, note, grace_end, musician, instrument, staff, measure, voice };

  const void* thing{nullptr};
  Kind kind{Kind::item};
  std::uint8_t nesting{0};  // 0: directly in a voice; 1: in a tuplet, chord …
  /// Measure, and offset in quarter notes. Notes of a chord share its offset. In a grace group, which takes no time,
  /// offsets count written values from the group's own start, 0.
  Position position;
  Vpd vpd;

  [[nodiscard]] const Item* item() const noexcept { return as<Item>(Kind::item); }
  [[nodiscard]] const Note* note() const noexcept { return as<Note>(Kind::note); }
  /// The group that has ended, at its own position.
  [[nodiscard]] const GraceGroup* grace_end() const noexcept { return as<GraceGroup>(Kind::grace_end); }
  [[nodiscard]] const Musician* musician() const noexcept { return as<Musician>(Kind::musician); }
  [[nodiscard]] const Instrument* instrument() const noexcept { return as<Instrument>(Kind::instrument); }
  [[nodiscard]] const Staff* staff() const noexcept { return as<Staff>(Kind::staff); }
  [[nodiscard]] const Measure* measure() const noexcept { return as<Measure>(Kind::measure); }
  [[nodiscard]] const Voice* voice() const noexcept { return as<Voice>(Kind::voice); }

 private:
  template <class T>
  [[nodiscard]] const T* as(Kind wanted) const noexcept {
    return kind == wanted ? static_cast<const T*>(thing) : nullptr;
  }
};

/// Goes through a voice: a tuplet, chord, tremolo or grace group before what it contains. O(1) a step, no allocation.
/// The voice must outlive the walk. One thread at a time.
class VoiceWalk {
 public:
  /// Begins with the voice of this index, in this measure of the staff at this path.
  void open(const Voice& voice, const Vpd& staff, std::uint32_t measure, std::uint32_t index,
            bool grace_ends) noexcept {
    top_ = {};
    has_inner_ = in_grace_ = false;
    top_.item = voice.items.data();
    top_.items_end = top_.item + voice.items.size();
    length_ = nullptr;
    open_ = 1;
    grace_ends_ = grace_ends;
    // Step by step where it is to stand: to copy a path that was just made would wait for the stores of its making.
    event_.vpd = staff;
    event_.vpd.descend(measure);
    event_.vpd.descend(index);
    event_.vpd.descend(0);
    event_.position.measure = static_cast<std::int32_t>(measure);
    event_.nesting = 0;
  }
  /// Makes the next event; false when there is none.
  bool next() {
    if (top_.item == top_.items_end) return next_elsewhere();
    const Item& item = *top_.item++;
    event_.thing = &item;
    event_.kind = TimewalkEvent::Kind::item;
    show_child();
    event_.position.offset = length_ == nullptr ? top_.offset : later(event_.position.offset, *length_);
    const auto* chord = std::get_if<Chord>(&item);
    if (chord == nullptr || chord->notes.size() > 1 || top_.grace) {
      enter(item);
    } else {
      length_ = &chord->duration;
    }
    return true;
  }
  [[nodiscard]] const TimewalkEvent& event() const noexcept { return event_; }
  /// When the event sounds: its offset, in a grace group and at its end that of the group.
  [[nodiscard]] Rational onset() const noexcept { return in_grace_ ? grace_offset_ : event_.position.offset; }

 private:
  /// A list of items or notes that is being walked through. The innermost open one is top_; those around it wait.
  struct Frame {
    const Item* item{nullptr};
    const Item* items_end{nullptr};
    const Note* note{nullptr};
    const Note* notes_end{nullptr};
    const GraceGroup* group{nullptr};  // that this list belongs to
    std::uint32_t index{0};
    bool grace{false};  // in a grace group, however deep
    Rational offset{};  // of what comes next in it
  };
  static constexpr std::size_t deepest = Vpd::max_depth - Vpd::levels;
  static constexpr std::int64_t small = std::int64_t{1} << 32;

  /// The sum; whole quarters, the most frequent case, without asking for common divisors.
  static Rational later(Rational at, Rational length) noexcept {
    const bool whole = at.den() == 1 && length.den() == 1 && at.num() < small && length.num() < small;
    return whole ? Rational(at.num() + length.num()) : at + length;
  }

  /// The path of the event leads into the innermost open list all the time; from one event to the next only its last
  /// step changes.
  void show_child() noexcept { event_.vpd.set_last(top_.index++); }
  bool next_elsewhere();
  void enter(const Item& item);
  void push(const Frame& inner);
  void descend();
  bool pop();  // whether that made an event

  Frame top_;
  const Rational* length_{nullptr};  // the next item comes that much after the event; else at top_.offset
  Frame inner_;                      // what the event contains, to be opened by the next step
  bool has_inner_{false};            // then top_ is empty and waits, too
  std::size_t open_{0};
  bool grace_ends_{false};
  bool in_grace_{false};
  Rational grace_offset_{};
  TimewalkEvent event_{};
  std::array<Frame, deepest> waiting_{};
};

}  // namespace burin
