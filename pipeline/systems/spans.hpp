// Where spanners begin and end: slurs, ties, hairpins and lines by their SpanId.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "pipeline/atoms/atoms.hpp"
#include "pipeline/atoms/context.hpp"

namespace burin::layout {

/// One end of a spanner.
struct SpanEnd {
  static constexpr std::uint32_t no_event = 0xFFFFFFFFU;
  const Mark* mark{nullptr};  // null: this end is missing in the input
  std::uint32_t measure{0};
  std::uint32_t event{no_event};  // index in the measure's atoms, when it stands on a note or rest
  std::uint32_t head{no_event};   // index in the atoms' heads, when it stands on a notehead
  std::uint32_t staff{0};
  Rational at{};
  std::uint8_t graces{0};  // so many grace notes before the note there
  Vpd vpd;
  bool yields{
      false};  // begins dashes after a word of the dynamics: the next dynamic or such word ends them at the latest
};

struct Span {
  FamilyId family{};
  SpanEnd start;
  SpanEnd stop;
  std::vector<SpanEnd> middles;  // where a pedal is changed
  bool follows{false};           // takes up where another one of its staff was broken off
  bool followed{false};
  [[nodiscard]] bool whole() const noexcept { return start.mark != nullptr && stop.mark != nullptr; }
};

/// A dynamic on a staff, or a word of the dynamics with dashes, which ends the dashes of a crescendo before it.
struct DynamicPlace {
  std::uint32_t staff{0};
  Rational at{};
};

/// Ends of spanners in one measure, in the order in which they pair. Holds pointers into the piece.
struct MeasureSpanEnds {
  std::vector<SpanEnd> ends;
  std::vector<DynamicPlace> dynamics;  // by staff, then as in the piece
  Rational length{};                   // of the measure
  std::size_t last{0};                 // highest id among them
};

/// Finds the ends in one measure. O(marks).
[[nodiscard]] std::shared_ptr<const MeasureSpanEnds> find_span_ends(const Context& context, const MeasureAtoms& atoms);

/// All spanners that have both ends, by the order of their ids, then lines that the file never ends. Dashes after
/// cresc. and the like end at the next dynamic of their staff or the next such word that has dashes, whatever later end
/// the file gives them (handbook §16.2): programs that lose the end of such a line write one at its start, or let it
/// run on to the end of another. O(ends + measures that dashes cross).
[[nodiscard]] std::vector<Span> join_spans(const std::vector<std::shared_ptr<const MeasureSpanEnds>>& measures);

}  // namespace burin::layout
