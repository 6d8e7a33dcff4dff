// What the steps of stage 3 share while they build one system: places of events, skylines, paint in the making.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "pipeline/elements/curve_shape.hpp"
#include "pipeline/elements/element.hpp"
#include "pipeline/elements/slur_shape.hpp"
#include "pipeline/elements/tuplet.hpp"
#include "pipeline/numeric/skyline.hpp"
#include "pipeline/systems/geometry.hpp"
#include "pipeline/systems/spans.hpp"

namespace burin::layout {

/// Final place of one event, staff spaces of its staff.
struct EventPlace {
  double x{0.0};        // of its column: head and accidental places of the atoms are relative to it
  double stem_to{0.0};  // end of the stem
  double top{0.0};      // of heads, stem, flag and beam
  double bottom{0.0};
  double sign_top{0.0};  // outermost of what has been stacked on it so far
  double sign_bottom{0.0};
  double trill_top{0.0};  // middle of the ornament above and below, where a wavy line goes on; 0 = none
  double trill_bottom{0.0};
  double rest_shift{0.0};  // of a rest under a beam, from its place in the atoms
};

/// Places of those events of one measure that belong to the staves at work, found by their index in the atoms.
class EventPlaces {
 public:
  EventPlaces() = default;
  EventPlaces(std::uint32_t first, std::uint32_t last) : first_(first), places_(last - first) {}
  [[nodiscard]] EventPlace& operator[](std::size_t event) noexcept {
    return event - first_ < places_.size() ? places_[event - first_] : nowhere_;
  }
  [[nodiscard]] const EventPlace& operator[](std::size_t event) const noexcept {
    return event - first_ < places_.size() ? places_[event - first_] : nowhere_;
  }

 private:
  std::size_t first_{0};
  std::vector<EventPlace> places_;
  EventPlace nowhere_;  // of events on staves that are not shown
};

/// y of both ends of a stem, relative to its voice's staff.
struct StemSpan {
  double from{0.0};
  double to{0.0};
  double flag{0.0};  // origin of the flag
};

/// A short stem that leads from a beam towards a rest under it.
struct Stemlet {
  std::uint32_t event{0};  // the rest
  double x{0.0};
  double from{0.0};  // outer edge of the beam
  double to{0.0};
};

/// A beam after planning.
struct PlacedBeam {
  const BeamGroup* group{nullptr};
  std::uint32_t measure{0};  // index in the system
  std::vector<std::array<Point, 4>> quads;
  std::vector<bool> beamlet;
  std::vector<Stemlet> stemlets;
  double left_x{0.0}, right_x{0.0};
  double left_y{0.0}, right_y{0.0};  // outer edge on the side away from the heads
  bool above{true};
};

/// A place where a staff line makes room for a number of tablature.
struct LineGap {
  std::int16_t p{0};  // half spaces from the middle of the staff
  double left{0.0};
  double right{0.0};
};

/// A tip of a tie at a note, for the slurs that meet it there.
struct TieTip {
  std::uint32_t measure{0};
  std::uint32_t event{0};
  Side side{Side::above};
  bool at_start{true};  // the tie leaves the note
  double y{0.0};        // relative to the staff of the note's voice
};

/// A tuplet that waits for the slurs before it is painted.
struct PlannedTuplet {
  std::uint32_t measure{0};  // index in the system
  const TupletAtom* atom{nullptr};
  std::vector<TupletNote> notes;
  TupletInput input;  // its notes are the ones above
  TupletPlan plan;
};

/// A tremolo between two notes with stems of its own: where its outermost stroke lies.
struct PlacedTremolo {
  std::uint32_t measure{0};  // index in the system
  const TremoloAtom* atom{nullptr};
  double left_y{0.0};  // outer edge of the outermost stroke at the first stem
  double right_y{0.0};
};

/// One staff of the system under construction. x in this staff's own spaces from the left end of its lines.
struct StaffWork {
  std::uint32_t staff{0};
  double scale{1.0};
  bool has_lyrics{false};
  Skyline up{SkylineSide::up};
  Skyline down{SkylineSide::down};
  std::vector<PaintBuilder> measures;  // one per measure of the system
  PaintBuilder spanners;               // what crosses measures: after the measures in the staff's group
  std::vector<PlacedBeam> beams;
  std::vector<PlacedTremolo> tremolos;
  bool lyrics_placed{false};
  std::vector<LineGap> gaps;
  std::vector<SlurObstacle> obstacles;  // what slurs keep clear of, besides notes and beams
  std::vector<Box> arpeggios;           // ties end before them
  std::vector<Box> numbers;             // of tuplets: dynamics keep off them, or both are read as one sign
  std::vector<Box> between;  // ink around the middle between this staff and the next one, when their distance is fixed

  void add_ink(const Box& box) {
    if (box.empty()) return;
    up.add(box);
    down.add(box);
  }
};

/// A strip of a system under construction: staves that are placed together, with what the whole line gives them. One
/// thread.
struct SystemWork {
  const Context* context{nullptr};
  const Stacks* stacks{nullptr};
  const LineSpec& line;
  const Geometry& geometry;
  bool top{true};                        // holds the system's first visible staff
  std::vector<StaffWork> staves{};       // visible ones
  std::vector<std::int32_t> index_of{};  // staff → index in staves, -1 when hidden or of another strip
  std::vector<EventPlaces> places{};     // by measure of the system, by event
  std::vector<double> cross_distance{};  // by visible staff: to the next staff below, when fixed; else 0
  std::span<const Span* const> spans{};  // those that touch this strip
  std::vector<TieTip> tie_tips{};        // in the order of the ties
  std::vector<PlannedTuplet> tuplets{};

  [[nodiscard]] const MeasureAtoms& atoms(std::uint32_t i) const { return *(*stacks)[line.first + i]->atoms; }
  [[nodiscard]] EventPlace& place(std::uint32_t i, std::uint32_t event) { return places[i][event]; }
  /// First and one past the last event of a measure that may belong to these staves.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> events(std::uint32_t i) const {
    const MeasureAtoms& all = atoms(i);
    return {all.staff_begin[staves.front().staff], all.staff_begin[staves.back().staff + 1]};
  }
  [[nodiscard]] StaffWork* work(std::uint32_t staff) {
    return index_of[staff] < 0 ? nullptr : &staves[static_cast<std::size_t>(index_of[staff])];
  }
  [[nodiscard]] bool holds(std::uint32_t measure) const {
    return measure >= line.first && measure < line.first + line.count;
  }
  /// y of the middle line of the staff that a head is printed on, relative to its voice's staff.
  [[nodiscard]] double head_offset(std::uint32_t staff, int shift) const;
  /// y of a head's centre relative to its voice's staff.
  [[nodiscard]] double head_y(const Event& event, const Head& head) const {
    return head.p / 2.0 + head_offset(event.staff, head.staff_shift);
  }
  /// Half the height of a head: some are taller than a space, as breves are.
  [[nodiscard]] double half_head(const Event& event, const Head& head) const {
    const double ink = head.glyph == 0 ? 0.0 : context->glyphs->box(head.glyph).top;
    return std::max(0.5, std::isfinite(ink) ? ink : 0.0) * static_cast<double>(event.scale);
  }
  /// Ends of a stem; those of cross-staff chords go from staff to staff.
  [[nodiscard]] StemSpan stem_span(const MeasureAtoms& atoms, const Event& event, const EventPlace& place) const;
  /// Adds ink to the skylines of the staff that it lies nearest to, among those whose distance is fixed; ink that
  /// reaches from one to the other becomes a part of both, up to the middle between them. `box` relative to `staff`.
  void add_ink(std::uint32_t staff, Box box);
  /// Keeps what comes near the middle between two staves for those who have to find a way there: skylines leave a band
  /// free.
  void note_between(std::size_t index, const Box& box);
  /// x of an onset in a measure of the system: of its column, or between columns by time.
  [[nodiscard]] double x_at(std::uint32_t i, Rational at) const;
  /// The event that carries a span's end.
  [[nodiscard]] const Event& event(const SpanEnd& end) const {
    return atoms(end.measure - line.first).events[end.event];
  }

  [[nodiscard]] SignContext sign_context() const;
};

/// Whether marks of a note say that a trill's wavy line goes on over it: an accidental there stands on the line.
[[nodiscard]] bool over_trill_line(const Context& context, const std::vector<Mark>& marks);

// The steps, in order. Each reads what those before it have placed.

/// x of events, beams and stem ends, skylines of notes and rests.
void place_events(SystemWork& system);
/// Staff lines, clefs, keys, times, barlines of one staff.
void paint_staff(SystemWork& system, StaffWork& staff);
/// Notes, chords, rests and beams of one staff.
void paint_notes(SystemWork& system, StaffWork& staff);
/// Signs that stand on notes, those inside slurs (near) or outside.
void place_note_signs(SystemWork& system, StaffWork& staff, bool near);
void place_ties(SystemWork& system);
/// Plans tuplets: slurs keep clear of them where they can.
void place_tuplets(SystemWork& system);
void place_slurs(SystemWork& system);
/// Moves tuplets beyond the slurs that cut through them, and paints all.
void finish_tuplets(SystemWork& system);
/// Dynamics lines, then everything else outside the staff by priority.
void place_outside(SystemWork& system);
void place_lyrics(SystemWork& system);
/// Letters that programs write as verses to name passages (a, b) stand beyond the dynamics: called after these.
void place_labels(SystemWork& system, StaffWork& staff);
void place_tremolos(SystemWork& system);
/// Strokes between two notes, those included that the file writes as further beams of notes without flags. O(1).
[[nodiscard]] int strokes_between(const MeasureAtoms& atoms, const TremoloAtom& tremolo);
/// Whether the sign of a broken chord leads from this staff or one above to the next one below. O(events).
[[nodiscard]] bool arpeggios_cross(const SystemWork& system, std::uint32_t upper);
/// Arpeggios and glissandos.
void place_arpeggios(SystemWork& system);
/// Signs on barlines, measure repeats, what is not supported.
void place_measure_signs(SystemWork& system);
/// Bar numbers and voltas, over the top staff.
void place_system_signs(SystemWork& system);

}  // namespace burin::layout
