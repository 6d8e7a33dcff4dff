// What every stage reads: the piece flattened to a list of staves, fonts, style, families by id.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/font/glyph_metrics.hpp"
#include "core/font/text_metrics.hpp"
#include "core/options/engrave_options.hpp"
#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"
#include "core/run/executor.hpp"
#include "core/run/operation.hpp"
#include "pipeline/style.hpp"

namespace burin::layout {

/// One staff of the score with everything above it in the tree.
struct StaffRef {
  const Staff* staff{nullptr};
  const Instrument* instrument{nullptr};
  const Musician* musician{nullptr};
  std::uint32_t musician_index{0};
  std::uint32_t first_of_instrument{0};  // index of the instrument's first staff
  std::uint32_t staves_of_instrument{1};
  double scale{1.0};
  bool computes_accidentals{false};  // the file gives none in this instrument
  bool beams_by_meter{false};        // the file begins beams in this instrument and never ends one
  Vpd vpd;
};

/// What is true of a staff as a whole, found by one walk over its measures. Immutable; holds pointers into the staff.
struct StaffFacts {
  struct EndingAt {
    std::uint32_t measure{0};
    Ending::Role role{};
    const Ending* ending{nullptr};
  };
  ChangeSet<int> octave_shifts;       // steps added to every note while an octave line is in force
  bool accidentals{false};            // the file gives accidentals
  bool beams_begin{false};            // and beams with a beginning
  bool beams_end{false};              // and with an end
  bool multi_rests{false};            // the file writes multi-measure rests
  std::vector<EndingAt> endings;      // in the order of the measures
  std::vector<std::uint32_t> closes;  // measures that end with a final barline or a repeat's end
  std::vector<std::uint32_t> headed;  // measures that begin with a heading
};

/// Ids of the families that stages treat by themselves.
struct FamilyIds {
  FamilyId tie{}, slur{}, octave_line{}, lyric{}, arpeggio{}, tremolo{}, hairpin{}, glissando{}, trill_line{},
      dynamic{};
  FamilyId tab_number{}, technical{}, accidental_mark{}, chord_symbol{}, chord_diagram{};
};

/// Immutable during a run; shared by all tasks.
struct Context {
  const Piece* piece{nullptr};
  const EngraveOptions* options{nullptr};
  const GlyphMetrics* glyphs{nullptr};
  const TextMetrics* text{nullptr};
  Style style;
  std::vector<StaffRef> staves;
  std::vector<StaffRef> others;  // of musicians that the options leave out: their marks may hold for all
  std::uint32_t measures{0};
  std::uint32_t first{0};  // measures that are printed: from first up to, without, end
  std::uint32_t end{0};
  FamilyIds families;
  std::vector<std::shared_ptr<const StaffFacts>> facts;  // by staff
  std::vector<std::uint16_t> rests_from;  // by measure: how many measures the multi-measure rest from here on takes
  std::vector<std::uint32_t> movements;   // measures that further movements begin with (find_movements)
  std::vector<std::uint32_t> sections;    // and sections with a heading
  std::vector<std::uint16_t> rest_index;  // by measure: its place in one, from 0; 0 also outside of them

  [[nodiscard]] int octave_shift(std::uint32_t staff, Position at) const noexcept {
    const int* shift = facts[staff]->octave_shifts.at(at);
    return shift == nullptr ? 0 : *shift;
  }
  [[nodiscard]] const Measure& measure(std::uint32_t staff, std::uint32_t measure) const noexcept {
    return *staves[staff].staff->measures[measure];
  }
  [[nodiscard]] bool has(std::uint32_t staff, std::uint32_t measure) const noexcept {
    return measure < staves[staff].staff->measures.size();
  }
  /// Measures of the multi-measure rest that a measure belongs to; 0 when it belongs to none.
  [[nodiscard]] std::uint16_t multi_rest(std::uint32_t measure) const noexcept {
    return rests_from[measure - rest_index[measure]];
  }
  /// Whether a measure stands inside a multi-measure rest behind its first measure: it has no place of its own.
  [[nodiscard]] bool swallowed(std::uint32_t measure) const noexcept {
    return measure < rest_index.size() && rest_index[measure] > 0;
  }
  /// Clef in force at a position; treble before the first.
  [[nodiscard]] Clef clef_at(std::uint32_t staff, Position at) const noexcept;
  [[nodiscard]] Clef clef_before(std::uint32_t staff, Position at) const noexcept;
  [[nodiscard]] const KeySignature& key_at(std::uint32_t staff, Position at) const noexcept;
  [[nodiscard]] const KeySignature& key_before(std::uint32_t staff, Position at) const noexcept;
  /// Time signature printed exactly at a position, or null.
  [[nodiscard]] const TimeSignature* time_exactly(std::uint32_t staff, Position at) const noexcept;
  [[nodiscard]] const TimeSignature* time_at(std::uint32_t staff, Position at) const noexcept;
};

/// Flattens a piece. Facts of staves that `before` (may be null) has as well are taken over, the others are found in
/// parallel. O(staves), and the measures of staves that are new. Errors: cancelled, limit.
[[nodiscard]] Expected<Context> make_context(const Piece& piece, const EngraveOptions& options,
                                             const GlyphMetrics& glyphs, const TextMetrics& text, const Context* before,
                                             Executor& executor, Operation& operation);
/// The same on the calling thread.
[[nodiscard]] Context make_context(const Piece& piece, const EngraveOptions& options, const GlyphMetrics& glyphs,
                                   const TextMetrics& text, const Context* before = nullptr);

}  // namespace burin::layout
