// What the steps of placing signs outside the staff share: a sign that waits for its height.
#pragma once

#include <vector>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

/// A sign or a piece of a spanner that waits for its height. Staff spaces of its staff.
struct Waiting {
  const Mark* mark{nullptr};
  const ElementFamily* family{nullptr};
  SignRule rule;
  bool above{true};
  std::int32_t measure{-1};  // of the system; -1: belongs to the staff
  Position at{};             // musical start
  Position until{};          // musical end, for spanners
  bool span{false};
  SpanContext context;
  double x{0.0};
  double width{0.0};
  double pushed{0.0};  // to the right of its beat by what stands before it
  PaintList paint;
  Box box{};              // relative to (x, 0)
  bool joined{false};     // goes on in the line of the one before it
  bool apart{false};      // found no room in its line: stands in a row of its own beyond it
  bool metronome{false};  // is or holds a metronome mark
  const Mark* leader_mark{nullptr};
  double least{-1e9};        // y that the middle of a sign above the staff reaches at least
  double most{1e9};          // … and one below it at most
  Waiting* leader{nullptr};  // shares the height of this one, which stands left of it
  std::vector<Vpd> also;     // of what the file has a second time at its place: printed once, for all
};

/// Height at which a sign just keeps clear of what has been placed. O(log n + segments met).
[[nodiscard]] double clear_height(const SystemWork& system, const StaffWork& staff, const Waiting& waiting);

/// Whether a sign would meet ink that goes from this staff to the next one, or to the one before it when the sign
/// stands above, at that place. O(ink between the staves).
[[nodiscard]] bool meets_between(const SystemWork& system, const StaffWork& staff, const Waiting& waiting, double x,
                                 double y);

/// Distances by which a sign may step aside for such ink, the nearest first.
[[nodiscard]] std::span<const double> steps_aside() noexcept;

/// Paints a piece of a spanner for its final width.
void paint_waiting_span(const SystemWork& system, Waiting& waiting);

/// What is printed once for two things of the piece stands in a group of each: the paint in a further group of its
/// class with the other thing's address. O(paint).
[[nodiscard]] PaintList stands_for(const PaintList& paint, const Vpd& vpd);

/// The same dynamic, word or line twice at one place, as files have it that give it to each voice, is printed once:
/// leaves the first of each. Dashes of one word are one line whatever ends the file gives them; lines without a word
/// are when they end together. The order stays. O(n²) in the members of one place.
void take_out_twins(std::vector<Waiting*>& line);

/// A word without room for its dashes stands for them: a single dash is read as a hyphen. O(paint).
void stand_for_dashes(Waiting& word, const Waiting& dashes);

/// Which staff of an instrument with two staves (a piano) this is.
enum class Hand : std::uint8_t { none, upper, lower };
[[nodiscard]] Hand hand_of(const Context& context, std::uint32_t staff) noexcept;

/// Whether what stands on this side of a staff stands between the two staves of its instrument.
[[nodiscard]] bool faces_other_hand(const Context& context, std::uint32_t staff, bool above) noexcept;

/// The other staff of such an instrument, when it is in the system and of the same size; else null.
[[nodiscard]] const StaffWork* other_hand(const SystemWork& system, const StaffWork& staff) noexcept;

/// Whether a mark is an italic word that the file doesn't have below the lower staff of a piano: it belongs to the line
/// between the staves.
[[nodiscard]] bool says_how_between(const SystemWork& system, const StaffWork& staff, const Mark& mark,
                                    const ElementFamily& own);

/// The mark of the upper staff of a piano that is the same dynamic at the same beat as the lower staff's kth mark of
/// measure m, when both are meant for the room between the staves and no words go with them; null if there is none.
/// O(marks of the measure).
[[nodiscard]] const Mark* upper_twin(const SystemWork& system, std::uint32_t lower, std::uint32_t m, std::size_t k);

/// Whether a mark at a place of measure i is an accidental of the ornament on a note there: it stands with the signs of
/// that note. O(events of the staff in the measure), O(1) for other marks.
[[nodiscard]] bool stands_at_ornament(const SystemWork& system, const StaffWork& staff, std::uint32_t i,
                                      const PlacedMark& placed);

/// Moves dynamics and words in their line off barlines that go through to the next staff of the instrument or the
/// group: wide ones of a first beat to the right, those of a last beat a little to the left, more before a double,
/// final or repeat barline (handbook §16.1). Other words likewise to the left. O(groups + barlines).
void keep_off_barline(const SystemWork& system, const StaffWork& staff, Waiting& waiting);
/// How far a sign has to move to the left to end before its measure's barline, where that goes through to the next
/// staff; 0 when it need not, or would leave its beat too far: words by half of their length (handbook §16.3), letters
/// by two spaces, all by as much as other signs have pushed them to the right. O(groups + barlines).
[[nodiscard]] double beyond_barline(const SystemWork& system, const StaffWork& staff, const Waiting& sign);
/// Where signs on this side of a staff have to end: at the end of the line, or before its last barline where that goes
/// through to the next staff. O(groups).
[[nodiscard]] double right_end(const SystemWork& system, const StaffWork& staff, bool above);
/// Whether a sign would meet the barline before it, where that goes through to the next staff.
[[nodiscard]] bool meets_barline(const SystemWork& system, const StaffWork& staff, const Waiting& waiting, double x);

/// Puts a sign on the page at height y and into the skylines.
void emit_waiting(StaffWork& staff, const Waiting& waiting, double y);

/// Dynamics, hairpins, expression text and dashes on one side of a staff: handbook §16.1, §16.2. The members are in the
/// order of the file. O(n²) in the members.
void place_dynamics_line(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line);

/// All other signs, in the order of the file: those that go on in the line of another join it, then each takes its
/// height, by priority, nearest first (handbook §23.2). O(n²) in the signs of one priority.
void place_by_priority(SystemWork& system, StaffWork& staff, std::vector<Waiting*> line);

}  // namespace burin::layout
