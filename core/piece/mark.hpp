// Marks: everything that is attached to a note, a chord, a rest or a place in a measure. The set of families is open.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/rational.hpp"
#include "core/base/result.hpp"

namespace burin {

/// Index of an element family in the registry (pipeline/elements/registry.cpp). Stable within one run of the program;
/// files store names. 0 is `unsupported`.
enum class FamilyId : std::uint16_t { unsupported = 0 };

/// Joins the start and the stop of a spanner (slur, tie, hairpin …). Unique within a piece; 0 = not a spanner.
enum class SpanId : std::uint32_t { none = 0 };

enum class SpanRole : std::uint8_t { none, start, stop, middle, let_ring };
enum class Side : std::int8_t { automatic = 0, above = 1, below = -1 };

/// Names of a mark's parameters. Add at the end only.
enum class Param : std::uint16_t {
  text,    // words, syllable, number …
  number,  // verse number, ending number, level
  type,    // the word that chooses a form inside the family
  glyph,   // SMuFL code point
  italic,
  bold,
  font_size,  // points
  enclosure,  // "rectangle", "circle" …
  syllabic,   // "single", "begin", "middle", "end"
  extend,     // lyric extender: 1
  beat_unit,  // metronome: note type name
  beat_dots,
  per_minute,
  beat_unit2,
  beat_dots2,
  parentheses,
  size,       // octave line: 8, 15, 22
  line_type,  // "solid", "dashed", "dotted", "wavy"
  line_end,   // "up", "down", "both", "arrow", "none"
  line_end2,
  spread,
  niente,
  strokes,  // tremolo
  offset,   // shift in quarter notes (rational as text "n/d")
  color,
  element,  // the source tag of an unsupported thing
  root,     // chord symbol
  root_alter,
  kind,
  bass,
  bass_alter,
  degrees,
  figures,
  show_number,
  show_type,
  bracket,
  actual,
  normal,
  elision,
  name,
  placement,
  justify,
  orientation,  // "over" or "under": curve side asked for
  accidental,   // accidental name above or below an ornament
  accidental_below,
  system,  // "only-top", "also-top"
  runs,    // how stretches of the text look, a line each: bytes, flags (i, b), colour
};

using ParamValue = std::variant<std::int64_t, double, std::string>;

/// Parameters of a mark, sorted by name. Small (0 to 6 entries), so looked up linearly.
class Params {
 public:
  void set(Param name, ParamValue value);
  [[nodiscard]] const ParamValue* find(Param name) const noexcept;
  [[nodiscard]] std::string_view text(Param name, std::string_view otherwise = {}) const noexcept;
  [[nodiscard]] std::int64_t whole(Param name, std::int64_t otherwise = 0) const noexcept;
  [[nodiscard]] double real(Param name, double otherwise = 0.0) const noexcept;
  [[nodiscard]] bool has(Param name) const noexcept { return find(name) != nullptr; }
  [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
  [[nodiscard]] const std::vector<std::pair<Param, ParamValue>>& entries() const noexcept { return entries_; }
  friend bool operator==(const Params&, const Params&) = default;

 private:
  std::vector<std::pair<Param, ParamValue>> entries_;
};

/// Variant of the mark that ends a tie on a note of another name (A sharp, B flat), which needs its own accidental.
inline constexpr std::uint16_t respelled_tie = 1;

/// One attached sign. 32 bytes; parameters are shared and immutable.
struct Mark {
  FamilyId family{};
  std::uint16_t variant{0};  // meaning belongs to the family (for example which articulation)
  Side side{Side::automatic};
  SpanRole role{SpanRole::none};
  bool hidden{false};  // print-object="no": kept, never drawn
  SpanId span{};
  Shared<Params> params;  // may be null

  /// Parameters, or an empty set.
  [[nodiscard]] const Params& parameters() const noexcept;
  friend bool operator==(const Mark& a, const Mark& b) noexcept;
};

/// A mark at a place in a measure of a staff rather than on a note: dynamics, hairpins, words, tempo …
struct PlacedMark {
  Rational at{};  // quarter notes from the start of the measure
  Mark mark;
  bool joined{false};      // goes on in the line of the mark before it (same direction of the file: words + metronome)
  std::uint8_t graces{0};  // stands so many grace notes before its place, among those of the staff's first voice
  friend bool operator==(const PlacedMark&, const PlacedMark&) = default;
};

}  // namespace burin
