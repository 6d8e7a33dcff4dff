// What the writers of one part share: the text so far, where it is in time, what was in force before.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/export/export_table.hpp"
#include "core/piece/piece.hpp"
#include "io/musicxml/writer/part_plan.hpp"
#include "io/musicxml/writer/xml_writer.hpp"

namespace burin::io {

/// What goes on from measure to measure until it is said otherwise.
struct RunningState {
  bool hidden{false};
  std::uint8_t repeating{0};
  Measure::SlashMode slash{Measure::SlashMode::none};
  WrittenDuration slash_value{no_value, 0};
};

/// State of a part while it is written. One thread.
struct WriteContext {
  const ExportTable& table;
  const Piece& piece;
  const Instrument& instrument;
  const PartPlan& plan;
  bool first{false};  // the part that carries what belongs to the whole score: breaks, tempos
  XmlWriter& xml;

  std::size_t measure{0};
  std::int64_t divisions{1};
  Rational now{};
  Rational fullest{};                   // how far the voices of any part go in this measure
  std::vector<RunningState> running{};  // by staff
  std::vector<Position> tempos_written{};

  [[nodiscard]] std::size_t staves() const noexcept { return instrument.staves.size(); }
  [[nodiscard]] const Measure* measure_of(std::size_t staff) const {
    const Staff& owner = *instrument.staves[staff];
    return measure < owner.measures.size() ? owner.measures[measure].get() : nullptr;
  }
  [[nodiscard]] const ChangeSet<TimeSignature>& times_of(std::size_t staff) const {
    const Staff& owner = *instrument.staves[staff];
    return owner.times.empty() ? piece.times : owner.times;
  }
  [[nodiscard]] Position position(Rational at) const { return {static_cast<std::int32_t>(measure), at}; }
  /// A length in divisions; rounded when it is no whole number of them.
  [[nodiscard]] std::int64_t ticks(Rational length) const noexcept {
    const Rational exact = length * Rational(divisions);
    if (exact.den() == 1) return exact.num();
    return static_cast<std::int64_t>(exact.value() + (exact.num() < 0 ? -0.5 : 0.5));
  }
  /// What a measure without music lasts here.
  [[nodiscard]] Rational usual_length() const;
  /// <forward> or <backup> to a place in the measure; nothing when it is there.
  void move_to(Rational at);
  /// staff="n" or <staff> where there are several.
  void staff_element(std::size_t staff) {
    if (staves() > 1) xml.count("staff", static_cast<std::int64_t>(staff) + 1);
  }
  void staff_number(std::size_t staff) {
    if (staves() > 1) xml.number("number", static_cast<std::int64_t>(staff) + 1);
  }
};

/// font-size, where one is asked for.
void write_size(XmlWriter& xml, double points);

/// Colour and size of a mark that has them: what an element around several marks may say for all.
void write_look(XmlWriter& xml, const Mark& mark);
[[nodiscard]] bool same_look(const Mark& a, const Mark& b);

/// A mark together with its form.
struct ShapedMark {
  const Mark* mark{nullptr};
  ExportShape shape;
};

/// The form of a mark at a place: by its family, or for what no family reads the tag that it came with. Nothing when
/// there is none.
[[nodiscard]] std::optional<ExportShape> shape_of(const WriteContext& context, const Mark& mark, MarkPlace place);
/// The element of a mark. `with_side`: whether the side is said here (else around it). `tail` writes children that
/// follow the family's own.
void write_mark(WriteContext& context, const Mark& mark, const ExportShape& shape, bool with_side = true,
                const std::function<void()>& tail = {});

/// <attributes> of one position; nothing when nothing changes there.
void write_attributes(WriteContext& context, Rational at);
/// Offsets in this measure (beyond 0) at which clefs, keys, times, lines or the transposition change. Sorted.
[[nodiscard]] std::vector<Rational> attribute_places(const WriteContext& context);

/// The barlines at the left end, in the middle at `at`, at the right end.
void write_left_barline(WriteContext& context);
void write_middle_barlines(WriteContext& context, Rational at);
void write_right_barline(WriteContext& context);
/// Where there are barlines inside the measure. Sorted, without repetition.
[[nodiscard]] std::vector<Rational> barline_places(const WriteContext& context);

/// Directions, harmonies and figured bass of one staff that are still to be written, in order of time.
class StaffMarks {
 public:
  StaffMarks(WriteContext& context, std::size_t staff);
  /// Writes those at or before `from` and those before `to`; where the context's time is another, with an offset. What
  /// stands fewer than `graces` grace notes before `from` waits.
  void write_until(Rational from, Rational to, std::size_t graces = 0);
  void write_rest();
  [[nodiscard]] bool empty() const noexcept { return marks_->empty(); }

 private:
  void write_group(std::size_t begin, std::size_t end);
  void write_direction(std::size_t begin, std::size_t end);
  void write_dynamics(std::size_t begin, std::size_t end, bool with_side);
  void write_harmony(std::size_t begin, std::size_t end);
  void write_offset(Rational at);
  [[nodiscard]] bool joins(std::size_t i) const;

  WriteContext& context_;
  std::size_t staff_;
  const std::vector<PlacedMark>* marks_{nullptr};
  std::vector<ExportShape> shapes_;  // of this measure's marks; without tag: not written here
  std::size_t next_{0};
};

/// <sound tempo> at the context's time, unless a direction there has said it.
void write_sound(WriteContext& context);
/// Offsets of tempos in this measure. Sorted.
[[nodiscard]] std::vector<Rational> tempo_places(const WriteContext& context);

/// Called before each chord, rest and space with the time that it takes, and at the voice's end. `graces`: how many
/// grace notes follow up to the next note, this one included.
class BetweenNotes {
 public:
  virtual ~BetweenNotes() = default;
  virtual void before(Rational begin, Rational end, std::size_t graces) = 0;
};

/// The notes of a voice, from the context's time on.
void write_voice(WriteContext& context, const Voice& voice, std::size_t staff, BetweenNotes& between);
/// A measure with everything in it.
void write_measure(WriteContext& context);

}  // namespace burin::io
