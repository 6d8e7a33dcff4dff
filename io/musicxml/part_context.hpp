// What the readers of one part share: where they are in time, what holds there, where findings go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/import/limits.hpp"
#include "core/import/source_element.hpp"
#include "io/musicxml/part_data.hpp"
#include "io/musicxml/xml_source.hpp"

namespace burin::io {

/// A tuplet that goes on over a barline.
struct CarriedTuplet {
  std::int16_t voice{0};
  std::int32_t number{1};
  Tuplet tuplet;  // without items
};

/// A limit that the part exceeds: reading stops behind the measure.
struct Exceeded {
  std::string_view code;
  std::string message;
  std::ptrdiff_t offset{-1};
};

/// Beyond this a number of staves is no number of staves but nonsense, which costs the place and not the score.
inline constexpr std::int64_t most_sensible_staves = 100'000;

/// State of a part while it is read. One thread.
struct PartContext {
  PartContext(const ImportTable& families, const ImportLimits& bounds, RawPart& target)
      : table(families), limits(bounds), part(target) {}

  const ImportTable& table;
  const ImportLimits& limits;
  RawPart& part;

  std::uint32_t measure{0};  // index
  XmlNode measure_node;      // its content, and that of the next one
  XmlNode next_measure;
  std::size_t base{0};    // where offsets of this measure's nodes count from, in the part's text
  Rational now{};         // in the measure, quarter notes
  Rational reached{};     // farthest point of this measure
  Rational divisions{1};  // per quarter note
  std::uint32_t jump{0};  // counts backups: what lies between two jumps is contiguous
  std::uint32_t grace_order{0};
  Rational figures{};  // how far the figures before the next note reach
  std::vector<CarriedTuplet> carried;
  std::vector<std::string> voice_names;

  std::optional<Exceeded> exceeded;

  /// Byte offset of a node of this measure in the part's text; -1 when unknown.
  [[nodiscard]] std::ptrdiff_t offset_of(XmlNode node) const noexcept;
  void exceed(std::string_view code, std::string message, XmlNode at);
  void warn(std::string_view code, std::string message, XmlNode at, Severity severity = Severity::warning);
  /// Says that what an element holds is no value of its kind, so that the usual one stands for it.
  void senseless(XmlNode at);
  void count_unsupported(std::string_view tag);

  /// The staff with that index, made when it does not exist yet; limited by limits.staves_per_part.
  RawStaff& staff(std::size_t index);
  void exceed_staves(XmlNode at);
  /// This measure of a staff.
  RawMeasure& measure_of(std::size_t staff_index);
  /// Index from 0 of a <staff> or number attribute; 0 when it is absent or senseless. A staff beyond the limit stops
  /// the reading.
  [[nodiscard]] std::size_t staff_index(std::string_view text);
  /// Number of a voice: its text as a number, else from 1000 on by order of appearance.
  [[nodiscard]] std::int16_t voice_number(std::string_view text);
  /// Length of a measure under the time signature in force; 0 for senza misura.
  [[nodiscard]] Rational nominal_length(std::size_t staff_index) const;
  [[nodiscard]] Position position() const { return {static_cast<std::int32_t>(measure), now}; }
};

/// A mark read from a node by the family that claims it, or an `unsupported` one.
struct MarkReading {
  Mark mark;
  bool valid{false};
  const ImportRule* rule{nullptr};
  std::int32_t number{1};
};

/// Sets one parameter of a mark; others that share its parameters keep theirs.
void add_param(Mark& mark, Param name, ParamValue value);
/// Reads a node as a mark. `placement` is the side given around it. Unclaimed tags become unsupported marks.
[[nodiscard]] MarkReading read_mark(PartContext& context, XmlNode node, std::string_view parent,
                                    std::string_view placement);
/// Registers a spanner's end for pairing, when the reading is one.
void register_end(PartContext& context, MarkReading& reading, XmlNode node, SpanEnd end);

}  // namespace burin::io
