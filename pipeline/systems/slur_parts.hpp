// What slurs ask of a system before any of them is shaped: their sides, and what is in their way.
#pragma once

#include <cstddef>
#include <cstdint>

#include "pipeline/systems/staff_work.hpp"

namespace burin::layout {

/// Collects into StaffWork::obstacles what the slurs of each staff have to keep clear of: heads, accidentals and dots
/// on the staff that they are printed on, stems, rests, beams. By left edge. O(n log n) of events.
void collect_slur_obstacles(SystemWork& system);

/// How far the strokes of a tremolo reach beyond a head without a stem. O(marks of the chord).
[[nodiscard]] double stemless_strokes(const SystemWork& system, const Event& event);

/// The stem of a note that another voice's beam begins or ends at, as where both share a head, counts as beamed.
/// `offset`: of the staff in the note's measures of height. O(obstacles).
void share_beam(const StaffWork& staff, double offset, SlurNote& note);

/// Whether the note at a slur's end is printed. O(1).
[[nodiscard]] bool is_seen(const SystemWork& system, const SpanEnd& end);

/// Whether the chord at a slur's end has a tremolo of its own. O(marks of the chord).
[[nodiscard]] bool has_strokes(const SystemWork& system, const SpanEnd& end);

/// Where the staff of a slur's other end lies, relative to the start's staff. O(1).
[[nodiscard]] double staff_offset(const SystemWork& system, const Span& span, const SpanEnd& end);

/// Sorts obstacles by left edge; those before `sorted` are in order. O(n log n).
void sort_slur_obstacles(StaffWork& staff, std::size_t sorted);

/// Side of a slur (handbook §12.1): the file's, else by its voice and by the stems under it, in all systems the same. A
/// slur above whose way a stem bars that leads up to another staff goes below. O(events under the slur).
[[nodiscard]] Side side_of_slur(const SystemWork& system, const Span& span);

/// Whether the file has one slur twice: over the same notes, and on no different sides. It is printed once. O(1).
[[nodiscard]] bool is_same_slur(const Span& a, const Span& b) noexcept;

/// Whether notes under a slur's piece here are printed on another staff than its voice's: then the notes there are in
/// its way. `moved`: where all of them are printed. O(events under the slur).
[[nodiscard]] bool leaves_staff(const SystemWork& system, const Span& span, int& moved);

/// The chord of the column that lies farthest out on the slur's side: a slur on the inner side of a voice goes around
/// the other voice's notes at its ends. O(events of the staff in the measure).
[[nodiscard]] std::uint32_t outermost_chord(const SystemWork& system, const SpanEnd& end, Side side);

/// Outermost y of heads, accidentals and slurs from x0 to x1; `none` where there are none. O(obstacles).
[[nodiscard]] double outermost_y(const StaffWork& staff, double x0, double x1, Side side, double none);

/// y of an open tip: beside a beam of the slur's own voice it stands beyond it, as one at its notes would; the half
/// leads over the beam, not down into the stems (handbook §12.2, §12.5). `known`: an end of the slur. O(beams).
[[nodiscard]] double beyond_beams(const SystemWork& system, const StaffWork& staff, const SpanEnd& known, Point tip,
                                  Side side);

}  // namespace burin::layout
