// Heads, stems, accidentals, dots and rests of one staff of one measure.
#pragma once

#include <span>
#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/atoms/walk.hpp"
#include "pipeline/elements/accidental.hpp"
#include "pipeline/elements/beam.hpp"
#include "pipeline/elements/dot.hpp"
#include "pipeline/elements/voice.hpp"

namespace burin::layout {

/// Works on the events of one staff at a time; scratch memory is kept between staves. One thread.
class StaffResolver {
 public:
  StaffResolver(const Context& context, MeasureAtoms& atoms);

  /// Heads, stem directions and stems of a staff. All staves are prepared before the first is finished: notes may be
  /// printed on a neighbour's staff, and meet the notes there.
  void prepare(std::uint32_t staff);
  /// Voices, accidentals, dots and rests of everything that belongs to a staff.
  void meet(std::uint32_t staff);
  /// Grace notes, clef changes and syllables of a staff, whose clef changes start at `first_clef` in the atoms.
  void finish(std::uint32_t staff, std::span<const GraceRun> graces, std::size_t first_clef);
  /// Reaches of a staff, after all staves are finished.
  void make_reaches(std::uint32_t staff, std::size_t first_clef, std::size_t last_clef);

 private:
  void start(std::uint32_t staff);
  /// Puts a rest on the staff that its file wants it on; whether that is another one.
  [[nodiscard]] bool visit_staff(Event& event);
  /// Whether an event is resolved with this staff: all its heads are printed here, or it is this staff's voice.
  [[nodiscard]] bool belongs(const Event& event) const;
  [[nodiscard]] bool is_printed_here(const Event& event);
  /// Staves from the one at work down to the one that a head is printed on.
  [[nodiscard]] int staves_away(const Event& event, const Head& head) const {
    return static_cast<int>(event.staff) + head.staff_shift - static_cast<int>(staff_);
  }
  /// Tremolo strokes on the stem, 0 when there are none.
  [[nodiscard]] int strokes_on(const Event& event) const;
  [[nodiscard]] double head_parenthesis(double scale) const;
  void make_room_for_arpeggios(std::span<const std::uint32_t> chords);
  [[nodiscard]] bool has_arpeggio(const Event& event) const;
  [[nodiscard]] bool has_tie(const Event& event, SpanRole role);  // that starts or stops there
  void clear_flag(Event& event, std::span<const std::uint32_t> others);
  void make_heads(Event& event);
  void add_head(Event& event, const Note& note, std::uint16_t step);
  void put_on_string(Head& head, int lines);
  void slash(const Event& event, Head& head) const;
  void choose_accidentals();
  void choose_direction(Event& event);
  void agree_beam_directions();
  void agree_tremolo_directions();
  void arrange_chord(Event& event);
  void make_stem(Event& event);
  void meet_visitors();
  void resolve_column(std::span<const std::uint32_t> events);
  void shift_chords(std::span<const std::uint32_t> chords);
  void pack_column(std::span<const std::uint32_t> events);
  void dot_column(std::span<const std::uint32_t> events);
  void place_rests(std::span<const std::uint32_t> events);
  void place_one_rest(Event& event, std::span<const std::uint32_t> events, bool merged);
  [[nodiscard]] int side_of(const Event& rest) const;
  [[nodiscard]] const Event* twin_of(const Event& event, std::span<const std::uint32_t> events) const;
  static void take_place(Event& event, const Event& twin);
  [[nodiscard]] bool merges_rest(const Event& event, std::span<const std::uint32_t> events) const;
  [[nodiscard]] bool stands_alone(const Event& rest) const;
  [[nodiscard]] Box heads_here(const Event& event);
  void add_ledgers(std::span<const std::uint32_t> events);
  void box_event(Event& event);
  void make_room_beside(const Event& event, Box& box);
  void place_grace(const GraceRun& run);
  void place_clefs(std::size_t first_clef);
  void measure_syllables();
  void make_room_before(const Syllable& syllable);
  void estimate_height();

  [[nodiscard]] std::span<Head> heads(const Event& event) {
    return {atoms_.heads.data() + event.first_head, event.head_count};
  }

  const Context& context_;
  const GlyphMetrics& glyphs_;
  MeasureAtoms& atoms_;
  std::uint32_t staff_{0};
  Measure::SlashMode slash_mode_{Measure::SlashMode::none};  // of the staff at work
  std::uint32_t begin_{0};
  std::uint32_t end_{0};
  // Scratch.
  std::vector<std::uint32_t> crossing_;  // all events with heads on another staff
  std::vector<std::uint32_t> order_;
  std::vector<std::uint32_t> chords_;  // of the column at work
  std::vector<int> positions_;
  std::vector<signed char> sides_;
  std::vector<AccidentalRequest> requests_;
  std::vector<double> places_;
  std::vector<Head*> request_heads_;
  std::vector<AccidentalObstacle> obstacles_;
  std::vector<PlacedDot> placed_dots_;
  std::vector<int> dot_positions_;
  std::vector<DotChord> dot_chords_;
  std::vector<std::uint32_t> dotted_;
  std::vector<HeadRange> ranges_;  // of a beam's chords
  std::vector<Reach> found_;       // by column
  std::vector<bool> used_;
};

}  // namespace burin::layout
