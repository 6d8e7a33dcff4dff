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
  Vpd vpd;
};

struct Span {
  FamilyId family{};
  SpanEnd start;
  SpanEnd stop;
  [[nodiscard]] bool whole() const noexcept { return start.mark != nullptr && stop.mark != nullptr; }
};

/// Ends of spanners in one measure, in the order in which they pair. Holds pointers into the piece.
struct MeasureSpanEnds {
  std::vector<SpanEnd> ends;
  Rational length{};    // of the measure
  std::size_t last{0};  // highest id among them
};

/// Finds the ends in one measure. O(marks).
[[nodiscard]] std::shared_ptr<const MeasureSpanEnds> find_span_ends(const Context& context, const MeasureAtoms& atoms);

/// All spanners that have both ends, by the order of their ids, then lines that the file never ends. O(ends).
[[nodiscard]] std::vector<Span> join_spans(const std::vector<std::shared_ptr<const MeasureSpanEnds>>& measures);

}  // namespace burin::layout
