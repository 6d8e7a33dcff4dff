// Where the ends of slurs, ties, hairpins, glissandi and other spanners are.
#pragma once

#include <cstddef>
#include <vector>

#include "core/base/time.hpp"
#include "core/collections/pmap.hpp"
#include "core/piece/piece.hpp"
#include "core/piece/vpd.hpp"

namespace burin {

/// A mark that belongs to a spanner.
struct SpanPlace {
  Vpd owner;  // the note, chord or rest that it hangs on; or the measure that it stands in
  Position
      at{};  // when that sounds (grace notes: with their group); for marks of a measure their place, of a barline 0
  SpanRole role{};
  FamilyId family{};
  friend bool operator==(const SpanPlace&, const SpanPlace&) = default;
};

/// Finds the ends of a spanner without a search through the measures between them: O(log spanners). It follows a piece
/// from version to version by the identity of its nodes: update() passes over staves that the two versions share,
/// compares pointers in the others (O(measures), some microseconds), and looks into the measures that are not shared;
/// when measures come or go, into all behind them in their staff. A copy is O(1) and keeps its state when the other is
/// updated. It keeps its piece alive. Any number of threads may read and copy; one object is updated by one thread at a
/// time.
class SpanIndex {
 public:
  SpanIndex() = default;
  explicit SpanIndex(Shared<Piece> piece) { update(std::move(piece)); }

  /// Makes this the index of another piece, or of none.
  void update(Shared<Piece> piece);

  /// All marks of a spanner in musical order, starts before others at the same time; null when it has none.
  [[nodiscard]] const std::vector<SpanPlace>* places(SpanId span) const noexcept { return spans_.find(span); }
  /// The first start and the last stop, or null. Valid until the next update.
  [[nodiscard]] const SpanPlace* start_of(SpanId span) const noexcept;
  [[nodiscard]] const SpanPlace* stop_of(SpanId span) const noexcept;
  /// How many spanners there are.
  [[nodiscard]] std::size_t size() const noexcept { return spans_.size(); }
  /// The piece that it shows; may be null.
  [[nodiscard]] const Shared<Piece>& piece() const noexcept { return piece_; }

 private:
  void follow(const Instrument* before, const Instrument* after, const Vpd& at);
  void follow(const Staff* before, const Staff* after, const Vpd& at);
  void follow(const Measure* before, const Measure* after, const Vpd& at);

  Shared<Piece> piece_;
  PMap<SpanId, std::vector<SpanPlace>> spans_;
};

}  // namespace burin
