// Heads, stems, accidentals, dots and rests of one staff of one measure.
#pragma once

#include <span>
#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"
#include "pipeline/atoms/walk.hpp"
#include "pipeline/elements/accidental.hpp"
#include "pipeline/elements/dot.hpp"
#include "pipeline/elements/voice.hpp"

namespace burin::layout {

/// Works on the events of one staff at a time; scratch memory is kept between staves. One thread.
class StaffResolver {
 public:
  StaffResolver(const Context& context, MeasureAtoms& atoms);

  /// Resolves all events of a staff; its clef changes start at `first_clef` in the atoms.
  void run(std::uint32_t staff, std::span<const GraceRun> graces, std::size_t first_clef);

 private:
  void make_heads(Event& event);
  void add_head(Event& event, const Note& note, std::uint16_t step);
  void choose_accidentals();
  void choose_direction(Event& event);
  void agree_beam_directions();
  void arrange_chord(Event& event);
  void make_stem(Event& event);
  void resolve_column(std::span<const std::uint32_t> events);
  void shift_chords(std::span<const std::uint32_t> chords);
  void pack_column(std::span<const std::uint32_t> events);
  void dot_column(std::span<const std::uint32_t> events);
  void place_rests(std::span<const std::uint32_t> events);
  void box_event(Event& event);
  void place_grace(const GraceRun& run);
  void place_clefs(std::size_t first_clef);
  void make_reaches(std::size_t first_clef);
  void measure_syllables();
  void estimate_height();

  [[nodiscard]] std::span<Head> heads(const Event& event) {
    return {atoms_.heads.data() + event.first_head, event.head_count};
  }

  const Context& context_;
  const GlyphMetrics& glyphs_;
  MeasureAtoms& atoms_;
  std::uint32_t staff_{0};
  std::uint32_t begin_{0};
  std::uint32_t end_{0};
  // Scratch.
  std::vector<std::uint32_t> order_;
  std::vector<int> positions_;
  std::vector<signed char> sides_;
  std::vector<AccidentalRequest> requests_;
  std::vector<double> places_;
  std::vector<Head*> request_heads_;
  std::vector<AccidentalObstacle> obstacles_;
  std::vector<PlacedDot> placed_dots_;
};

}  // namespace burin::layout
